package nl.vangnet.policy;

/// One level of intensive care capacity: a free number with a decision, not an enum (field notes
/// 2.1). `covidEarmark` is the part meant for the cohort under earmark, 0 when none.
public record ScaleLevel(String code, int beds, int percent, int covidEarmark, String source) {}
