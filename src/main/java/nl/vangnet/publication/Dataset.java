package nl.vangnet.publication;

import java.util.List;
import java.util.Optional;

/// One dataset of the open data (COM-13): its stable code, its columns, and how far it opens.
/// Columns are only ever added at the end within a version of the addresses.
public enum Dataset {
  /// The country per day.
  NATIONAL_DAILY(
      "national-daily",
      Disclosure.OPEN,
      List.of(
          new Field("date", Type.DATE),
          new Field("category", Type.STRING),
          new Field("occupied", Type.INTEGER),
          new Field("occupied_covid", Type.INTEGER),
          new Field("occupied_other", Type.INTEGER),
          new Field("staffed", Type.INTEGER),
          new Field("status", Type.STRING),
          new Field("low", Type.INTEGER),
          new Field("high", Type.INTEGER),
          new Field("sites_reporting", Type.INTEGER),
          new Field("sites", Type.INTEGER)),
      List.of("date", "category")),

  /// The regions per day, with the small-cell rule.
  REGION_DAILY(
      "region-daily",
      Disclosure.PROTECTED,
      List.of(
          new Field("date", Type.DATE),
          new Field("region", Type.STRING),
          new Field("region_name", Type.STRING),
          new Field("category", Type.STRING),
          new Field("occupied", Type.INTEGER),
          new Field("occupied_covid", Type.INTEGER),
          new Field("occupied_other", Type.INTEGER),
          new Field("staffed", Type.INTEGER),
          new Field("status", Type.STRING),
          new Field("low", Type.INTEGER),
          new Field("high", Type.INTEGER)),
      List.of("date", "region", "category")),

  /// How much of the country reports, per day.
  REPORTING_STATUS(
      "reporting-status",
      Disclosure.OPEN,
      List.of(
          new Field("date", Type.DATE),
          new Field("region", Type.STRING),
          new Field("region_name", Type.STRING),
          new Field("category", Type.STRING),
          new Field("sites", Type.INTEGER),
          new Field("sites_reporting", Type.INTEGER),
          new Field("sites_fresh", Type.INTEGER)),
      List.of("date", "region", "category"));

  /// How far a dataset opens.
  public enum Disclosure {
    /// As it is: sums over the country or counts of reporting sites.
    OPEN,
    /// After the small-cell rule.
    PROTECTED;

    /// The stable word.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// The type of a column in a table schema.
  public enum Type {
    /// A day: 2021-02-03.
    DATE,
    /// Text.
    STRING,
    /// A whole number.
    INTEGER;

    /// The word of the table schema.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// A column.
  public record Field(String name, Type type) {}

  private final String code;
  private final Disclosure disclosure;
  private final List<Field> fields;
  private final List<String> key;

  Dataset(String code, Disclosure disclosure, List<Field> fields, List<String> key) {
    this.code = code;
    this.disclosure = disclosure;
    this.fields = fields;
    this.key = key;
  }

  /// The stable code in addresses.
  public String code() {
    return code;
  }

  /// How far it opens.
  public Disclosure disclosure() {
    return disclosure;
  }

  /// The columns, in their order.
  public List<Field> fields() {
    return fields;
  }

  /// The columns that tell rows apart.
  public List<String> key() {
    return key;
  }

  /// The place of a column.
  int at(String field) {
    for (var i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    throw new IllegalArgumentException(code + " has no column '" + field + "'");
  }

  /// The dataset with this code.
  public static Optional<Dataset> find(String code) {
    for (var one : values()) {
      if (one.code.equals(code)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
