package nl.vangnet.transfer.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.transport.Breathing;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// How the pages of moving patients write durations, needs and refusals.
final class Texts {
  private Texts() {}

  /// "1 u 20 min", "45 min", "3 d 4 u", "< 1 min"; without sign.
  static String duration(Frame frame, Duration duration) {
    var minutes = Math.abs(duration.toMinutes());
    if (minutes == 0) {
      return frame.t("transfer.under-a-minute");
    }
    if (minutes < 60) {
      return frame.t("transfer.minutes", minutes);
    }
    var hours = minutes / 60;
    if (hours < 48) {
      return minutes % 60 == 0
          ? frame.t("transfer.hours", hours)
          : frame.t("transfer.hours-minutes", hours, minutes % 60);
    }
    return frame.t("transfer.days-hours", hours / 24, hours % 24);
  }

  /// The word of a choice: "transfer.breathing.invasive".
  static String word(Frame frame, String group, Enum<?> choice) {
    return frame.words().of("transfer." + group + "." + Codes.of(choice));
  }

  /// Several refusals as one sentence part.
  static String refusals(Frame frame, List<String> codes) {
    var said = new ArrayList<String>();
    for (var code : codes) {
      var key = "transfer.fault." + code;
      said.add(frame.words().has(key) ? frame.words().of(key) : code);
    }
    return String.join(" ", said);
  }

  /// The three facts of a need that a desk looks at first: the care, the breath, and what is
  /// special.
  static List<String> facts(Frame frame, Content content, Names names) {
    var need = content.need();
    var facts = new ArrayList<String>();
    facts.add(names.care(need.category(), need.cohort()));
    facts.add(word(frame, "breathing", need.lungs().breathing()));
    var more = special(frame, content);
    facts.add(more.isEmpty() ? word(frame, "age", need.person().age()) : more.getFirst());
    return facts;
  }

  /// What is special about a need, what matters most first; empty when nothing is.
  static List<String> special(Frame frame, Content content) {
    var need = content.need();
    var found = new ArrayList<String>();
    if (need.stability() != CareNeed.Stability.STABLE) {
      found.add(word(frame, "stability", need.stability()));
    }
    for (var special : need.special()) {
      found.add(word(frame, "special", special));
    }
    if (need.haemodynamicSupport()) {
      found.add(frame.t("transfer.haemodynamic"));
    }
    if (need.isolation() != CareNeed.Isolation.NONE) {
      found.add(word(frame, "isolation", need.isolation()));
    }
    if (need.person().weight() == CareNeed.Weight.OVER_150) {
      found.add(word(frame, "weight", need.person().weight()));
    }
    if (!need.language().isEmpty()) {
      found.add(frame.t("transfer.interpreter", need.language()));
    }
    return found;
  }

  /// The need as a list of facts, the whole of it, in bands.
  static List<String> whole(Frame frame, Content content, Names names) {
    var need = content.need();
    var lungs = need.lungs();
    var facts = new ArrayList<String>();
    facts.add(names.care(need.category(), need.cohort()));
    var breath = new StringBuilder(word(frame, "breathing", lungs.breathing()));
    if (lungs.oxygenLitres() != null) {
      breath.append(", ").append(frame.t("transfer.litres", lungs.oxygenLitres()));
    }
    if (lungs.fio2Percent() != null) {
      breath.append(", FiO2 ").append(frame.number(lungs.fio2Percent())).append(" %");
    }
    if (lungs.peep() != null) {
      breath.append(", PEEP ").append(frame.number(lungs.peep()));
    }
    facts.add(breath.toString());
    if (need.stability() == CareNeed.Stability.STABLE) {
      facts.add(word(frame, "stability", need.stability()));
    }
    facts.addAll(special(frame, content));
    facts.add(
        word(frame, "age", need.person().age()) + ", " + word(frame, "sex", need.person().sex()));
    if (need.person().weight() != CareNeed.Weight.OVER_150) {
      facts.add(word(frame, "weight", need.person().weight()));
    }
    facts.add(word(frame, "limit", need.limit()));
    return facts;
  }

  /// Whether a way to breathe asks for litres of oxygen.
  static boolean asksOxygen(Breathing breathing) {
    return breathing == Breathing.OXYGEN_LOW
        || breathing == Breathing.OXYGEN_HIGH
        || breathing == Breathing.HIGH_FLOW;
  }

  /// The clock of a step as a page shows it; null when the step has none.
  record Clock(long dueMillis, boolean late, int percent, String text) {}

  static @Nullable Clock clock(Frame frame, Instant since, @Nullable Instant due) {
    if (due == null) {
      return null;
    }
    var now = frame.now();
    var late = !due.isAfter(now);
    var whole = Math.max(1, Duration.between(since, due).toSeconds());
    var gone = Math.clamp(Duration.between(since, now).toSeconds() * 100 / whole, 0, 100);
    var left = duration(frame, Duration.between(now, due));
    return new Clock(
        due.toEpochMilli(),
        late,
        (int) gone,
        frame.t(late ? "transfer.clock.late" : "transfer.clock.left", left));
  }
}
