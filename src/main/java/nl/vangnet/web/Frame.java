package nl.vangnet.web;

import java.time.Instant;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import org.jspecify.annotations.Nullable;

/// What every page knows beside its own view: who looks, in which language, where and when.
/// Handlers take it as an argument and hand it to their template, which hands it to the layout.
public record Frame(
    @Nullable Actor actor,
    Words words,
    String path,
    Instant now,
    String csrfParameter,
    String csrfToken) {
  /// The words of the page's language: `frame.t("capacity.staffed")`.
  public String t(String key, Object... arguments) {
    return words.of(key, arguments);
  }

  /// The language of the page.
  public Locale locale() {
    return words.locale();
  }

  /// Whether the one who looks holds the permission; false for visitors.
  public boolean has(Permission permission) {
    return actor != null && actor.has(permission);
  }
}
