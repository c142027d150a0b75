package nl.vangnet.directory;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.vangnet.directory.DirectoryFault.Kind;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Reads a directory of any country from CSV: comma, semicolon or tab; UTF-8 (with or without
/// mark), UTF-16 with mark, or else Windows-1252; decimal point or comma. Pure: knows nothing of
/// what the directory holds already.
///
/// Columns, in any order: `country`, `organisation_code` and `organisation_name` are needed;
/// `provider_type`, `agb`, `ura`, `site_code`, `site_name`, `city`, `lat`, `lon`, `class`,
/// `emergency_department`, `unit_code`, `unit_name`, `region_valid_from` and any number of
/// `region:<kind>` may be there. A region cell holds a code, or `code=name`.
public final class DirectoryCsv {
  private static final List<String> NEEDED =
      List.of("country", "organisation_code", "organisation_name");
  private static final Set<String> KNOWN =
      Set.of(
          "country",
          "organisation_code",
          "organisation_name",
          "provider_type",
          "agb",
          "ura",
          "site_code",
          "site_name",
          "city",
          "lat",
          "lon",
          "class",
          "emergency_department",
          "unit_code",
          "unit_name",
          "region_valid_from");
  private static final String REGION = "region:";
  private static final Map<String, ProviderType> TYPES = types();
  private static final Map<String, SiteClass> CLASSES =
      Map.of(
          "academic", SiteClass.ACADEMIC,
          "academisch", SiteClass.ACADEMIC,
          "top-clinical", SiteClass.TOP_CLINICAL,
          "topklinisch", SiteClass.TOP_CLINICAL,
          "general", SiteClass.GENERAL,
          "algemeen", SiteClass.GENERAL,
          "other", SiteClass.OTHER,
          "overig", SiteClass.OTHER);
  private static final int LONGEST = 200;

  private DirectoryCsv() {}

  /// Reads the whole file.
  public static CsvReading read(byte[] file) {
    var decoded = decode(file);
    var text = decoded.text();
    var separator = separator(text);
    var faults = new ArrayList<DirectoryFault>();
    var rows = new ArrayList<DirectoryRow>();
    var lines = 0;
    var format =
        CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get();
    try (var parser = format.parse(new StringReader(text))) {
      var records = parser.iterator();
      if (!records.hasNext()) {
        faults.add(new DirectoryFault(1, "", "", Kind.EMPTY_FILE));
      } else {
        var columns = columns(records.next(), faults);
        var readable = columns.keySet().containsAll(NEEDED);
        while (records.hasNext()) {
          var end = (int) parser.getCurrentLineNumber();
          var cells = records.next();
          // Where the record begins: quoted cells may hold line ends.
          var line = end - (int) cells.stream().mapToLong(cell -> count(cell, '\n')).sum();
          lines++;
          if (readable) {
            var row = new Reader(line, columns, cells, faults).row();
            if (row != null) {
              rows.add(row);
            }
          }
        }
        if (lines == 0) {
          faults.add(new DirectoryFault(1, "", "", Kind.EMPTY_FILE));
        }
      }
    } catch (UncheckedIOException | IllegalStateException e) {
      faults.add(new DirectoryFault(lines + 2, "", "", Kind.NOT_CSV));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CsvReading(rows, faults, lines, decoded.encoding(), separator);
  }

  private static Map<String, Integer> columns(CSVRecord head, List<DirectoryFault> faults) {
    var columns = new LinkedHashMap<String, Integer>();
    for (var i = 0; i < head.size(); i++) {
      var name = head.get(i).strip().toLowerCase(Locale.ROOT);
      if (name.isEmpty()) {
        continue;
      }
      var kind = name.startsWith(REGION) ? name.substring(REGION.length()) : "";
      if (!KNOWN.contains(name) && !kind.matches("[a-z][a-z0-9-]{0,39}")) {
        faults.add(new DirectoryFault(1, name, name, Kind.UNKNOWN_COLUMN));
      } else if (columns.putIfAbsent(name, i) != null) {
        faults.add(new DirectoryFault(1, name, name, Kind.REPEATED_COLUMN));
      }
    }
    for (var needed : NEEDED) {
      if (!columns.containsKey(needed)) {
        faults.add(new DirectoryFault(1, needed, "", Kind.MISSING_COLUMN));
      }
    }
    return columns;
  }

  private record Decoded(String text, String encoding) {}

  private static Decoded decode(byte[] file) {
    if (starts(file, 0xEF, 0xBB, 0xBF)) {
      return new Decoded(new String(file, 3, file.length - 3, StandardCharsets.UTF_8), "UTF-8");
    }
    if (starts(file, 0xFE, 0xFF) || starts(file, 0xFF, 0xFE)) {
      return new Decoded(new String(file, StandardCharsets.UTF_16), "UTF-16");
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return new Decoded(text, "UTF-8");
    } catch (CharacterCodingException e) {
      return new Decoded(new String(file, Charset.forName("windows-1252")), "Windows-1252");
    }
  }

  private static boolean starts(byte[] file, int... mark) {
    if (file.length < mark.length) {
      return false;
    }
    for (var i = 0; i < mark.length; i++) {
      if ((file[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static char separator(String text) {
    var head = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    var best = ',';
    for (var candidate : new char[] {';', '\t'}) {
      if (count(head, candidate) > count(head, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char sign) {
    return text.chars().filter(c -> c == sign).count();
  }

  private static Map<String, ProviderType> types() {
    var types = new HashMap<String, ProviderType>();
    for (var type : ProviderType.values()) {
      types.put(type.name(), type);
    }
    types.put("ZIEKENHUIS", ProviderType.HOSPITAL);
    types.put("RAV", ProviderType.AMBULANCE_SERVICE);
    types.put("HAP", ProviderType.OUT_OF_HOURS_GP);
    types.put("VVT", ProviderType.NURSING_AND_HOME_CARE);
    types.put("GGZ", ProviderType.MENTAL_HEALTH_CARE);
    types.put("ELV", ProviderType.PRIMARY_CARE_STAY);
    types.put("ZCC", ProviderType.CARE_COORDINATION_CENTRE);
    types.put("LABORATORIUM", ProviderType.LABORATORY);
    types.put("BUITENLAND", ProviderType.ABROAD);
    return types;
  }

  /// Reads one row; every fault of the row is found, not only the first.
  private static final class Reader {
    private final int line;
    private final Map<String, Integer> columns;
    private final CSVRecord cells;
    private final List<DirectoryFault> faults;
    private final int faultsBefore;

    Reader(int line, Map<String, Integer> columns, CSVRecord cells, List<DirectoryFault> faults) {
      this.line = line;
      this.columns = columns;
      this.cells = cells;
      this.faults = faults;
      this.faultsBefore = faults.size();
    }

    @Nullable DirectoryRow row() {
      var country = country();
      var type = oneOf("provider_type", TYPES, Kind.UNKNOWN_TYPE);
      var organisation =
          new DirectoryRow.OrganisationPart(
              code("organisation_code"),
              needed("organisation_name"),
              type,
              identifier("agb", IdentifierKind.AGB, type),
              identifier("ura", IdentifierKind.URA, type));
      var site = site();
      var unit = unit(site);
      var regions = regions(site);
      var from = date("region_valid_from");
      if (faults.size() > faultsBefore || country == null) {
        return null;
      }
      return new DirectoryRow(line, country, organisation, site, unit, regions, from);
    }

    private DirectoryRow.@Nullable SitePart site() {
      if (cell("site_code").isEmpty()) {
        for (var column : List.of("site_name", "lat", "lon")) {
          if (!cell(column).isEmpty()) {
            fault(column, Kind.NO_SITE);
          }
        }
        return null;
      }
      var name = cell("site_name").isEmpty() ? cell("organisation_name") : needed("site_name");
      return new DirectoryRow.SitePart(
          code("site_code"),
          name,
          shortened("city"),
          oneOf("class", CLASSES, Kind.UNKNOWN_CLASS),
          yesOrNo("emergency_department"),
          coordinates());
    }

    private DirectoryRow.@Nullable UnitPart unit(DirectoryRow.@Nullable SitePart site) {
      if (cell("unit_code").isEmpty()) {
        if (!cell("unit_name").isEmpty()) {
          fault("unit_code", Kind.BLANK);
        }
        return null;
      }
      if (site == null) {
        fault("unit_code", Kind.NO_SITE);
      }
      var code = code("unit_code");
      return new DirectoryRow.UnitPart(
          code, cell("unit_name").isEmpty() ? code : needed("unit_name"));
    }

    private Map<String, DirectoryRow.RegionPart> regions(DirectoryRow.@Nullable SitePart site) {
      var regions = new LinkedHashMap<String, DirectoryRow.RegionPart>();
      for (var column : columns.keySet()) {
        var cell = cell(column);
        if (!column.startsWith(REGION) || cell.isEmpty()) {
          continue;
        }
        if (site == null) {
          fault(column, Kind.NO_SITE);
        }
        var parts = cell.split("=", 2);
        var code = parts[0].strip();
        var name = parts.length == 2 ? parts[1].strip() : null;
        if (!isCode(code)) {
          fault(column, Kind.BAD_CODE);
        } else if (name != null && (name.isEmpty() || name.length() > LONGEST)) {
          fault(column, name.isEmpty() ? Kind.BLANK : Kind.TOO_LONG);
        }
        regions.put(column.substring(REGION.length()), new DirectoryRow.RegionPart(code, name));
      }
      return regions;
    }

    private @Nullable CountryCode country() {
      var cell = needed("country");
      if (cell.isEmpty()) {
        return null;
      }
      try {
        return new CountryCode(cell);
      } catch (IllegalArgumentException e) {
        fault("country", Kind.BAD_COUNTRY);
        return null;
      }
    }

    private @Nullable String identifier(
        String column, IdentifierKind kind, @Nullable ProviderType type) {
      var cell = cell(column);
      if (cell.isEmpty()) {
        return null;
      }
      // The type may be known to the directory already; the import checks again with it.
      if (!kind.accepts(cell, type == null ? ProviderType.ABROAD : type)) {
        fault(column, Kind.BAD_IDENTIFIER);
      }
      return cell;
    }

    private @Nullable Coordinates coordinates() {
      var lat = cell("lat");
      var lon = cell("lon");
      if (lat.isEmpty() && lon.isEmpty()) {
        return null;
      }
      if (lat.isEmpty() || lon.isEmpty()) {
        fault(lat.isEmpty() ? "lat" : "lon", Kind.HALF_COORDINATES);
        return null;
      }
      var latitude = number("lat");
      var longitude = number("lon");
      if (latitude == null || longitude == null) {
        return null;
      }
      if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
        fault(Math.abs(latitude) > 90 ? "lat" : "lon", Kind.OUTSIDE_THE_EARTH);
        return null;
      }
      return new Coordinates(latitude, longitude);
    }

    private @Nullable Double number(String column) {
      var number = decimal(cell(column));
      if (number == null) {
        fault(column, Kind.NOT_A_NUMBER);
      }
      return number;
    }

    private @Nullable Boolean yesOrNo(String column) {
      return switch (cell(column).toLowerCase(Locale.ROOT)) {
        case "" -> null;
        case "true", "yes", "ja", "1" -> true;
        case "false", "no", "nee", "0" -> false;
        default -> {
          fault(column, Kind.NOT_YES_OR_NO);
          yield null;
        }
      };
    }

    private @Nullable LocalDate date(String column) {
      var cell = cell(column);
      if (cell.isEmpty()) {
        return null;
      }
      try {
        return LocalDate.parse(cell);
      } catch (DateTimeParseException e) {
        fault(column, Kind.BAD_DATE);
        return null;
      }
    }

    private <T> @Nullable T oneOf(String column, Map<String, T> values, Kind kind) {
      var cell = cell(column);
      if (cell.isEmpty()) {
        return null;
      }
      var word = cell.replace(' ', '_').replace('-', '_').toUpperCase(Locale.ROOT);
      var value = values.get(word);
      if (value == null) {
        value = values.get(cell.replace(' ', '-').replace('_', '-').toLowerCase(Locale.ROOT));
      }
      if (value == null) {
        fault(column, kind);
      }
      return value;
    }

    private String code(String column) {
      var cell = needed(column);
      if (!cell.isEmpty() && !isCode(cell)) {
        fault(column, Kind.BAD_CODE);
      }
      return cell;
    }

    private String needed(String column) {
      if (cell(column).isEmpty()) {
        fault(column, Kind.BLANK);
      }
      return shortened(column);
    }

    private String shortened(String column) {
      if (cell(column).length() > LONGEST) {
        fault(column, Kind.TOO_LONG);
      }
      return cell(column);
    }

    private String cell(String column) {
      var index = columns.get(column);
      return index == null || index >= cells.size() ? "" : cells.get(index).strip();
    }

    private void fault(String column, Kind kind) {
      faults.add(new DirectoryFault(line, column, cell(column), kind));
    }
  }

  /// Whether `text` may be the code of an organisation, site, unit or region.
  static boolean isCode(String text) {
    return text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/+&'()-]{0,63}");
  }

  /// A number with a decimal point or comma; null when it is none.
  static @Nullable Double decimal(String text) {
    var plain = text.indexOf('.') < 0 ? text.replace(',', '.') : text;
    return plain.matches("[+-]?[0-9]{1,3}(\\.[0-9]{0,20})?") ? Double.valueOf(plain) : null;
  }
}
