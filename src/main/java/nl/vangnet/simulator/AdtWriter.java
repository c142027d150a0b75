package nl.vangnet.simulator;

import java.time.Instant;
import java.util.List;
import nl.vangnet.simulator.Names.Person;
import org.jspecify.annotations.Nullable;

/// Writes one hospital's HL7 v2 messages in its dialect. Pure: the same facts give the same text.
final class AdtWriter {
  private final Dialect dialect;
  private final String run;
  private int sent;

  /// `run` begins every control id, so that no two runs of the country share one.
  AdtWriter(Dialect dialect, String run) {
    this.dialect = dialect;
    this.run = run;
  }

  /// What a message says about one patient and visit: where they are and, for a move, where they
  /// were.
  record Subject(
      Person person,
      String visit,
      char patientClass,
      @Nullable String location,
      @Nullable String priorLocation,
      String service,
      Instant admittedAt) {}

  /// A message about one patient.
  String adt(String trigger, Instant at, Subject subject) {
    return message(trigger, at, List.of(subject));
  }

  /// A swap of beds (A17): both patients with their new places.
  String swap(Instant at, Subject one, Subject two) {
    return message("A17", at, List.of(one, two));
  }

  /// A bed status message (A20) for one bed.
  String bedStatus(Instant at, String location, char status) {
    var text = new StringBuilder(header("A20", at));
    text.append("NPU|").append(location).append('|').append(status).append(dialect.segmentEnd());
    return text.toString();
  }

  /// A message that nobody can read: its header breaks off.
  String unreadable(Instant at) {
    return "MSH|^~\\&|"
        + dialect.application()
        + "|"
        + dialect.facility()
        + "|"
        + at.toEpochMilli();
  }

  private String message(String trigger, Instant at, List<Subject> subjects) {
    var text = new StringBuilder(400).append(header(trigger, at));
    for (var subject : subjects) {
      text.append(pid(subject)).append(pv1(trigger, at, subject));
    }
    return text.toString();
  }

  private String header(String trigger, Instant at) {
    var structure =
        switch (trigger) {
          case "A01", "A04", "A08", "A13" -> "ADT_A01";
          case "A02" -> "ADT_A02";
          case "A03" -> "ADT_A03";
          case "A11", "A12" -> trigger.equals("A11") ? "ADT_A09" : "ADT_A12";
          case "A16" -> "ADT_A16";
          case "A17" -> "ADT_A17";
          case "A20" -> "ADT_A20";
          case "A21", "A22", "A25" -> "ADT_A21";
          case "A31" -> "ADT_A05";
          default -> "ADT_A01";
        };
    sent++;
    var stamp = dialect.stamp(at);
    return "MSH|^~\\&|"
        + dialect.application()
        + "|"
        + dialect.facility()
        + "|VANGNET|NL|"
        + stamp
        + "||"
        + dialect.messageType(trigger, structure)
        + "|"
        + run
        + String.format("%07d", sent)
        + "|P|"
        + dialect.version()
        + "||||||"
        + dialect.writing().mshName()
        + dialect.segmentEnd()
        + "EVN|"
        + trigger
        + "|"
        + stamp
        + "||||"
        + stamp
        + dialect.segmentEnd();
  }

  private String pid(Subject subject) {
    var person = subject.person();
    return "PID|1||"
        + person.number()
        + "^^^"
        + dialect.facility()
        + "^PI||"
        + person.family()
        + "^"
        + person.given()
        + "||"
        + dialect.day(person.born())
        + "|"
        + person.sex()
        + dialect.segmentEnd();
  }

  private String pv1(String trigger, Instant at, Subject subject) {
    var fields = new String[46];
    java.util.Arrays.fill(fields, "");
    fields[0] = "PV1";
    fields[1] = "1";
    fields[2] = String.valueOf(subject.patientClass());
    fields[3] = subject.location() == null ? "" : subject.location();
    fields[6] = subject.priorLocation() == null ? "" : subject.priorLocation();
    fields[10] = subject.service();
    fields[19] = subject.visit();
    fields[44] = dialect.stamp(subject.admittedAt());
    fields[45] = trigger.equals("A03") ? dialect.stamp(at) : "";
    var last = fields[45].isEmpty() ? 45 : 46;
    return String.join("|", java.util.Arrays.copyOf(fields, last)) + dialect.segmentEnd();
  }
}
