package nl.vangnet.situation.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryCsv;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryFault;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.ImportMode;
import nl.vangnet.directory.ImportReport;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The directory as JSON, and its import as CSV over HTTP.
@RestController
class DirectoryJson {
  /// A country's directory at one version.
  record DirectoryBody(
      long version,
      String country,
      List<OrganisationBody> organisations,
      List<RegionSetBody> regionSets) {}

  /// An organisation with its sites.
  record OrganisationBody(
      long id,
      String code,
      String name,
      ProviderType type,
      @Nullable String agb,
      @Nullable String ura,
      List<SiteBody> sites) {}

  /// A site; `regions` holds the code of its region per code of a region set.
  record SiteBody(
      long id,
      String code,
      String name,
      String city,
      ProviderType type,
      SiteClass siteClass,
      boolean emergencyDepartment,
      @Nullable Coordinates coordinates,
      Map<String, String> regions,
      List<UnitBody> units) {}

  /// A unit of a site.
  record UnitBody(long id, String code, String name) {}

  /// A region set with its regions; `validTo` is the first day on which it no longer holds.
  record RegionSetBody(
      String code,
      String kind,
      String name,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      String source,
      List<RegionBody> regions) {}

  /// A region of a set.
  record RegionBody(long id, String code, String name) {}

  /// What an import did or would do.
  record ImportBody(
      String outcome,
      String code,
      int lines,
      int goodRows,
      String encoding,
      String separator,
      ImportReport.Counts counts,
      List<FaultBody> faults) {}

  /// A fault of one value, with what to do.
  record FaultBody(int line, String column, String value, String code, String advice) {
    static FaultBody of(DirectoryFault fault) {
      return new FaultBody(
          fault.line(),
          fault.column(),
          fault.value(),
          fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          fault.advice());
    }
  }

  private final Directory directory;
  private final DirectoryDesk desk;
  private final DirectoryImports imports;
  private final Clock clock;

  DirectoryJson(Directory directory, DirectoryDesk desk, DirectoryImports imports, Clock clock) {
    this.directory = directory;
    this.desk = desk;
    this.imports = imports;
    this.clock = clock;
  }

  @GetMapping("/api/v1/directory")
  @Grant(Permission.SEE_PICTURE)
  DirectoryBody directory(@RequestParam(defaultValue = "NL") String country) {
    var now = directory.snapshot();
    var land = country(country);
    var sets = now.regionSets(land);
    return new DirectoryBody(
        now.version(),
        land.value(),
        now.organisations(land).stream()
            .map(o ->
                new OrganisationBody(
                    o.id().value(),
                    o.code(),
                    o.name(),
                    o.type(),
                    o.agb(),
                    o.ura(),
                    now.sites(o.id()).stream().map(s -> site(now, sets, s)).toList()))
            .toList(),
        sets.stream().map(set -> set(now, set)).toList());
  }

  private static SiteBody site(DirectorySnapshot now, List<RegionSet> sets, Site site) {
    var regions = new TreeMap<String, String>();
    for (var set : sets) {
      now.findRegionOf(site.id(), set).ifPresent(region -> regions.put(set.code(), region.code()));
    }
    return new SiteBody(
        site.id().value(),
        site.code(),
        site.name(),
        site.city(),
        site.type(),
        site.siteClass(),
        site.emergencyDepartment(),
        site.coordinates(),
        regions,
        now.units(site.id()).stream()
            .map(u -> new UnitBody(u.id().value(), u.code(), u.name()))
            .toList());
  }

  private static RegionSetBody set(DirectorySnapshot now, RegionSet set) {
    return new RegionSetBody(
        set.code(),
        set.kind(),
        set.name(),
        set.validFrom(),
        set.validTo(),
        set.source(),
        now.regions(set).stream()
            .map(r -> new RegionBody(r.id().value(), r.code(), r.name()))
            .toList());
  }

  @PostMapping(path = "/api/v1/directory/import", consumes = "text/csv")
  @Grant(Permission.EDIT_DIRECTORY)
  ResponseEntity<ImportBody> importCsv(
      Actor actor,
      @RequestBody byte[] file,
      @RequestParam(defaultValue = "all-or-nothing") String mode,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestParam(name = "regions-valid-from", defaultValue = "") String regionsFrom,
      @RequestParam(defaultValue = "") String source) {
    var reading = DirectoryCsv.read(file);
    var from = day(regionsFrom);
    var report =
        preview
            ? desk.previewImport(reading, from)
            : imports.write(actor, reading, mode(mode), from, source);
    var refused = report.outcome() == ImportReport.Outcome.REFUSED;
    var body =
        new ImportBody(
            report.outcome().name().toLowerCase(Locale.ROOT),
            refused ? "import-refused" : "ok",
            report.lines(),
            report.goodRows(),
            reading.encoding(),
            String.valueOf(reading.separator()),
            report.counts(),
            report.faults().stream().map(FaultBody::of).toList());
    return ResponseEntity.status(refused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
        .body(body);
  }

  private static CountryCode country(String code) {
    try {
      return new CountryCode(code);
    } catch (IllegalArgumentException e) {
      throw new BadInput("bad-country", DirectoryFault.Kind.BAD_COUNTRY.advice());
    }
  }

  private static ImportMode mode(String mode) {
    return switch (mode) {
      case "all-or-nothing" -> ImportMode.ALL_OR_NOTHING;
      case "good-rows-only" -> ImportMode.GOOD_ROWS_ONLY;
      default ->
          throw new BadInput("bad-mode", "The parameter mode is all-or-nothing or good-rows-only.");
    };
  }

  private LocalDate day(String text) {
    if (text.isBlank()) {
      return LocalDate.ofInstant(clock.instant(), Frame.ZONE).withDayOfYear(1);
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadInput(
          "bad-date", "The parameter regions-valid-from is a date such as 2020-03-01.");
    }
  }
}
