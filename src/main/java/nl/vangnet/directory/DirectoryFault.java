package nl.vangnet.directory;

/// What is wrong with one value in a file or form and what to do about it. `line` is the line in
/// the file, the head being line 1, and 0 for a form; `column` names the column or field.
public record DirectoryFault(int line, String column, String value, Kind kind) {
  private static final int SHOWN = 80;

  public DirectoryFault {
    value = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
  }

  /// A fault in a form.
  static DirectoryFault in(String field, String value, Kind kind) {
    return new DirectoryFault(0, field, value, kind);
  }

  /// What to do, in English; screens translate `kind`.
  public String advice() {
    return kind.advice();
  }

  /// The kinds of fault; the names are stable.
  public enum Kind {
    /// The file holds nothing.
    EMPTY_FILE("The file holds no rows: give a head line and at least one row."),
    /// Not a CSV file.
    NOT_CSV("This line cannot be read as CSV: close every quote, and give each row a line."),
    /// A needed column is absent.
    MISSING_COLUMN("This column is needed: add it to the head line."),
    /// A column that nobody knows.
    UNKNOWN_COLUMN("This column is unknown: correct its name or leave it out."),
    /// A column stands twice in the head.
    REPEATED_COLUMN("This column stands twice in the head line: leave one out."),
    /// A needed value is absent.
    BLANK("A value is needed here."),
    /// Too long.
    TOO_LONG("Shorten this value to 200 characters."),
    /// Not a country code.
    BAD_COUNTRY("Use an ISO 3166 code such as NL, DE or US-NJ."),
    /// Not a code.
    BAD_CODE("Use at most 64 letters, digits, spaces or the signs . _ - / + & ' ( ) only."),
    /// An unknown type of provider.
    UNKNOWN_TYPE(
        "Use one of HOSPITAL, AMBULANCE_SERVICE, OUT_OF_HOURS_GP, NURSING_AND_HOME_CARE,"
            + " MENTAL_HEALTH_CARE, PRIMARY_CARE_STAY, CARE_COORDINATION_CENTRE, LABORATORY, ABROAD."),
    /// An unknown class of hospital.
    UNKNOWN_CLASS("Use academic, top-clinical, general or other."),
    /// Neither yes nor no.
    NOT_YES_OR_NO("Use true or false (or yes, no, ja, nee, 1, 0)."),
    /// Not a number.
    NOT_A_NUMBER("Use decimal degrees such as 52.0907 or 52,0907."),
    /// Coordinates that cannot be.
    OUTSIDE_THE_EARTH(
        "Latitude lies in -90 to 90, longitude in -180 to 180; maybe they are swapped."),
    /// Only one of two coordinates.
    HALF_COORDINATES("Give both lat and lon, or leave both blank."),
    /// An identifier of the wrong form.
    BAD_IDENTIFIER(
        "AGB and URA have 8 digits, and the AGB of a hospital begins with 06; an LPZ-OID is digits"
            + " with points, a vestigingsnummer has 12 digits, a KvK number 8."),
    /// An identifier of somebody else.
    IDENTIFIER_TAKEN("Another organisation carries this number: check both."),
    /// Not a date.
    BAD_DATE("Write the date as 2023-02-01."),
    /// A period that ends before it begins.
    ENDS_BEFORE_IT_BEGINS("The end must come after the beginning."),
    /// The same row again.
    DUPLICATE("An earlier line says the same thing: leave this one out."),
    /// Another row says otherwise.
    CONFLICT("An earlier line gives another value for the same organisation, site or unit."),
    /// The code is in use.
    CODE_TAKEN("This code is in use in the country: choose another."),
    /// The site is another organisation's.
    OTHER_ORGANISATION("This site belongs to another organisation: check both codes."),
    /// A unit or region without a site.
    NO_SITE("Give the site_code that this belongs to."),
    /// The region is not in the set.
    UNKNOWN_REGION("The set in force has no region with this code; to add one, write code=name."),
    /// No such organisation, site, set or unit.
    UNKNOWN("This is not in the directory (any more): choose another."),
    /// Not an address of its kind.
    BAD_CONTACT("Give a telephone number, an e-mail address, or a web address with https://.");

    private final String advice;

    Kind(String advice) {
      this.advice = advice;
    }

    /// What to do, in English.
    public String advice() {
      return advice;
    }
  }
}
