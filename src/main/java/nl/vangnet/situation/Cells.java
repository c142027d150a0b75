package nl.vangnet.situation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.capacity.Total;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// The cells of an overview in one language, by id: "nl.icu.occ" for the country,
/// "nl.icu.covid.occ" for a cohort of it, "r3.icu.free" for a region, "s12.icu.occ" for a site.
/// Pages print them and the live stream sends those that changed, so both always say the same.
public record Cells(Map<String, Cell> byId) {
  public Cells {
    byId = Collections.unmodifiableMap(byId);
  }

  /// The cell with this id; a dash when there is none.
  public Cell get(String id) {
    return byId.getOrDefault(id, Cell.NONE);
  }

  /// The prefix of a country's cells.
  public static String prefix(Overview overview) {
    return overview.filter().country().value().toLowerCase(Locale.ROOT);
  }

  /// The cells of an overview.
  public static Cells of(Overview overview, Words words) {
    var writer = new Writer(words);
    var country = prefix(overview);
    var codes = new LinkedHashSet<>(overview.nation().categories().keySet());
    codes.addAll(overview.headline());
    codes.forEach(code -> writer.area(country, code, overview.nation().of(code)));
    overview
        .nation()
        .cohorts()
        .forEach((code, cohorts) ->
            cohorts.forEach(
                (cohort, sums) -> writer.load(country + "." + code + "." + cohort, sums)));
    for (var row : overview.regions()) {
      var region = "r" + row.region().id();
      for (var code : codes) {
        var sums = row.figures().of(code);
        writer.area(region, code, sums);
        writer.map(region + "." + code + ".map", row.region().name(), sums);
        row.figures()
            .cohortsOf(code)
            .forEach((cohort, own) -> writer.load(region + "." + code + "." + cohort, own));
        var change = row.sinceYesterday().get(code);
        writer.put(
            region + "." + code + ".d24",
            change == null
                ? new Cell("—", "unknown", words.of("situation.change.unknown"), null)
                : Cell.of(words.signed(change), ""));
      }
    }
    for (var row : overview.sites()) {
      var site = "s" + row.site().id();
      row.figures()
          .categories()
          .forEach((code, sums) -> {
            writer.area(site, code, sums);
            writer.map(site + "." + code + ".map", row.site().name(), sums);
          });
    }
    return new Cells(writer.cells);
  }

  /// These cells with those of the cohorts of one site, for its own page.
  public Cells with(SiteRow row, Words words) {
    var writer = new Writer(words);
    writer.cells.putAll(byId);
    row.figures()
        .cohorts()
        .forEach((code, cohorts) ->
            cohorts.forEach((cohort, sums) ->
                writer.load("s" + row.site().id() + "." + code + "." + cohort, sums)));
    return new Cells(writer.cells);
  }

  /// The cells of `now` that differ from those before.
  public static Map<String, Cell> changed(Map<String, Cell> before, Map<String, Cell> now) {
    var changed = new HashMap<String, Cell>();
    now.forEach((id, cell) -> {
      if (!cell.equals(before.get(id))) {
        changed.put(id, cell);
      }
    });
    before.keySet().forEach(id -> changed.computeIfAbsent(id, i -> gone(i, now)));
    return changed;
  }

  private static @Nullable Cell gone(String id, Map<String, Cell> now) {
    return now.containsKey(id) ? null : Cell.NONE;
  }

  /// Cells as the compact JSON of the live stream: version, cells, the sites that changed and the
  /// order of the regions.
  public static String json(
      long version, Map<String, Cell> cells, Collection<Long> sites, List<String> order) {
    var json = new StringBuilder(64 + cells.size() * 40);
    json.append("{\"v\":").append(version).append(",\"cells\":{");
    var first = true;
    for (var entry : cells.entrySet()) {
      json.append(first ? "" : ",");
      first = false;
      quote(json, entry.getKey()).append(":{");
      var cell = entry.getValue();
      if (cell.text() != null) {
        quote(json, "t").append(':');
        quote(json, cell.text()).append(',');
      }
      quote(json, "c").append(':');
      quote(json, cell.css());
      part(json, "h", cell.title());
      part(json, "w", cell.width());
      json.append('}');
    }
    json.append("},\"changed\":[");
    json.append(String.join(",", sites.stream().map(String::valueOf).toList()));
    json.append("],\"order\":[");
    var quoted = new ArrayList<String>();
    order.forEach(id -> quoted.add(quote(new StringBuilder(), id).toString()));
    return json.append(String.join(",", quoted)).append("]}").toString();
  }

  private static void part(StringBuilder json, String name, @Nullable String value) {
    if (value != null) {
      quote(json.append(','), name).append(':');
      quote(json, value);
    }
  }

  private static StringBuilder quote(StringBuilder json, String text) {
    json.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"');
  }

  private static final class Writer {
    private final Words words;
    private final Map<String, Cell> cells = new HashMap<>(4096);

    Writer(Words words) {
      this.words = words;
    }

    void put(String id, Cell cell) {
      cells.put(id, cell);
    }

    void area(String area, String category, Sums sums) {
      var id = area + "." + category;
      load(id, sums);
      var room = sums.room();
      put(id + ".free", total(room.free()));
      put(id + ".off", total(room.offered()));
      put(id + ".res", total(room.reserve()));
      put(id + ".bind", binding(room));
      var fresh = sums.freshness();
      put(
          id + ".frs",
          new Cell(
              fresh.fresh() + "/" + fresh.sites(),
              fresh.fresh() == fresh.sites() ? "" : "some-old",
              null,
              null));
      put(
          id + ".frsl",
          Cell.of(words.of("situation.fresh.sites", fresh.fresh(), fresh.sites()), ""));
      put(id + ".rng", Cell.of(range(sums), ""));
    }

    void load(String id, Sums sums) {
      var load = sums.load();
      put(id + ".occ", total(load.occupied()));
      put(id + ".stf", total(load.staffed()));
      var percent = load.percent();
      put(
          id + ".pct",
          percent == null
              ? new Cell("—", "unknown", words.of("situation.unknown.percent"), null)
              : Cell.of(percent + " %", ""));
      put(id + ".step", Cell.of(words.of(load.pressure().key()), load.pressure().css()));
      put(
          id + ".bar",
          new Cell(
              null,
              load.pressure().css(),
              null,
              percent == null ? "0%" : Math.min(100, percent) + "%"));
    }

    void map(String id, String name, Sums sums) {
      var load = sums.load();
      var percent = load.percent();
      var title =
          words.of(
              "situation.map.title",
              name,
              words.of(load.pressure().key()),
              percent == null ? "—" : percent + " %",
              plain(load.occupied()),
              plain(load.staffed()),
              plain(sums.room().free()));
      var fresh = sums.freshness();
      var css = load.pressure().css() + (fresh.fresh() < fresh.sites() ? " old" : "");
      put(id, new Cell(null, css, title, null));
    }

    private String plain(Total total) {
      var text = total(total).text();
      return text == null ? "—" : text;
    }

    /// A total as a number, a range when stale figures are kept out of it, hatched when only stale
    /// figures are left, or a dash with the reason.
    private Cell total(Total total) {
      var value = total.value();
      if (value == null) {
        return total.stale() == 0
            ? new Cell("—", "unknown", words.of("situation.unknown.never"), null)
            : new Cell(
                words.number(total.staleValue()), "stale", words.of("situation.stale.all"), null);
      }
      var left = total.stale() + total.unknown();
      var title =
          left == 0
              ? null
              : words.of("situation.total.left", total.stale(), total.unknown(), total.figures());
      return new Cell(total.text(words), total.style(), title, null);
    }

    private Cell binding(Sums.Room room) {
      var binding = room.binding();
      if (binding == null) {
        return Cell.of(words.of("situation.bind.unknown"), "unknown");
      }
      var text = words.of("situation.bind." + binding.variable().code());
      var title = words.of("situation.bind.lines", text, binding.lines(), binding.of());
      return new Cell(text, "", title, null);
    }

    private String range(Sums sums) {
      var occupied = sums.load().occupied();
      var sentences = new ArrayList<String>();
      if (occupied.stale() > 0) {
        sentences.add(words.of("situation.range.stale", occupied.stale(), occupied.staleValue()));
      }
      if (occupied.unknown() > 0) {
        sentences.add(words.of("situation.range.unknown", occupied.unknown()));
      }
      return String.join(" ", sentences);
    }
  }
}
