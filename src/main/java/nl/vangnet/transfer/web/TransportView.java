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
      List<Stop> stops) {}

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
