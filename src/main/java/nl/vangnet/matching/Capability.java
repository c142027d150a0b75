package nl.vangnet.matching;

import java.util.Set;

/// Words for what a site can do beside offering a bed.
final class Capability {
  private static final Set<String> NAMED =
      Set.of(
          "dialysis",
          "ecmo",
          "bariatric",
          "neurosurgery",
          "cardiology-intervention",
          "burns",
          "obstetric",
          "picu",
          "nicu",
          "ccu");

  private Capability() {}

  /// The name of a capability, to be filled in; one that has no name stands as it was written.
  static String word(String capability) {
    return NAMED.contains(capability)
        ? Sentence.word("matching.capability." + capability)
        : capability;
  }
}
