package nl.vangnet.transfer.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The transport of a case: what the road asks by which rules, what was ordered, and what could be.
record TransportView(
    Need need, List<Leg> legs, @Nullable Best best, List<Choice> vehicles, boolean assigns) {
  /// What the road asks, in words, with the rules that decided.
  record Need(
      String form, String vehicle, String urgency, List<String> equipment, List<String> rules) {}

  /// One leg and how far it is.
  record Leg(
      String state,
      String code,
      String vehicle,
      String owner,
      @Nullable Instant pickup,
      @Nullable Instant arrival,
      String distance,
      Instant at,
      List<Stop> stops,
      long id,
      List<Check> checks) {
    /// How many points of the checklist are still open.
    int open() {
      return (int) checks.stream().filter(c -> c.by().isEmpty()).count();
    }
  }

  /// A point of the checklist before the patient leaves (SPR-08); `by` says who confirmed it and
  /// when, empty while nobody did.
  record Check(String code, String text, String by) {}

  /// A moment of a leg: passed, present or to come.
  record Stop(String name, @Nullable Instant at, boolean passed, boolean present) {}

  /// The best that there is now; `blocked` says in words why there is none.
  record Best(
      String vehicle,
      String owner,
      @Nullable Instant pickup,
      @Nullable Instant arrival,
      String travel,
      String blocked) {}

  /// A vehicle that can be chosen.
  record Choice(long id, String name) {}
}
