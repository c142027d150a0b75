package nl.vangnet.transport.web;

import java.util.Map;
import nl.vangnet.transport.Breathing;
import nl.vangnet.transport.TravelProfile;
import org.jspecify.annotations.Nullable;

/// Reads what of a patient matters for the road from a form.
final class ProfileForm {
  private ProfileForm() {}

  static TravelProfile of(Map<String, String> form) {
    var breathing = Breathing.NONE;
    for (var one : Breathing.values()) {
      if (one.name().equals(form.get("breathing"))) {
        breathing = one;
      }
    }
    return new TravelProfile(
        form.containsKey("icu"),
        breathing,
        number(form.get("fio2"), 21, 100),
        number(form.get("peep"), 0, 40),
        form.containsKey("support"),
        !form.containsKey("unstable"),
        form.containsKey("deterioration"),
        form.containsKey("ecmo"),
        form.containsKey("bariatric"),
        form.containsKey("isolation"),
        !form.containsKey("seated"),
        form.containsKey("emergency"),
        form.containsKey("child"));
  }

  /// A whole number inside its bounds; null when it is none, which counts as unknown.
  private static @Nullable Integer number(@Nullable String text, int least, int most) {
    if (text == null || !text.strip().matches("\\d{1,3}")) {
      return null;
    }
    var value = Integer.parseInt(text.strip());
    return value < least || value > most ? null : value;
  }
}
