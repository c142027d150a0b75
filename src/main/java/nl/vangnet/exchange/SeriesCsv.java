package nl.vangnet.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.vangnet.capacity.Variable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Reads a daily series from CSV, a row at a time. Two forms: long (one figure a row) and wide (one
/// day of one site a row; `columns` says what each column means). Pure: it knows no site and no
/// category.
final class SeriesCsv {
  private static final Set<String> EMPTY = Set.of("", "na", "nan", "null", "none", "n/a");
  private static final int MAX_LINE = 100_000;

  /// What a column of the wide form means.
  record Meaning(String unit, String category, String cohort, Variable variable) {}

  /// How to read a file. `columns` is empty for the long form. `site` and `date` name the columns
  /// of the wide form; `zone` and `time` turn a date into a moment; `unknownReason` stands for an
  /// empty value without a reason of its own.
  record Options(
      Map<String, Meaning> columns,
      String site,
      String date,
      ZoneId zone,
      LocalTime time,
      String unknownReason) {
    Options {
      columns = Map.copyOf(columns);
    }
  }

  /// One figure of a row. `value` null is a reported unknown.
  record Read(
      String column,
      String site,
      String unit,
      String category,
      String cohort,
      Variable variable,
      @Nullable Integer value,
      @Nullable String unknownReason,
      Instant observedAt) {}

  /// A fault of a row; `row` counts the lines of data from 1, 0 is the header.
  record Problem(long row, String column, String code, String advice) {}

  /// Hears what is read.
  interface Listener {
    void row(long row, List<Read> figures);

    void problem(Problem problem);
  }

  private final Options options;

  SeriesCsv(Options options) {
    this.options = options;
  }

  /// Reads "bed_inuse_icu=icu/all/occupied,..." (or unit/category/cohort/variable); a bad part is a
  /// problem with advice.
  static Map<String, Meaning> columns(String text, List<Problem> problems) {
    var columns = new LinkedHashMap<String, Meaning>();
    for (var part : text.split(",")) {
      if (part.isBlank()) {
        continue;
      }
      var sides = part.split("=", 2);
      var path = sides.length == 2 ? sides[1].strip().split("/", -1) : new String[0];
      var variable =
          path.length < 3
              ? Optional.<Variable>empty()
              : Variable.find(path[path.length - 1].strip());
      if ((path.length != 3 && path.length != 4) || variable.isEmpty()) {
        problems.add(
            new Problem(
                0,
                sides[0].strip(),
                "bad-column-meaning",
                "Write column=category/cohort/variable, such as"
                    + " bed_inuse_intensivecare=icu/all/occupied"));
        continue;
      }
      var category = path[path.length - 3].strip();
      columns.put(
          sides[0].strip().toLowerCase(Locale.ROOT),
          new Meaning(
              path.length == 4 ? path[0].strip() : category,
              category,
              path[path.length - 2].strip(),
              variable.get()));
    }
    return columns;
  }

  /// Reads everything; holds one row at a time.
  void read(Reader in, Listener listener) throws IOException {
    var reader = new BufferedReader(in, 1 << 16);
    var header = header(reader);
    if (header == null) {
      listener.problem(new Problem(0, "", "empty-file", "Send a header line and rows"));
      return;
    }
    var separator = separator(header);
    var names = names(header, separator);
    for (var needed : needed()) {
      if (!names.contains(needed)) {
        listener.problem(
            new Problem(
                0,
                needed,
                "column-missing",
                "The file has the columns " + String.join(", ", names) + "; name the right one"));
        return;
      }
    }
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setHeader(names.toArray(String[]::new))
            .setIgnoreSurroundingSpaces(true)
            .get();
    try (var records = format.parse(reader)) {
      for (var record : records) {
        read(record, listener);
      }
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static @Nullable String header(BufferedReader reader) throws IOException {
    var text = new StringBuilder();
    for (var c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
      if (c != '\r' && c != '\uFEFF') {
        text.append((char) c);
      }
      if (text.length() > MAX_LINE) {
        return null;
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  private static char separator(String header) {
    var best = ',';
    for (var candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static List<String> names(String header, char separator) {
    var names = new ArrayList<String>();
    var number = 0;
    for (var part : header.split(java.util.regex.Pattern.quote("" + separator), -1)) {
      var name = part.strip().replace("\"", "").toLowerCase(Locale.ROOT);
      number++;
      names.add(name.isEmpty() || names.contains(name) ? "column " + number : name);
    }
    return names;
  }

  private List<String> needed() {
    if (options.columns().isEmpty()) {
      return List.of("site", "category", "variable", "value");
    }
    var needed = new ArrayList<String>();
    needed.add(options.site().toLowerCase(Locale.ROOT));
    needed.add(options.date().toLowerCase(Locale.ROOT));
    options.columns().keySet().stream().sorted().forEach(needed::add);
    return needed;
  }

  private void read(CSVRecord record, Listener listener) {
    var row = record.getRecordNumber();
    if (!record.isConsistent()) {
      listener.problem(
          new Problem(
              row,
              "",
              "wrong-number-of-fields",
              "This row has " + record.size() + " fields, the header another number"));
      return;
    }
    var figures = new ArrayList<Read>();
    if (options.columns().isEmpty()) {
      figure(record, row, listener).ifPresent(figures::add);
    } else {
      figures.addAll(wide(record, row, listener));
    }
    if (!figures.isEmpty()) {
      listener.row(row, figures);
    }
  }

  private List<Read> wide(CSVRecord record, long row, Listener listener) {
    var site = record.get(options.site().toLowerCase(Locale.ROOT));
    var dateColumn = options.date().toLowerCase(Locale.ROOT);
    var at = moment(record.get(dateColumn));
    if (at.isEmpty()) {
      listener.problem(badDate(row, dateColumn));
      return List.of();
    }
    var figures = new ArrayList<Read>();
    options
        .columns()
        .forEach((column, meaning) -> {
          var value = value(record.get(column), row, column, listener);
          if (value != null) {
            figures.add(
                new Read(
                    column,
                    site,
                    meaning.unit(),
                    meaning.category(),
                    meaning.cohort(),
                    meaning.variable(),
                    value.number(),
                    value.number() == null ? options.unknownReason() : null,
                    at.get()));
          }
        });
    figures.sort(java.util.Comparator.comparing(Read::column));
    return figures;
  }

  private Optional<Read> figure(CSVRecord record, long row, Listener listener) {
    var variable = Variable.find(text(record, "variable").toLowerCase(Locale.ROOT));
    if (variable.isEmpty()) {
      listener.problem(
          new Problem(
              row, "variable", "unknown-variable", "Use a variable such as staffed or occupied"));
      return Optional.empty();
    }
    var dateColumn = record.isMapped("observed_at") ? "observed_at" : "date";
    var at = moment(text(record, dateColumn));
    if (at.isEmpty()) {
      listener.problem(badDate(row, dateColumn));
      return Optional.empty();
    }
    var value = value(text(record, "value"), row, "value", listener);
    if (value == null) {
      return Optional.empty();
    }
    var category = text(record, "category");
    var unit = text(record, "unit");
    var cohort = text(record, "cohort");
    var reason = text(record, "unknown_reason");
    return Optional.of(
        new Read(
            "value",
            text(record, "site"),
            unit.isEmpty() ? category : unit,
            category,
            cohort.isEmpty() ? "all" : cohort,
            variable.get(),
            value.number(),
            value.number() != null ? null : reason.isEmpty() ? options.unknownReason() : reason,
            at.get()));
  }

  private static String text(CSVRecord record, String column) {
    return record.isMapped(column) && record.isSet(column) ? record.get(column).strip() : "";
  }

  private static Problem badDate(long row, String column) {
    return new Problem(
        row, column, "bad-date", "Write 2020-04-07, or 2020-04-07T08:30:00+02:00 for a moment");
  }

  private Optional<Instant> moment(String text) {
    try {
      if (text.strip().length() <= 10) {
        return Optional.of(
            LocalDate.parse(text.strip())
                .atTime(options.time())
                .atZone(options.zone())
                .toInstant());
      }
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private record Value(@Nullable Integer number) {}

  private static @Nullable Value value(String text, long row, String column, Listener listener) {
    var plain = text.strip();
    if (EMPTY.contains(plain.toLowerCase(Locale.ROOT))) {
      return new Value(null);
    }
    if (plain.length() > 20 || !plain.matches("[+-]?\\d+(\\.\\d*)?")) {
      listener.problem(
          new Problem(
              row, column, "not-a-number", "Write a whole number in digits, or leave it empty"));
      return null;
    }
    try {
      return new Value(new BigDecimal(plain).intValueExact());
    } catch (ArithmeticException e) {
      listener.problem(
          new Problem(row, column, "not-whole", "Beds are counted in whole numbers; correct it"));
      return null;
    }
  }
}
