package nl.vangnet.transport;

import java.util.Map;

/// The codes with which the desk refuses, each with what to do about it.
final class Refusals {
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry(
              "not-allowed", "ask the planner of the vehicle's service, or the national desk"),
          Map.entry("pool-only-national", "only the national desk assigns the national pool"),
          Map.entry("no-such-leg", "there is no such leg"),
          Map.entry("no-such-vehicle", "there is no such vehicle in service"),
          Map.entry("unknown-site", "the directory knows no such site"),
          Map.entry("same-site", "from and to are the same site; nothing has to be moved"),
          Map.entry("case-missing", "caseNumber: name the case, at most 60 characters"),
          Map.entry(
              "case-malformed",
              "caseNumber: write a number without spaces, with letters, digits, hyphens, dots and"
                  + " strokes; no name"),
          Map.entry(
              "looks-like-bsn",
              "this looks like a citizen service number; leave it out, the case number is enough"),
          Map.entry("looks-like-birth-date", "this looks like a date of birth; leave it out"),
          Map.entry("due-before-ready", "let the due moment lie after the ready moment"),
          Map.entry(
              "ready-out-of-range", "let the ready moment lie between yesterday and two weeks"),
          Map.entry(
              "too-late", "no vehicle arrives in time; choose a later moment or another place"),
          Map.entry("unknown-coordinates", "the directory has no coordinates of that site"),
          Map.entry("no-vehicle-of-class", "no vehicle of this kind is in service; enter one"),
          Map.entry("no-equipment", "no vehicle of this kind carries what is needed"),
          Map.entry("weather", "the weather keeps these vehicles on the ground"),
          Map.entry("night", "these vehicles do not ride at this hour"),
          Map.entry("cover", "these vehicles cover another area now"),
          Map.entry("breakdown", "these vehicles are broken down"),
          Map.entry("maintenance", "these vehicles are in the workshop"),
          Map.entry("staff", "there are no people for these vehicles"),
          Map.entry("no-crew", "no crew is on duty for these vehicles; enter a shift"),
          Map.entry("no-landing-place", "there is no landing place or station at the site"),
          Map.entry("out-of-range", "it is farther than these vehicles go"),
          Map.entry("crew-hours", "no crew is back before its duty ends"),
          Map.entry("no-time", "the vehicles have other legs in that time"),
          Map.entry("wrong-class", "that vehicle cannot do what this patient needs"),
          Map.entry("illegal-step", "that step does not follow; look at the leg again"),
          Map.entry("step-out-of-order", "at: lies before the last step or in the future"),
          Map.entry("reason-missing", "say why in a few words"),
          Map.entry("reason-too-long", "use at most 500 characters"),
          Map.entry("vehicle-busy", "the vehicle has not finished its other leg"),
          Map.entry("before-ready", "the patient is not ready before that"),
          Map.entry(
              "checklist-open",
              "confirm what must be confirmed before the patient leaves, or say why not"),
          Map.entry("amount-out-of-range", "an amount from 0.01 to 1,000,000 euro"),
          Map.entry("text-length", "fill the texts, and keep them shorter"),
          Map.entry("no-such-line", "there is no such line"),
          Map.entry("already-withdrawn", "it was withdrawn already"),
          Map.entry("ends-before-begin", "let it end after it begins"),
          Map.entry("already-concluded", "there is no such pilot, or it was concluded already"),
          Map.entry("stale", "somebody changed this leg meanwhile; look at it again"),
          Map.entry("taken", "somebody just took that vehicle or crew; look again"));

  private Refusals() {}

  static String advice(String code) {
    return ADVICE.getOrDefault(code, code);
  }

  static OrderOutcome.Refused order(String code) {
    return new OrderOutcome.Refused(code, advice(code));
  }

  static LegOutcome.Refused leg(String code) {
    return new LegOutcome.Refused(code, advice(code));
  }
}
