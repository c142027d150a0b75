package nl.vangnet.feeds;

/// With which figure of ours an indicator is shown side by side, and why the two may differ. An
/// empty `cohort` means all cohorts together.
public record Comparison(
    String indicator, String category, String cohort, String variable, String explanation) {}
