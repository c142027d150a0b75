package nl.vangnet.plausibility;

/// What a rule says when it looks: a doubt, no doubt, or that it cannot tell because a figure is
/// unknown or stale. What cannot be told changes nothing: unknown is not fine.
sealed interface Verdict {
  /// The subject that was looked at.
  Suspicion.Subject subject();

  /// A doubt.
  record Doubt(Suspicion suspicion) implements Verdict {
    @Override
    public Suspicion.Subject subject() {
      return suspicion.subject();
    }
  }

  /// No doubt.
  record Fine(Suspicion.Subject subject) implements Verdict {}

  /// Nothing can be said now.
  record Unknown(Suspicion.Subject subject) implements Verdict {}
}
