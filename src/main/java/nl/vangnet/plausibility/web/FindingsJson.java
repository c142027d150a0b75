package nl.vangnet.plausibility.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Total;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Unit;
import nl.vangnet.plausibility.Check;
import nl.vangnet.plausibility.FindingDesk;
import nl.vangnet.plausibility.Giving;
import nl.vangnet.plausibility.GivingBook;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Findings, and what each gives, for programs.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "plausibility")
class FindingsJson {
  private final FindingDesk desk;
  private final GivingBook book;
  private final HomeRegions regions;
  private final Definitions definitions;
  private final Directory directory;
  private final Clock clock;

  FindingsJson(
      FindingDesk desk,
      GivingBook book,
      HomeRegions regions,
      Definitions definitions,
      Directory directory,
      Clock clock) {
    this.desk = desk;
    this.book = book;
    this.regions = regions;
    this.definitions = definitions;
    this.directory = directory;
    this.clock = clock;
  }

  /// One finding; `unit`, `category` and `cohort` are null when it is about all figures of the
  /// site.
  record FindingRow(
      long id,
      String site,
      @Nullable String region,
      @Nullable String unit,
      @Nullable String category,
      @Nullable String cohort,
      String variable,
      String rule,
      String state,
      String owner,
      Instant since,
      Instant openedAt,
      int times,
      Map<String, Long> numbers,
      @Nullable Judgement judgement) {}

  /// What somebody made of it.
  record Judgement(String state, String reason, String by, Instant at) {}

  /// The findings that the caller may see.
  record FindingRows(Instant at, List<FindingRow> findings) {}

  @Operation(
      summary = "Figures that can hardly be true",
      description =
          "Findings that are open or that something happened to in the last 30 days: a hospital and"
              + " its systems see their own, a region those of its sites, the nation all. `state`:"
              + " open (default), all. `rule` and `region` narrow.")
  @GetMapping("/findings")
  @Grant(Permission.SEE_PICTURE)
  FindingRows findings(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable String region,
      @Parameter(hidden = true) Actor actor) {
    if (!state.equals("open") && !state.equals("all")) {
      throw new BadInput("unknown-choice", "state: use open or all");
    }
    var check = rule == null ? null : rule(rule);
    var of = region == null ? null : region(region);
    var found = new ArrayList<FindingRow>();
    for (var listed : desk.list(actor)) {
      var finding = listed.finding();
      var own = regions.of(finding.site()).orElse(null);
      if ((state.equals("all") || finding.isOpen())
          && (check == null || finding.subject().check() == check)
          && (of == null || (own != null && own.id().equals(of.id())))) {
        found.add(row(listed, own));
      }
    }
    return new FindingRows(clock.instant(), found);
  }

  private static Check rule(String code) {
    return Check.find(code)
        .orElseThrow(() ->
            new BadInput(
                "unknown-choice",
                "rule: use one of "
                    + String.join(
                        ", ", java.util.Arrays.stream(Check.values()).map(Check::code).toList())));
  }

  private Region region(String code) {
    return regions.find(code).orElseThrow(() -> new NotFound("the region " + code));
  }

  private FindingRow row(FindingDesk.Listed listed, @Nullable Region region) {
    var finding = listed.finding();
    var line = desk.line(finding);
    var judgement = finding.judgement();
    return new FindingRow(
        finding.id(),
        listed.site().code(),
        region == null ? null : region.code(),
        line.flatMap(l -> directory.snapshot().findUnit(l.unit())).map(Unit::code).orElse(null),
        line.map(Line::category).orElse(null),
        line.map(Line::cohort).orElse(null),
        finding.subject().variable().code(),
        finding.subject().check().code(),
        FindingWords.code(finding.state()),
        listed.owner().code(),
        finding.suspicion().since(),
        finding.openedAt(),
        finding.times(),
        finding.suspicion().numbers(),
        judgement == null
            ? null
            : new Judgement(
                FindingWords.code(finding.state()),
                judgement.reason(),
                judgement.by().name(),
                judgement.at()));
  }

  /// A sum: `value` of the figures that count, null when there is none; `stale` what stale figures
  /// last said.
  record Sum(@Nullable Integer value, int stale) {
    static Sum of(Total total) {
      return new Sum(total.value(), total.staleValue());
    }
  }

  /// What a region or site has and gives. `freeDays` and `offeredDays` count the days (of one site,
  /// or summed over sites) of the last fourteen on which a bed was free, and one was offered then.
  record GivingRow(
      String region,
      @Nullable String site,
      Sum staffed,
      Sum occupied,
      Sum free,
      Sum reserve,
      Sum offered,
      @Nullable Integer reservePercent,
      @Nullable Integer offeredPercent,
      int freeDays,
      int offeredDays,
      @Nullable Integer refused) {}

  /// What all give in one bed category.
  record GivingRows(Instant at, String category, List<GivingRow> givers) {}

  @Operation(
      summary = "What each gives",
      description =
          "Free, reserved and offered beds of a bed category per region; with `region` per hospital in"
              + " it. `refused` is null while no requests are kept.")
  @GetMapping("/giving")
  @Grant(Permission.SEE_PICTURE)
  GivingRows giving(
      @RequestParam(defaultValue = "icu") String category,
      @RequestParam(required = false) @Nullable String region) {
    if (definitions.findCategory(category).isEmpty()) {
      throw new NotFound("the bed category " + category);
    }
    var found = new ArrayList<GivingRow>();
    if (region != null) {
      var of = region(region);
      book.each(regions.sites(of), category)
          .forEach((site, giving) -> found.add(row(of.code(), site.code(), giving)));
    } else {
      for (var of : regions.list()) {
        found.add(
            row(
                of.code(),
                null,
                book.of(
                    regions.sites(of).stream()
                        .filter(s -> s.type() == ProviderType.HOSPITAL)
                        .toList(),
                    category)));
      }
    }
    return new GivingRows(clock.instant(), category, found);
  }

  private static GivingRow row(String region, @Nullable String site, Giving giving) {
    return new GivingRow(
        region,
        site,
        Sum.of(giving.staffed()),
        Sum.of(giving.occupied()),
        Sum.of(giving.free()),
        Sum.of(giving.reserve()),
        Sum.of(giving.offered()),
        giving.reserveShare(),
        giving.offeredShare(),
        giving.fortnight().free(),
        giving.fortnight().offered(),
        giving.refused());
  }
}
