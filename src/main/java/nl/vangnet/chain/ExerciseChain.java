package nl.vangnet.chain;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryCsv;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.ImportMode;
import nl.vangnet.directory.ImportReport;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Invented providers around the hospitals of the exercise, in demo mode only, whose names say that
/// they are invented: per region a GP post, an ambulance service, two primary-care stays, a nursing
/// home and a mental health site; their figures, some dormant beds and a few reports of emergency
/// departments.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class ExerciseChain {
  private static final Logger log = LoggerFactory.getLogger(ExerciseChain.class);
  private static final CountryCode NL = new CountryCode("NL");
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final Actor DESK =
      new Actor("system", "Oefening", Role.NATIONAL, new Scope.Everywhere());
  private static final Actor SOURCE =
      new Actor("source:oefen.keten", "Oefenketen", Role.SOURCE, new Scope.Everywhere());

  private final Directory directory;
  private final DirectoryDesk register;
  private final HomeRegions regions;
  private final SourceSystems sources;
  private final CapacityBook book;
  private final ActivationDesk activations;
  private final ActivationStore orders;
  private final DiversionDesk diversions;
  private final DiversionStore reports;
  private final Clock clock;
  private final Random random = new Random(20200227);
  private volatile List<Place> places = List.of();

  ExerciseChain(
      Directory directory,
      HomeRegions regions,
      SourceSystems sources,
      CapacityBook book,
      ActivationDesk activations,
      ActivationStore orders,
      DiversionDesk diversions,
      DiversionStore reports,
      Clock clock) {
    this.directory = directory;
    this.register = new DirectoryDesk(directory);
    this.regions = regions;
    this.sources = sources;
    this.book = book;
    this.activations = activations;
    this.orders = orders;
    this.diversions = diversions;
    this.reports = reports;
    this.clock = clock;
  }

  /// A kind of provider: what its site is called and how many places it has, about.
  private record Kind(String code, String name, ProviderType type, Link link, int places) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("HAP", "Oefen-HAP", ProviderType.OUT_OF_HOURS_GP, Link.HAP, 9),
          new Kind("RAV", "Oefen-RAV", ProviderType.AMBULANCE_SERVICE, Link.RAV, 34),
          new Kind("ELV1", "Oefen-ELV Noord", ProviderType.PRIMARY_CARE_STAY, Link.ELV, 41),
          new Kind("ELV2", "Oefen-ELV Zuid", ProviderType.PRIMARY_CARE_STAY, Link.ELV, 27),
          new Kind("VVT", "Oefen-VVT", ProviderType.NURSING_AND_HOME_CARE, Link.VVT, 118),
          new Kind("GGZ", "Oefen-GGZ", ProviderType.MENTAL_HEALTH_CARE, Link.GGZ, 23));

  /// One invented site with what it has now.
  private static final class Place {
    private final Site site;
    private final Kind kind;
    private final int staffed;
    private double load;

    Place(Site site, Kind kind, int staffed, double load) {
      this.site = site;
      this.kind = kind;
      this.staffed = staffed;
      this.load = load;
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(20)
  void open() {
    try {
      register();
      var opened = new ArrayList<Place>();
      for (var region : regions.list()) {
        for (var kind : KINDS) {
          var site = regions.findSite(code(region, kind));
          if (site.isPresent()) {
            var staffed = Math.max(3, (int) (kind.places() * random.nextDouble(0.6, 1.4)));
            opened.add(new Place(site.get(), kind, staffed, random.nextDouble(0.68, 0.99)));
          }
        }
      }
      places = List.copyOf(opened);
      if (!opened.isEmpty()) {
        sources.openDemoSource(
            "oefen.keten",
            "Oefenketen (verzonnen)",
            NL,
            opened.getFirst().site.organisation(),
            null,
            null);
      }
      tell();
      wake();
      divert();
    } catch (RuntimeException e) {
      log.warn("the invented chain of the exercise was not opened", e);
    }
  }

  private static String code(Region region, Kind kind) {
    return "OEF-" + region.code() + "-" + kind.code();
  }

  /// Puts the invented providers into the directory, as a table like any other.
  private void register() {
    var table =
        new StringBuilder(
            "country;organisation_code;organisation_name;provider_type;site_code;site_name;city;class;"
                + "emergency_department;region:acute-care-network\n");
    for (var region : regions.list()) {
      for (var kind : KINDS) {
        var code = code(region, kind);
        var name = kind.name() + " " + region.code() + " (verzonnen)";
        table.append(
            String.join(
                    ";",
                    "NL",
                    code,
                    name,
                    kind.type().name(),
                    code,
                    name,
                    "Oefenstad",
                    "other",
                    "no",
                    region.code())
                + "\n");
      }
    }
    var last = regions.list().isEmpty() ? null : regions.list().getLast();
    if (last == null || regions.findSite(code(last, KINDS.getLast())).isPresent()) {
      return;
    }
    var report =
        register.importRows(
            DirectoryCsv.read(table.toString().getBytes(StandardCharsets.UTF_8)),
            ImportMode.ALL_OR_NOTHING,
            LocalDate.ofInstant(clock.instant(), ZONE),
            "oefening, verzonnen");
    if (report.outcome() != ImportReport.Outcome.WRITTEN) {
      log.warn("the directory did not take the invented providers: {}", report.faults());
    }
  }

  /// The figures of all invented sites, as their systems would give them.
  @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = java.util.concurrent.TimeUnit.MINUTES)
  void tell() {
    var at = clock.instant();
    for (var place : places) {
      place.load = Math.clamp(place.load + random.nextGaussian() * 0.02, 0.55, 1.0);
      var occupied = (int) Math.round(place.staffed * place.load);
      var figures = new ArrayList<Reported>();
      figures.add(figure(place, Variable.PHYSICAL, place.staffed + 4, at));
      figures.add(figure(place, Variable.STAFFED, place.staffed, at));
      figures.add(figure(place, Variable.OCCUPIED, occupied, at));
      switch (place.kind.link()) {
        case HAP, RAV -> {
          figures.add(figure(place, Variable.WAITING, random.nextInt(0, 9), at));
          figures.add(
              figure(place, Variable.ARRIVALS_1H, random.nextInt(4, 8 + place.staffed), at));
        }
        case VVT, GGZ -> figures.add(figure(place, Variable.WAITING, random.nextInt(2, 31), at));
        case ELV ->
            figures.add(
                figure(place, Variable.OFFERED, Math.max(0, (place.staffed - occupied) / 2), at));
        case SEH, IC, HC, WARD -> {}
      }
      book.record(SOURCE, Method.REPORTED, figures);
    }
  }

  private static Reported figure(Place place, Variable variable, int value, java.time.Instant at) {
    return new Reported(
        place.site.id(),
        place.kind.link().category().toUpperCase(java.util.Locale.ROOT),
        place.kind.link().category(),
        "all",
        variable,
        value,
        null,
        at,
        null);
  }

  /// Dormant beds at some sites, one order under way that is partly open, one long ago.
  private void wake() {
    if (!orders.dormant().isEmpty()) {
      return;
    }
    var elv = places.stream().filter(p -> p.kind.link() == Link.ELV).toList();
    var today = LocalDate.ofInstant(clock.instant(), ZONE);
    var ids = new ArrayList<Long>();
    for (var i = 0; i < elv.size(); i += 2) {
      var outcome =
          activations.register(
              DESK,
              new ActivationDesk.Draft(
                  elv.get(i).site.id(),
                  "Cohortafdeling oefening",
                  12 + 3 * (i % 5),
                  72,
                  new Dormant.Agreement(
                      "Waakvlamafspraak oefening " + (i / 2 + 1),
                      "ZN, ActiZ, GGD GHOR",
                      i == 6 ? today.minusDays(9) : today.plusDays(40 + 17L * i)),
                  "oefen-elv@example.nl"));
      if (outcome instanceof ActivationOutcome.Registered(var dormant)) {
        ids.add(dormant.id());
      }
    }
    if (ids.size() < 5) {
      return;
    }
    var outcome =
        activations.order(DESK, ids.get(1), 12, "Kliniek in de regio loopt vol (oefening)");
    if (outcome instanceof ActivationOutcome.Done(var order)) {
      activations.step(DESK, order.id(), Activation.Kind.CONFIRM, 0, "Ploeg is gebeld");
      activations.step(DESK, order.id(), Activation.Kind.OPEN, 5, "Eerste gang open");
    }
    // One order whose clock ran out: given four days ago.
    var then = clock.instant().minus(Duration.ofHours(97));
    orders.order(
        ids.get(4),
        9,
        "Uitstroom VVT stokt (oefening)",
        By.of(DESK),
        then,
        then.plus(Duration.ofHours(72)));
  }

  /// Two departments that ask for something now, and a past of a week.
  private void divert() {
    if (!reports.list(null, java.time.Instant.EPOCH, clock.instant()).isEmpty()) {
      return;
    }
    var departments = regions.sites().stream().filter(Site::emergencyDepartment).toList();
    if (departments.size() < 12) {
      return;
    }
    var now = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    for (var i = 0; i < 24; i++) {
      var site = departments.get((i * i * 7 + i) % departments.size());
      var from = now.minus(Duration.ofMinutes(9000 - 350L * i + random.nextInt(120)));
      var lasting = Duration.ofMinutes(60 + 15L * random.nextInt(9));
      reports.add(
          site.id(),
          new Diversion.Ask(
              i % 4 == 0 ? Diversion.Level.RESTRICTED : Diversion.Level.DIVERSION,
              Diversion.Reason.values()[i % 5],
              i % 6 == 0 ? Diversion.Extent.CARDIOLOGY : Diversion.Extent.ALL,
              "Oefening",
              from.plus(lasting)),
          By.of(DESK),
          from,
          null);
    }
    report(
        departments.get(3).id(),
        Diversion.Level.DIVERSION,
        Diversion.Reason.OUTFLOW,
        "Elf patiënten wachten op een bed (oefening)",
        120);
    report(
        departments.get(11).id(),
        Diversion.Level.RESTRICTED,
        Diversion.Reason.DIAGNOSTICS,
        "CT in storing, monteur onderweg (oefening)",
        180);
  }

  private void report(
      SiteId site, Diversion.Level level, Diversion.Reason reason, String note, int minutes) {
    diversions.report(
        DESK,
        site,
        new DiversionDesk.Wish(
            level, reason, Diversion.Extent.ALL, note, Duration.ofMinutes(minutes), null));
  }
}
