package nl.vangnet.alerts;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import nl.vangnet.desks.Desk;
import org.jspecify.annotations.Nullable;

/// One message to one desk. `about` groups what belongs together ("case:26-001234-9"). `key` and
/// `arguments` are a text in the words of the caller's room or of this one: `<key>.head`,
/// `<key>.text` and, when it asks something, `<key>.ask`, said in the language of each reader.
/// `href` is the page to open. `call` is the number to call; a message that asks something and
/// names none carries the number of the sender's desk. `urgent` goes on to the next when nobody
/// reads it. `link` gives an address its personal link, to put into that person's message.
public record Alert(
    Desk desk,
    String key,
    List<String> arguments,
    String about,
    String href,
    String call,
    boolean urgent,
    @Nullable Function<String, String> link) {
  public Alert {
    arguments = List.copyOf(arguments);
    call = call.strip();
    if (about.isBlank()) {
      throw new IllegalArgumentException(
          "an alert says what it is about, such as case:26-001234-9");
    }
    if (!href.startsWith("/") || href.startsWith("//")) {
      throw new IllegalArgumentException("an alert opens a page of ours, not " + href);
    }
  }

  /// An argument that is itself a word in the reader's language.
  public static String word(String key) {
    return "@{" + key + "}";
  }

  /// An argument that is a time of the day, in the zone of the screens.
  public static String clock(Instant at) {
    return "@{clock " + at + "}";
  }
}
