package nl.vangnet.directory;

import java.util.Locale;

/// A country or the part of a country that stands alone in the product: ISO 3166-1 alpha-2 ("NL")
/// or ISO 3166-2 ("US-NJ"), upper case.
public record CountryCode(String value) {
  /// The Netherlands, the product's home.
  public static final CountryCode NL = new CountryCode("NL");

  public CountryCode {
    value = value.strip().toUpperCase(Locale.ROOT);
    if (!value.matches("[A-Z]{2}(-[A-Z0-9]{1,3})?")) {
      throw new IllegalArgumentException(
          "country code '" + value + "' is not ISO 3166 (maybe NL or US-NJ was meant)");
    }
  }

  /// Whether it is the practice country, which ISO 3166 leaves to users: nobody lives there, and it
  /// is abroad to no one.
  public boolean isPractice() {
    return value.equals("ZZ");
  }

  @Override
  public String toString() {
    return value;
  }
}
