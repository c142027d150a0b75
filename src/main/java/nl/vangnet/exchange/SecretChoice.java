package nl.vangnet.exchange;

import org.jspecify.annotations.Nullable;

/// Which secret a node takes: the one that its environment gives, or the one that was generated and
/// kept in the database. A node whose secret is another than that of earlier nodes would split
/// every stay in two, so it is refused unless new keys are accepted.
enum SecretChoice {
  /// The environment's, as before or for the first time.
  GIVEN,
  /// The environment's, where another was used before.
  GIVEN_ANEW,
  /// The generated one.
  GENERATED,
  /// The generated one, where the environment gave another before.
  GENERATED_ANEW,
  /// None: the environment gave another before.
  REFUSED_OTHER,
  /// None: the environment gave one before and gives none now.
  REFUSED_MISSING;

  /// Chooses by fingerprints: of what the environment gives now, of what was generated, and of what
  /// the environment gave before.
  static SecretChoice of(
      @Nullable String given,
      @Nullable String generated,
      @Nullable String before,
      boolean acceptNew) {
    if (given == null) {
      if (before == null || before.equals(generated)) {
        return GENERATED;
      }
      return acceptNew ? GENERATED_ANEW : REFUSED_MISSING;
    }
    if (before == null) {
      return generated == null || generated.equals(given) ? GIVEN : GIVEN_ANEW;
    }
    if (before.equals(given)) {
      return GIVEN;
    }
    return acceptNew ? GIVEN_ANEW : REFUSED_OTHER;
  }
}
