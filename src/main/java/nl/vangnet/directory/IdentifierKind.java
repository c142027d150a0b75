package nl.vangnet.directory;

import java.util.regex.Pattern;

/// The kinds of identifier that an organisation or site carries, each with its check (IDX-04).
public enum IdentifierKind {
  /// Vektis code: 8 digits, two for the kind of provider; hospitals begin with 06.
  AGB("[0-9]{8}"),
  /// CIBG number of a care provider organisation: 8 digits.
  URA("[0-9]{8}"),
  /// Location number in the national care platform (LPZ): an object identifier.
  LPZ_OID("[0-2](\\.(0|[1-9][0-9]*))+"),
  /// Establishment number in the trade register: 12 digits.
  VESTIGINGSNUMMER("[0-9]{12}"),
  /// Number in the trade register: 8 digits.
  KVK("[0-9]{8}"),
  /// A number of another country or register, at most 64 characters.
  OTHER("[\\p{Graph} ]{1,64}");

  private final Pattern pattern;

  IdentifierKind(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  /// Whether `value` has the form of this kind, for a provider of `type`.
  public boolean accepts(String value, ProviderType type) {
    if (!pattern.matcher(value).matches()) {
      return false;
    }
    return this != AGB || type != ProviderType.HOSPITAL || value.startsWith("06");
  }
}
