package nl.vangnet.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.vangnet.capacity.CensusEvent;
import nl.vangnet.capacity.CensusEvent.Kind;
import nl.vangnet.capacity.CensusEvent.Place;
import nl.vangnet.directory.SiteId;
import nl.vangnet.exchange.Hl7Message.Segment;
import org.jspecify.annotations.Nullable;

/// Translates a message into movements of stays. Pure: everything it needs is an argument, and
/// nothing of the patient but keyed pseudonyms comes out.
final class AdtTranslator {
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final Set<String> PATIENT_MERGES = Set.of("A18", "A34", "A36", "A39", "A40");
  private static final Set<String> VISIT_MERGES = Set.of("A42", "A45", "A50");
  private static final Set<String> CLOSED_STATES = Set.of("C", "K");

  private final Pseudonyms pseudonyms;

  AdtTranslator(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /// Translates one message of `sender`. `key` identifies the message; `now` is the moment of
  /// receipt.
  Translation translate(
      Hl7Message message, Sender sender, LocationMap map, String key, Instant now) {
    var msh = message.segments().getFirst();
    var type = message.value(msh, 9, 1);
    if (!type.equals("ADT")) {
      return new Translation.NotRelevant("type-" + code(type));
    }
    var event = message.value(msh, 9, 2);
    if (event.isEmpty()) {
      event = message.find("EVN").map(e -> message.value(e, 1, 1)).orElse("");
    }
    if (event.isEmpty()) {
      return new Translation.Failed(
          Fault.unreadable(
              "event-missing", 101, "MSH-9.2", "Name the trigger event, such as ADT^A01"));
    }
    return new Reading(message, sender, map, key, now).translate(event);
  }

  private static String code(String text) {
    return text.matches("[A-Z0-9]{3}") ? text : "other";
  }

  /// The reading of one message: its facts, gathered once.
  private final class Reading {
    private final Hl7Message message;
    private final Sender sender;
    private final LocationMap map;
    private final String key;
    private final Instant now;
    private Instant at;
    private String note;
    private int parts;

    Reading(Hl7Message message, Sender sender, LocationMap map, String key, Instant now) {
      this.message = message;
      this.sender = sender;
      this.map = map;
      this.key = key;
      this.now = now;
      this.at = now;
      this.note = message.strayLines() > 0 ? "stray-lines" : "";
    }

    Translation translate(String event) {
      var badTime = readTime();
      if (badTime != null && isKnown(event)) {
        return new Translation.Failed(badTime);
      }
      return switch (event) {
        case "A01", "A06" -> arrival(Kind.ADMIT, "outpatient-unmapped-place");
        case "A04" -> arrival(Kind.ADMIT, "registration-unmapped-place");
        case "A02" -> arrival(Kind.MOVE, "outpatient-unmapped-place");
        case "A03" -> simple(Kind.DISCHARGE, false);
        case "A07" -> becomesOutpatient();
        case "A08" -> arrival(Kind.UPDATE, "outpatient-unmapped-place");
        case "A11" -> simple(Kind.CANCEL_ADMIT, false);
        case "A12" -> simple(Kind.CANCEL_MOVE, true);
        case "A13" -> simple(Kind.CANCEL_DISCHARGE, true);
        case "A16" -> simple(Kind.PLAN_DISCHARGE, false);
        case "A25" -> simple(Kind.CANCEL_PLANNED_DISCHARGE, false);
        case "A21", "A53" -> simple(Kind.LEAVE, false);
        case "A22", "A52" -> simple(Kind.RETURN, true);
        case "A17" -> swap();
        case "A20" -> bedStatus();
        case "A05", "A14", "A15", "A26", "A27", "A38" ->
            new Translation.NotRelevant("pending-" + event);
        default ->
            PATIENT_MERGES.contains(event) || VISIT_MERGES.contains(event)
                ? merge(PATIENT_MERGES.contains(event))
                : new Translation.NotRelevant("event-" + code(event));
      };
    }

    private boolean isKnown(String event) {
      return event.matches("A(0[1-46-8]|1[1-367]|2[0-25]|34|4[02]|5[0-3])");
    }

    /// A message that puts a patient somewhere.
    private Translation arrival(Kind kind, String notRelevant) {
      var pv1 = message.find("PV1");
      if (pv1.isEmpty()) {
        return kind == Kind.UPDATE
            ? new Translation.NotRelevant("update-without-visit")
            : missing("PV1", "segment-missing", 100);
      }
      var location = location(pv1.get(), 3);
      var target = map.find(sender.source().id(), location);
      var patientClass = message.value(pv1.get(), 2, 1);
      var outside = patientClass.equals("O") || patientClass.equals("P");
      if (target.isEmpty() && (outside || notRelevant.startsWith("registration"))) {
        return new Translation.NotRelevant(notRelevant);
      }
      if (location.isEmpty() && kind == Kind.UPDATE) {
        return stays(kind, pv1.get(), null, site(location, target));
      }
      if (location.isEmpty()) {
        return missing("PV1-3", "location-missing", 101);
      }
      return placed(kind, pv1.get(), location, target);
    }

    private Translation placed(
        Kind kind, Segment pv1, Location location, Optional<LocationMap.Target> target) {
      var line = target.map(LocationMap.Target::line).orElse(null);
      var moved = stays(kind, pv1, new Place(line, location.code()), site(location, target));
      if (line != null || !(moved instanceof Translation.Moves moves)) {
        return moved;
      }
      return unknownLocation("PV1-3", location, moves.events());
    }

    private Translation.Failed unknownLocation(
        String where, Location location, List<CensusEvent> events) {
      return new Translation.Failed(
          Fault.unreadable(
              "unknown-location",
              204,
              where,
              "Map this location to a unit on the intake page; the message is then read again"),
          events,
          location);
    }

    /// A message about a stay that needs no place, or whose place only confirms.
    private Translation simple(Kind kind, boolean withPlace) {
      var pv1 = message.find("PV1");
      var location = pv1.map(p -> location(p, 3)).orElse(Location.NOWHERE);
      var target = map.find(sender.source().id(), location);
      var place =
          withPlace && target.isPresent() ? new Place(target.get().line(), location.code()) : null;
      return stays(kind, pv1.orElse(null), place, site(location, target));
    }

    private Translation becomesOutpatient() {
      var pv1 = message.find("PV1");
      var location = pv1.map(p -> location(p, 3)).orElse(Location.NOWHERE);
      var target = map.find(sender.source().id(), location);
      if (pv1.isPresent() && target.isPresent()) {
        return placed(Kind.MOVE, pv1.get(), location, target);
      }
      return stays(Kind.DISCHARGE, pv1.orElse(null), null, site(location, target));
    }

    private Translation stays(
        Kind kind, @Nullable Segment pv1, @Nullable Place place, SiteId site) {
      var pid = message.find("PID");
      var stay = stay(pid.orElse(null), pv1);
      if (stay.isEmpty()) {
        return missing("PID-3", "identity-missing", 101);
      }
      var patient = patient(pid.orElse(null));
      var events = new ArrayList<CensusEvent>(2);
      events.add(event(kind, stay, patient, place, site));
      if (kind == Kind.MOVE && pv1 != null) {
        // A move between two sites of one organisation ends the stay at the first.
        map.find(sender.source().id(), location(pv1, 6))
            .filter(left -> !left.site().equals(site))
            .ifPresent(left -> events.add(event(Kind.DISCHARGE, stay, patient, null, left.site())));
      }
      if (place == null && ends(kind) && isSiteUnsaid(pv1)) {
        for (var other : sender.sites()) {
          if (!other.id().equals(site)) {
            events.add(event(kind, stay, patient, null, other.id()));
          }
        }
      }
      return moves(events);
    }

    private static boolean ends(Kind kind) {
      return kind == Kind.DISCHARGE || kind == Kind.CANCEL_ADMIT;
    }

    /// Whether nothing in the message says at which of several sites it happened.
    private boolean isSiteUnsaid(@Nullable Segment pv1) {
      var location = pv1 == null ? Location.NOWHERE : location(pv1, 3);
      return sender.sites().size() > 1
          && map.find(sender.source().id(), location).isEmpty()
          && sender.findSite(location.facility()).isEmpty()
          && sender.findSite(message.value(message.segments().getFirst(), 4, 1)).isEmpty();
    }

    private Translation swap() {
      var events = new ArrayList<CensusEvent>();
      Translation.@Nullable Failed failed = null;
      Segment pid = null;
      var groups = 0;
      for (var segment : message.segments()) {
        if (segment.name().equals("PID")) {
          pid = segment;
        } else if (segment.name().equals("PV1")) {
          groups++;
          var where = groups == 1 ? "PV1-3" : "PV1[" + groups + "]-3";
          var location = location(segment, 3);
          var stay = stay(pid, segment);
          if (stay.isEmpty()) {
            return missing(groups == 1 ? "PID-3" : "PID[2]-3", "identity-missing", 101);
          }
          if (location.isEmpty()) {
            return missing(where, "location-missing", 101);
          }
          var target = map.find(sender.source().id(), location);
          var line = target.map(LocationMap.Target::line).orElse(null);
          events.add(
              event(
                  Kind.MOVE,
                  stay,
                  patient(pid),
                  new Place(line, location.code()),
                  site(location, target)));
          if (line == null && failed == null) {
            failed = unknownLocation(where, location, List.of());
          }
          pid = null;
        }
      }
      if (groups != 2) {
        return missing("PV1[2]", "segment-missing", 100);
      }
      return failed == null
          ? moves(events)
          : new Translation.Failed(failed.fault(), events, failed.location());
    }

    private Translation bedStatus() {
      var npu = message.find("NPU");
      if (npu.isEmpty()) {
        return missing("NPU", "segment-missing", 100);
      }
      var location = location(npu.get(), 1);
      var state = message.value(npu.get(), 2, 1);
      if (location.isEmpty()) {
        return missing("NPU-1", "location-missing", 101);
      }
      if (state.isEmpty()) {
        return missing("NPU-2", "bed-status-missing", 101);
      }
      var target = map.find(sender.source().id(), location);
      if (target.isEmpty()) {
        return unknownLocation("NPU-1", location, List.of());
      }
      return new Translation.Moves(
          List.of(),
          new Translation.BedStatus(
              target.get().site(),
              target.get().line(),
              location.code(),
              CLOSED_STATES.contains(state),
              at),
          at,
          note);
    }

    /// Ends the stays that were merged away. Stays known by a visit number live on; one that was
    /// known by the patient number only has no other name than the number that is gone.
    private Translation merge(boolean ofPatients) {
      var events = new ArrayList<CensusEvent>();
      Segment pid = null;
      Segment pv1 = null;
      var merges = 0;
      var numbers = 0;
      var site = site(Location.NOWHERE, Optional.empty());
      for (var segment : message.segments()) {
        switch (segment.name()) {
          case "PID" -> {
            pid = segment;
            pv1 = null;
          }
          case "PV1" -> pv1 = segment;
          case "MRG" -> {
            merges++;
            for (var gone : goneStays(segment, ofPatients)) {
              numbers++;
              if (!gone.equals(stay(pid, pv1))) {
                events.add(event(Kind.MERGED_AWAY, gone, patient(pid), null, site));
              }
            }
          }
          default -> {}
        }
      }
      if (merges == 0) {
        return missing("MRG", "segment-missing", 100);
      }
      if (numbers == 0) {
        return missing("MRG-1", "identity-missing", 101);
      }
      return events.isEmpty() ? new Translation.NotRelevant("merge-with-itself") : moves(events);
    }

    private List<String> goneStays(Segment mrg, boolean ofPatients) {
      var gone = new ArrayList<String>();
      var visit = message.value(mrg, 5, 1);
      if (!visit.isEmpty()) {
        gone.add(pseudonym("visit:" + visit));
      }
      if (ofPatients) {
        for (var repetition : message.repetitions(mrg, 1)) {
          var number = patientNumber(repetition);
          if (!number.isEmpty()) {
            gone.add(pseudonym(number));
          }
        }
      }
      return gone;
    }

    private String stay(@Nullable Segment pid, @Nullable Segment pv1) {
      var visit = pv1 == null ? "" : message.value(pv1, 19, 1);
      if (visit.isEmpty() && pid != null) {
        visit = message.value(pid, 18, 1);
      }
      return visit.isEmpty() ? nullToEmpty(patient(pid)) : pseudonym("visit:" + visit);
    }

    private @Nullable String patient(@Nullable Segment pid) {
      if (pid == null) {
        return null;
      }
      var repetitions = message.repetitions(pid, 3);
      var number = repetitions.isEmpty() ? "" : patientNumber(repetitions.getFirst());
      if (number.isEmpty()) {
        var external = message.repetitions(pid, 2);
        number = external.isEmpty() ? "" : patientNumber(external.getFirst());
      }
      return number.isEmpty() ? null : pseudonym(number);
    }

    private String patientNumber(String repetition) {
      var number = message.valueIn(repetition, 1);
      return number.isEmpty() ? "" : "patient:" + number + "^" + message.valueIn(repetition, 4);
    }

    private String pseudonym(String number) {
      return pseudonyms.of(sender.source().organisation(), number);
    }

    private CensusEvent event(
        Kind kind, String stay, @Nullable String patient, @Nullable Place place, SiteId site) {
      return new CensusEvent(
          site, sender.source().id(), key + "." + parts++, kind, stay, patient, place, at);
    }

    private Translation moves(List<CensusEvent> events) {
      return new Translation.Moves(events, null, at, note);
    }

    private Location location(Segment segment, int field) {
      var service = segment.name().equals("PV1") ? message.value(segment, 10, 1) : "";
      return new Location(
          message.value(segment, field, 1),
          message.value(segment, field, 2),
          message.value(segment, field, 3),
          message.value(segment, field, 4),
          service);
    }

    /// The site: of the mapping, else the facility of PV1-3, else MSH-4, else the first; always one
    /// of the sender's own organisation.
    private SiteId site(Location location, Optional<LocationMap.Target> target) {
      if (target.isPresent()) {
        return target.get().site();
      }
      var msh = message.segments().getFirst();
      return sender
          .findSite(location.facility())
          .or(() -> sender.findSite(message.value(msh, 4, 1)))
          .orElse(sender.sites().getFirst())
          .id();
    }

    private @Nullable Fault readTime() {
      var evn = message.find("EVN");
      var msh = message.segments().getFirst();
      var where = "EVN-6";
      var text = evn.map(e -> message.value(e, 6, 1)).orElse("");
      if (text.isEmpty()) {
        where = "EVN-2";
        text = evn.map(e -> message.value(e, 2, 1)).orElse("");
      }
      if (text.isEmpty()) {
        where = "MSH-7";
        text = message.value(msh, 7, 1);
      }
      if (text.isEmpty()) {
        note = "time-missing";
        return null;
      }
      var read = Hl7Time.read(text, sender.source().zone(), now);
      if (read.isEmpty()) {
        return Fault.unreadable(
            "bad-time", 102, where, "Write the time as YYYYMMDDHHMMSS, with +ZZZZ where you can");
      }
      at = read.get();
      if (at.isAfter(now.plus(AHEAD))) {
        at = now;
        note = "clock-ahead";
      }
      return null;
    }

    private Translation.Failed missing(String where, String cause, int code) {
      return new Translation.Failed(
          Fault.unreadable(
              cause,
              code,
              where,
              "Send " + where + "; without it the message has no meaning here"));
    }
  }

  private static String nullToEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
