package nl.vangnet.exchange;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The answer to one message: MSH, MSA and, when it was not accepted, ERR in the shape of the
/// sender's version. Written in the separators and the character set of the message that it
/// answers.
record Acknowledgement(Outcome outcome, @Nullable Fault fault, boolean tryAgain) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final Map<Integer, String> TABLE_0357 =
      Map.ofEntries(
          Map.entry(0, "Message accepted"),
          Map.entry(100, "Segment sequence error"),
          Map.entry(101, "Required field missing"),
          Map.entry(102, "Data type error"),
          Map.entry(103, "Table value not found"),
          Map.entry(200, "Unsupported message type"),
          Map.entry(201, "Unsupported event code"),
          Map.entry(202, "Unsupported processing id"),
          Map.entry(203, "Unsupported version id"),
          Map.entry(204, "Unknown key identifier"),
          Map.entry(205, "Duplicate key identifier"),
          Map.entry(206, "Application record locked"),
          Map.entry(207, "Application internal error"));

  static Acknowledgement of(Outcome outcome, @Nullable Fault fault) {
    return new Acknowledgement(outcome, fault, false);
  }

  /// The database did not take the message: the sender must send it again.
  static Acknowledgement again() {
    return new Acknowledgement(
        Outcome.REFUSED,
        Fault.refused(
            "try-again", 207, "", "Not stored just now; send this message again in a moment"),
        true);
  }

  /// AA, AE or AR.
  String code() {
    if (tryAgain) {
      return "AE";
    }
    return switch (outcome) {
      case ACCEPTED, DUPLICATE, NOT_RELEVANT -> "AA";
      case UNREADABLE -> "AE";
      case REFUSED -> "AR";
    };
  }

  /// Whether the sender wants this answer: not when it says NE in both MSH-15 and MSH-16, or asks
  /// for errors (ER) or successes (SU) only.
  boolean isWantedBy(Header header) {
    var one = header.acceptCondition();
    var two = header.applicationCondition();
    if (one.isEmpty() || two.isEmpty()) {
      return wants(one.isEmpty() ? two : one) || (one + two).equals("NE");
    }
    return wants(one) || wants(two);
  }

  private boolean wants(String condition) {
    return switch (condition) {
      case "NE" -> false;
      case "ER" -> !code().equals("AA");
      case "SU" -> code().equals("AA");
      default -> true;
    };
  }

  /// The text of the answer.
  String text(Header header, Instant now) {
    var d = header.delimiters().areUsable() ? header.delimiters() : Delimiters.STANDARD;
    var f = d.field();
    var version = isSpoken(header.version()) ? header.version() : "2.5";
    var text = new StringBuilder(256);
    text.append("MSH").append(f).append(d.encoding()).append(f);
    text.append(
        header.receivingApplication().isEmpty() ? "VANGNET" : header.receivingApplication());
    text.append(f).append(header.receivingFacility());
    text.append(f).append(header.application()).append(f).append(header.facility());
    text.append(f).append(TIME.format(now)).append(f).append(f).append(type(header, d, version));
    text.append(f).append("VN").append(Long.toString(NUMBER.incrementAndGet(), 36));
    text.append(Long.toString(now.toEpochMilli(), 36));
    text.append(f).append(header.processingId().isEmpty() ? "P" : header.processingId());
    text.append(f).append(version);
    if (!header.characterSet().isEmpty()) {
      text.append(String.valueOf(f).repeat(6)).append(header.characterSet());
    }
    text.append('\r');
    text.append("MSA").append(f).append(code()).append(f).append(header.controlId());
    if (fault != null) {
      text.append(f).append(clean(fault.cause() + ": " + fault.advice(), d, 80)).append('\r');
      error(text, d, fault, version);
    }
    return text.append('\r').toString();
  }

  private static void error(StringBuilder text, Delimiters d, Fault fault, String version) {
    var f = d.field();
    var c = d.component();
    var name = TABLE_0357.getOrDefault(fault.code(), "Application internal error");
    text.append("ERR").append(f);
    if (version.compareTo("2.5") < 0) {
      if (d.subcomponent() != 0) {
        var s = d.subcomponent();
        text.append(place(fault.where(), c, false)).append(c);
        text.append(fault.code()).append(s).append(name).append(s).append("HL70357");
      } else {
        text.append(place(fault.where(), c, false)).append(c).append(fault.code());
      }
      return;
    }
    text.append(f).append(place(fault.where(), c, true));
    text.append(f).append(fault.code()).append(c).append(name).append(c).append("HL70357");
    text.append(f).append('E');
    text.append(f).append(fault.cause());
    text.append(f).append(f).append(f).append(clean(fault.advice(), d, 250));
  }

  /// "PV1[2]-3.1" as segment, sequence, field (and repetition 1, component).
  private static String place(String where, char c, boolean withComponent) {
    var form =
        java.util.regex.Pattern.compile(
                "([A-Z][A-Z0-9]{2})(?:\\[(\\d+)])?(?:-(\\d+))?(?:\\.(\\d+))?")
            .matcher(where);
    if (!form.matches()) {
      return "" + c + c;
    }
    var text = form.group(1) + c + (form.group(2) == null ? "1" : form.group(2)) + c;
    if (form.group(3) == null) {
      return text;
    }
    text += form.group(3);
    return withComponent && form.group(4) != null ? text + c + "1" + c + form.group(4) : text;
  }

  private static String clean(String text, Delimiters d, int limit) {
    var clean = new StringBuilder();
    for (var ch : text.toCharArray()) {
      var special =
          ch == d.field()
              || ch == d.component()
              || ch == d.repetition()
              || ch == d.escape()
              || ch == d.subcomponent();
      clean.append(special || ch < ' ' ? ' ' : ch);
    }
    return clean.length() > limit ? clean.substring(0, limit) : clean.toString();
  }

  private static String type(Header header, Delimiters d, String version) {
    if (header.event().isEmpty() || version.equals("2.2")) {
      return "ACK";
    }
    var type = "ACK" + d.component() + header.event();
    return version.compareTo("2.4") < 0 ? type : type + d.component() + "ACK";
  }

  /// Whether this is one of the versions 2.2 to 2.8.
  static boolean isSpoken(String version) {
    return version.matches("2\\.[2-8](\\.[12])?");
  }
}
