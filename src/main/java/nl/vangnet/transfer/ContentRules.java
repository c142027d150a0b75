package nl.vangnet.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nl.vangnet.access.Identities;
import nl.vangnet.transport.Breathing;

/// Says what is wrong with a request, and what is still missing before it can be handed in. Pure.
final class ContentRules {
  static final int LONGEST_NOTE = 500;
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()/-]{5,23}");
  private static final Pattern LANGUAGE = Pattern.compile("|[a-z]{2}");

  private ContentRules() {}

  /// The codes of what cannot even be kept: text that is too long or that could tell who it is.
  static List<String> wrong(Content content, String unit) {
    var wrong = new ArrayList<String>();
    for (var text : List.of(content.note(), content.contact().function(), unit)) {
      Identities.find(text).ifPresent(wrong::add);
    }
    if (content.note().length() > LONGEST_NOTE) {
      wrong.add("note-too-long");
    }
    if (content.contact().function().length() > 120
        || content.contact().callBack().length() > 30
        || unit.length() > 60) {
      wrong.add("text-too-long");
    }
    if (!LANGUAGE.matcher(content.need().language()).matches()) {
      wrong.add("language-unknown");
    }
    var lungs = content.need().lungs();
    if (isOutside(lungs.oxygenLitres(), 0, 80)) {
      wrong.add("oxygen-impossible");
    }
    if (isOutside(lungs.fio2Percent(), 21, 100)) {
      wrong.add("fio2-impossible");
    }
    if (isOutside(lungs.peep(), 0, 40)) {
      wrong.add("peep-impossible");
    }
    var wishes = content.wishes();
    if (wishes.notBefore() != null
        && wishes.notAfter() != null
        && !wishes.notBefore().isBefore(wishes.notAfter())) {
      wrong.add("window-turned");
    }
    if (wishes.wanted().stream().anyMatch(wishes.notTo()::contains)) {
      wrong.add("wanted-and-not-to");
    }
    return wrong;
  }

  /// The codes of what is missing before the request can be handed in, the checklist included.
  static List<String> missing(
      Content content, Instant now, Set<String> exclusions, Set<String> consultable) {
    var missing = new ArrayList<String>();
    if (content.contact().function().isBlank()) {
      missing.add("contact-missing");
    }
    if (!NUMBER.matcher(content.contact().callBack().strip()).matches()) {
      missing.add("call-back-missing");
    }
    var need = content.need();
    if (need.lungs().breathing() == Breathing.OXYGEN_HIGH && need.lungs().oxygenLitres() == null) {
      missing.add("oxygen-missing");
    }
    if (content.wishes().notAfter() != null && !content.wishes().notAfter().isAfter(now)) {
      missing.add("window-past");
    }
    missing.addAll(
        EligibilityRules.missing(
            content.eligibility(), need, content.emergency(), exclusions, consultable));
    return missing;
  }

  private static boolean isOutside(
      @org.jspecify.annotations.Nullable Integer value, int least, int most) {
    return value != null && (value < least || value > most);
  }
}
