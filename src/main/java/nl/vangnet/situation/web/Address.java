package nl.vangnet.situation.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.situation.Filter;
import nl.vangnet.situation.Moment;
import nl.vangnet.situation.Overviews;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// What the address of a page asks for: which part of the picture, at which moment.
record Address(Filter filter, Moment moment, Map<String, String> query) {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final String AS_KNOWN = "then";

  /// Reads the parameters of a page: country, set, category, cohort, region, class, at, known.
  static Address of(Frame frame, Overviews overviews) {
    var query = frame.query();
    var words = frame.words();
    var country = country(query.get("country"), overviews.home(), words);
    var set = value(query, "set");
    var filter =
        new Filter(
            country,
            set == null ? overviews.usualKind(country) : set,
            value(query, "category"),
            value(query, "cohort"),
            value(query, "region"),
            siteClass(value(query, "class"), words));
    return new Address(filter, moment(query, frame.now(), words), query);
  }

  /// Whether this is the page as it opens: the present of the whole home country.
  boolean isUsual(Overviews overviews) {
    return !moment.isPast() && filter.equals(overviews.usual());
  }

  /// The parameters that go along to other pages: country, division and moment; "" or "?...".
  String tail() {
    var kept = new ArrayList<String>();
    for (var name : new String[] {"country", "set", "at", "known"}) {
      var value = value(query, name);
      if (value != null) {
        kept.add(
            name
                + "="
                + java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return kept.isEmpty() ? "" : "?" + String.join("&", kept);
  }

  static Moment moment(Map<String, String> query, Instant now, Words words) {
    var at = value(query, "at");
    if (at == null) {
      return Moment.NOW;
    }
    var moment = instant(at, words);
    if (!moment.isBefore(now)) {
      return Moment.NOW;
    }
    var known = value(query, "known");
    return new Moment(
        moment, known == null ? null : known.equals(AS_KNOWN) ? moment : instant(known, words));
  }

  /// Reads a local time (2026-11-21T14:00, in the zone of the product) or an instant with its
  /// offset.
  static Instant instant(String text, Words words) {
    try {
      return text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d$")
          ? java.time.OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(ZONE).toInstant();
    } catch (DateTimeException e) {
      throw new BadInput("bad-moment", words.of("situation.problem.moment", text));
    }
  }

  private static CountryCode country(@Nullable String text, CountryCode home, Words words) {
    if (text == null || text.isBlank()) {
      return home;
    }
    try {
      return new CountryCode(text);
    } catch (IllegalArgumentException e) {
      throw new BadInput("bad-country", words.of("situation.problem.country", text));
    }
  }

  private static @Nullable SiteClass siteClass(@Nullable String text, Words words) {
    if (text == null) {
      return null;
    }
    try {
      return SiteClass.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadInput("bad-class", words.of("situation.problem.class", text));
    }
  }

  private static @Nullable String value(Map<String, String> query, String name) {
    var value = query.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
