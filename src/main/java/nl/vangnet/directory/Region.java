package nl.vangnet.directory;

import java.util.regex.Pattern;

/// One region of a region set. `code` is unique within the set, for example "BR" for Brabant.
public record Region(RegionId id, String setCode, String code, String name) {
  private static final Pattern SHARED_WORDS =
      Pattern.compile(
          "^(Netwerk Acute Zorg( Regio)?|Acute Zorg(netwerk|regio)?|Traumacentrum|Traumazorgnetwerk|ROAZ)\\s+(?=\\S)");

  /// The name people use: "Netwerk Acute Zorg Brabant" is Brabant.
  public String shortName() {
    return shortName(name);
  }

  /// A name without the words that the names of all acute care regions share.
  public static String shortName(String name) {
    return SHARED_WORDS.matcher(name).replaceFirst("");
  }
}
