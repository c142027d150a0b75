package nl.vangnet.capacity;

import java.util.ArrayList;
import nl.vangnet.web.Words;

/// Says in one sentence why so many beds of a line are free: what binds, what is occupied and kept
/// back, what the other things would allow, or what is missing.
public final class FreeBedWords {
  private FreeBedWords() {}

  /// The sentence for a line, in the language of the words.
  public static String explain(Words words, LinePicture line) {
    var free = line.free();
    var binding = free.binding();
    if (free.beds() == null) {
      return unknown(words, line);
    }
    if (binding == null) {
      return words.of("capacity.free.unknown");
    }
    var occupied = line.figure(Variable.OCCUPIED).used();
    if (occupied == null) {
      return sentence(
          words.of("capacity.free.declared", words.number(free.beds())), reserve(words, line), "");
    }
    var limits = EffectiveBeds.limits(line.figures(), occupied);
    var allowed = limits.getOrDefault(binding, 0);
    var head =
        free.overload() > 0
            ? words.of("capacity.free.over", words.number(free.overload()))
            : words.of("capacity.free.beds", words.number(free.beds()));
    var others = new ArrayList<String>();
    limits.forEach((variable, beds) -> {
      if (variable != binding) {
        others.add(words.of("capacity.free.other." + variable.code(), words.number(beds)));
      }
    });
    return head
        + ": "
        + words.of("capacity.free.by." + binding.code(), words.number(allowed))
        + ", "
        + sentence(
            words.of("capacity.free.occupied", words.number(occupied)),
            reserve(words, line),
            others.isEmpty() ? "" : "; " + String.join(", ", others));
  }

  private static String unknown(Words words, LinePicture line) {
    if (line.rebuilding()) {
      return words.of("capacity.free.rebuilding");
    }
    var free = line.free();
    var missing =
        free.missing().stream().map(v -> words.of("capacity.variable." + v.code())).toList();
    var text =
        missing.isEmpty()
            ? words.of("capacity.free.unknown")
            : words.of("capacity.free.missing", String.join(", ", missing));
    var atMost = free.atMost();
    return atMost == null
        ? text
        : text + " " + words.of("capacity.free.at-most", words.number(atMost));
  }

  private static String reserve(Words words, LinePicture line) {
    var kept = line.figure(Variable.RESERVE).used();
    return kept == null || kept == 0
        ? ""
        : ", " + words.of("capacity.free.reserve", words.number(kept));
  }

  private static String sentence(String first, String second, String third) {
    return first + second + third + ".";
  }
}
