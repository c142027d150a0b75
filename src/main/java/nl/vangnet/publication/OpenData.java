package nl.vangnet.publication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.vangnet.files.CsvWriter;
import nl.vangnet.reports.DayReports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The open data (COM-13): released day by day from frozen pictures, kept with every revision, and
/// given with the missing days estimated.
@Service
public class OpenData {
  /// The licence of all datasets.
  public static final String LICENCE = "CC0-1.0";

  private static final int LOOKS_BACK = 400;

  private final ReleaseStore store;
  private final DayReports reports;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.shared();
  private final Map<Dataset, Table> tables = new ConcurrentHashMap<>();

  OpenData(ReleaseStore store, DayReports reports, TransactionTemplate transactions, Clock clock) {
    this.store = store;
    this.reports = reports;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// A dataset as it stands: all days, the estimated ones included. `figuresAt` is the moment of
  /// the newest figures and `releasedAt` when anything in it last changed; both null when it is
  /// empty.
  public record Table(
      Dataset dataset,
      long version,
      List<OpenRow> rows,
      @Nullable Instant figuresAt,
      @Nullable Instant releasedAt) {
    /// The rows of one day.
    public List<OpenRow> on(LocalDate day) {
      return rows.stream().filter(r -> r.day().equals(day)).toList();
    }

    /// The newest day; empty when there is none.
    public Optional<LocalDate> newest() {
      return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().day());
    }

    /// A cell of a row by the name of its column.
    public @Nullable Object cell(OpenRow row, String field) {
      return row.cell(dataset.at(field));
    }
  }

  /// Releases every day that a frozen picture speaks for and that was not released from it; on any
  /// node, once over all of them. Returns how many.
  public int release() {
    var today = reports.today();
    var official = reports.official(today.minusDays(LOOKS_BACK), today);
    var count = 0;
    for (var dataset : Dataset.values()) {
      var known = store.snapshots(dataset);
      for (var day : official) {
        if (!Long.valueOf(day.snapshot()).equals(known.get(day.day()))) {
          var frozen = reports.frozen(day.snapshot());
          var rows = OpenRows.of(dataset, frozen);
          transactions.executeWithoutResult(t ->
              store.insert(
                  dataset,
                  day.day(),
                  day.snapshot(),
                  frozen.head().at(),
                  clock.instant().truncatedTo(ChronoUnit.SECONDS),
                  rows));
          count++;
        }
      }
    }
    return count;
  }

  /// A dataset as it stands now.
  public Table table(Dataset dataset) {
    var version = store.newest(dataset);
    var kept = tables.get(dataset);
    if (kept != null && kept.version() == version) {
      return kept;
    }
    var releases = store.list(dataset);
    var published = new ArrayList<OpenRow>();
    @Nullable Instant figures = null;
    @Nullable Instant released = null;
    for (var release : releases) {
      published.addAll(release.rows());
      figures = release.figuresAt();
      released =
          released == null || release.releasedAt().isAfter(released)
              ? release.releasedAt()
              : released;
    }
    var table = new Table(dataset, version, Gaps.fill(dataset, published), figures, released);
    tables.put(dataset, table);
    return table;
  }

  /// A revision of a day and when it was released.
  public record Revision(int number, Instant releasedAt) {}

  /// A day that was released more than once, with its revisions, oldest first.
  public record Revised(LocalDate day, List<Revision> revisions) {
    public Revised {
      revisions = List.copyOf(revisions);
    }

    /// The revision that holds now.
    public Revision last() {
      return revisions.getLast();
    }
  }

  /// The days that were corrected after they were released, newest first.
  public List<Revised> revised(Dataset dataset) {
    return store.revised(dataset);
  }

  /// One day of a dataset. `revision` is null when no frozen picture speaks for the day and its
  /// rows are estimates.
  public record DayTable(
      Dataset dataset,
      @Nullable Integer revision,
      List<OpenRow> rows,
      @Nullable Instant figuresAt,
      @Nullable Instant releasedAt) {}

  /// A day as it stands, or as a revision of it was released; empty when there is no such day or
  /// revision.
  public Optional<DayTable> day(Dataset dataset, LocalDate day, @Nullable Integer revision) {
    ReleaseStore.@Nullable Release found = null;
    for (var release : store.list(dataset, day)) {
      if (revision == null || release.revision() == revision) {
        found = release;
      }
    }
    if (revision != null) {
      return found == null
          ? Optional.empty()
          : Optional.of(
              new DayTable(
                  dataset, found.revision(), found.rows(), found.figuresAt(), found.releasedAt()));
    }
    var table = table(dataset);
    var rows = table.on(day);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        found == null
            ? new DayTable(dataset, null, rows, null, table.releasedAt())
            : new DayTable(dataset, found.revision(), rows, found.figuresAt(), found.releasedAt()));
  }

  /// Rows as CSV.
  public static byte[] csv(Dataset dataset, List<OpenRow> rows) {
    return CsvWriter.write(
            dataset.fields().stream().map(Dataset.Field::name).toList(),
            rows.stream().map(OpenRow::cells).toList(),
            ',')
        .getBytes(StandardCharsets.UTF_8);
  }

  /// A dataset as JSON: its licence, and an object per row.
  public byte[] json(Table table) {
    return json.writeValueAsBytes(
        document(table.dataset(), table.figuresAt(), table.releasedAt(), table.rows()));
  }

  /// One day as JSON: as the dataset, with the number of its revision.
  public byte[] json(DayTable day) {
    var document = document(day.dataset(), day.figuresAt(), day.releasedAt(), day.rows());
    document.put("revision", day.revision());
    return json.writeValueAsBytes(document);
  }

  private static Map<String, @Nullable Object> document(
      Dataset dataset,
      @Nullable Instant figuresAt,
      @Nullable Instant releasedAt,
      List<OpenRow> rows) {
    var objects = new ArrayList<Map<String, @Nullable Object>>();
    for (var row : rows) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      for (var i = 0; i < dataset.fields().size(); i++) {
        object.put(dataset.fields().get(i).name(), row.cell(i));
      }
      objects.add(object);
    }
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("dataset", dataset.code());
    document.put("disclosure", dataset.disclosure().code());
    document.put("licence", LICENCE);
    document.put("figures_at", text(figuresAt));
    document.put("released_at", text(releasedAt));
    document.put("rows", objects);
    return document;
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  /// The mark of some bytes, for browsers and programs that keep them.
  public static String mark(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
