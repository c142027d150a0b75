package nl.vangnet.situation.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.CsvReading;
import nl.vangnet.directory.DirectoryFault;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.ImportReport;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationSheet;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteSheet;
import nl.vangnet.directory.Unit;
import org.jspecify.annotations.Nullable;

/// One line of the look-up: a site, or an organisation that has none.
record RegisterRow(
    String href,
    String name,
    String code,
    Organisation organisation,
    String city,
    ProviderType type,
    @Nullable Site site,
    @Nullable Region region) {

  boolean matches(String words) {
    var text =
        String.join(
                " ",
                name,
                code,
                organisation.name(),
                organisation.code(),
                city,
                Objects.requireNonNullElse(organisation.agb(), ""),
                Objects.requireNonNullElse(organisation.ura(), ""))
            .toLowerCase(Locale.ROOT);
    for (var word : words.toLowerCase(Locale.ROOT).strip().split("\\s+", 8)) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}

/// What somebody looks for in the directory.
record RegisterFilter(
    CountryCode country, @Nullable RegionSet set, String words, String type, String region) {

  boolean keeps(RegisterRow row) {
    var in = row.region();
    return (type.isEmpty() || row.type().name().equals(type))
        && (region.isEmpty() || (in != null && in.code().equals(region)))
        && row.matches(words);
  }
}

/// The look-up: what was found, and what can be chosen.
record RegisterView(
    RegisterFilter filter,
    List<RegisterRow> rows,
    int found,
    int sites,
    int organisations,
    List<CountryCode> countries,
    List<RegionSet> sets,
    List<Region> regions) {}

/// The record of a site.
record SiteView(
    SiteSheet sheet,
    List<Unit> units,
    List<RegionChoice> choices,
    List<Organisation> organisations,
    LocalDate today,
    List<DirectoryFault> faults,
    boolean saved) {
  Site site() {
    return sheet.site();
  }
}

/// The regions of one set that a site can move to.
record RegionChoice(RegionSet set, List<Region> regions) {
  static List<RegionChoice> of(DirectorySnapshot now, CountryCode country) {
    return now.regionSets(country).stream()
        .map(set -> new RegionChoice(set, now.regions(set)))
        .toList();
  }
}

/// The record of an organisation.
record OrganisationView(
    OrganisationSheet sheet,
    List<Site> sites,
    LocalDate today,
    List<DirectoryFault> faults,
    boolean saved) {
  Organisation organisation() {
    return sheet.organisation();
  }
}

/// The page that adds organisations and sites.
record AddView(
    CountryCode country, List<Organisation> organisations, List<DirectoryFault> faults) {}

/// The import page: empty, or with the report of a preview or an import.
record ImportView(
    LocalDate regionsFrom,
    String fileName,
    @Nullable CsvReading reading,
    @Nullable ImportReport report,
    List<DirectoryFault> shown) {
  static final int MOST_SHOWN = 500;

  static ImportView empty(LocalDate today) {
    return new ImportView(today.withDayOfYear(1), "", null, null, List.of());
  }

  boolean isPreview() {
    return report != null && report.outcome() == ImportReport.Outcome.PREVIEW;
  }

  boolean canWrite() {
    return report != null && isPreview() && report.goodRows() > 0;
  }
}
