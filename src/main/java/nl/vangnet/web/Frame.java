package nl.vangnet.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import org.jspecify.annotations.Nullable;

/// What every page knows beside its own view: who looks, in which language, where and when.
/// Handlers take it as an argument and hand it to their template, which hands it to the layout.
/// `query` holds the parameters of the address, in their order; `deadline` is what is due next from
/// the one who looks, null when nothing is; `waiting` how many things wait for that person at each
/// place of the navigation; `inbox` what waits unread there, null for those who sit at no desk;
/// `known` the last event of each live topic from before the page read anything, so that the page
/// misses none.
public record Frame(
    @Nullable Actor actor,
    Words words,
    String path,
    Map<String, String> query,
    boolean demo,
    Instant now,
    String csrfParameter,
    String csrfToken,
    @Nullable Deadline deadline,
    Map<String, Integer> waiting,
    @Nullable Inbox inbox,
    Map<String, Long> known) {
  /// The zone of the screens.
  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  /// The number of a live topic's last event when this page was begun.
  public long known(String topic) {
    return known.getOrDefault(topic, 0L);
  }

  /// The words of the page's language: `frame.t("web.menu")`.
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

  /// Where somebody begins: the picture, or for visitors the public figures.
  public String home() {
    return actor == null ? "/openbaar" : "/";
  }

  /// A whole number with the language's grouping: 1.150 or 1,150.
  public String number(long value) {
    return words.number(value);
  }

  /// A whole number, or an em dash when it is unknown.
  public String number(@Nullable Integer value) {
    return value == null ? "—" : words.number(value);
  }

  /// A difference with its sign: +11, −4, ±0.
  public String signed(long value) {
    return words.signed(value);
  }

  /// The time of day in the product's zone: 14:05.
  public String clock(Instant at) {
    return CLOCK.format(at.atZone(ZONE));
  }

  /// Day and time: "za 21 nov 14:05".
  public String moment(Instant at) {
    return DateTimeFormatter.ofPattern("EEE d MMM HH:mm", locale()).format(at.atZone(ZONE));
  }

  /// Day, year and time: "21 november 2026 14:05".
  public String fullMoment(Instant at) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", locale()).format(at.atZone(ZONE));
  }

  /// A day: "21 nov 2026".
  public String day(LocalDate day) {
    return DateTimeFormatter.ofPattern("d MMM yyyy", locale()).format(day);
  }

  /// The value of a date-and-time field: 2026-11-21T14:05.
  public String field(Instant at) {
    return FIELD.format(at.atZone(ZONE));
  }

  /// How long until a moment: "12 min", "3 u"; "nu" when it has come.
  public String until(Instant moment) {
    return words.age(Duration.between(now, moment.isBefore(now) ? now : moment));
  }

  /// How long ago: "nu", "4 min", "3 u", "2 d"; an em dash when never.
  public String age(@Nullable Instant since) {
    return since == null ? "—" : words.age(Duration.between(since, now));
  }

  /// The address of this page with one parameter changed; null takes it away.
  public String with(String parameter, @Nullable String value) {
    var changed = new java.util.LinkedHashMap<>(query);
    changed.remove(parameter);
    if (value != null) {
      changed.put(parameter, value);
    }
    return path
        + (changed.isEmpty() ? "" : "?")
        + changed.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
  }

  /// The address of a static file with its content's mark, so that browsers may keep it.
  public String asset(String file) {
    return Assets.href(file);
  }

  /// The style sheets of all rooms, the frame's first.
  public List<String> styles() {
    return Assets.styles();
  }

  /// What this person may enter.
  public List<NavGroup> navigation() {
    return NavGroup.of(this);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
