package nl.vangnet.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import nl.vangnet.access.Actor;
import nl.vangnet.access.People;
import nl.vangnet.access.PersonDetails;
import nl.vangnet.access.PersonOutcome;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.OrganisationDraft;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteDraft;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.policy.HomeRegions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/// The people and hospitals of a test: each test makes its own, in a region of the country.
public record World(ApplicationContext app) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// The password of everybody that a test lets sign in.
  public static final String PASSWORD = "een-wachtwoord-voor-allen";

  /// The administrator.
  public static final Actor ADMIN =
      new Actor("person:9901", "Beheer", Role.ADMIN, new Scope.Everywhere());

  /// The national desk.
  public static final Actor NATIONAL =
      new Actor("person:9902", "LCPS", Role.NATIONAL, new Scope.Everywhere());

  /// The data steward.
  public static final Actor STEWARD =
      new Actor("person:9903", "Gegevens", Role.STEWARD, new Scope.Everywhere());

  /// Who only reads.
  public static final Actor OVERSIGHT =
      new Actor("person:9904", "Toezicht", Role.OVERSIGHT, new Scope.Everywhere());

  /// A bean of the application.
  public <T> T bean(Class<T> type) {
    return app.getBean(type);
  }

  /// A new general hospital with one site in a region of the acute-care networks.
  public Site hospital(String region) {
    return hospital(region, SiteClass.GENERAL);
  }

  /// A new hospital of a class.
  public Site hospital(String region, SiteClass kind) {
    return hospital(region, kind, null);
  }

  /// A new hospital of a class that stands somewhere.
  public Site hospital(String region, SiteClass kind, @Nullable Coordinates coordinates) {
    var code = "W" + NUMBER.incrementAndGet();
    var desk = bean(DirectoryDesk.class);
    var organisation =
        new OrganisationId(
            ((DirectoryOutcome.Saved)
                    desk.addOrganisation(
                        new OrganisationDraft(
                            CountryCode.NL, code, "Ziekenhuis " + code, ProviderType.HOSPITAL)))
                .id());
    desk.addSite(
        new SiteDraft(
            organisation,
            code,
            "Locatie " + code,
            "Plaats",
            ProviderType.HOSPITAL,
            kind,
            true,
            coordinates));
    var directory = bean(Directory.class);
    // Another thread may be reading the directory at this very moment.
    until(() -> {
      directory.refresh();
      return directory.snapshot().findSite(CountryCode.NL, code).isPresent();
    });
    var site = directory.snapshot().findSite(CountryCode.NL, code).orElseThrow();
    var in = region(region);
    var set =
        directory.snapshot().regionSets(CountryCode.NL).stream()
            .filter(s -> s.code().equals(in.setCode()))
            .findFirst()
            .orElseThrow();
    desk.moveToRegion(site.id(), in.id(), set.validFrom());
    until(() -> {
      directory.refresh();
      return directory.snapshot().isIn(site.id(), in.id());
    });
    return site;
  }

  /// The region of the acute-care networks with this code.
  public Region region(String code) {
    var snapshot = bean(Directory.class).snapshot();
    var today = LocalDate.ofInstant(bean(Clock.class).instant(), TestClock.AMSTERDAM);
    var set = snapshot.findRegionSet(CountryCode.NL, "acute-care-network", today).orElseThrow();
    return snapshot.regions(set).stream()
        .filter(r -> r.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /// The bed desk of a hospital.
  public static Actor of(Site site) {
    return new Actor(
        "person:" + (10_000 + site.id().value()),
        "Bed desk " + site.code(),
        Role.HOSPITAL,
        new Scope.InOrganisation(site.organisation()));
  }

  /// The desk of a region.
  public Actor desk(String region) {
    return new Actor(
        "person:" + (20_000 + region(region).id().value()),
        "RCPS " + region,
        Role.REGION,
        new Scope.InRegion(region(region).id()));
  }

  /// An account that can sign in; answers its login.
  public String account(Actor like) {
    var login = "w-" + NUMBER.incrementAndGet();
    var outcome =
        bean(People.class)
            .add(
                ADMIN,
                new PersonDetails(login, like.name(), like.role(), like.scope(), "nl", null, null),
                PASSWORD);
    if (!(outcome instanceof PersonOutcome.Refused)) {
      return login;
    }
    throw new AssertionError(outcome);
  }

  /// A key of a new source system of the organisation of a site.
  public String key(Site site) {
    var outcome =
        bean(SourceSystems.class)
            .add(
                ADMIN,
                new SourceDetails(
                    "w-" + site.code().toLowerCase(Locale.ROOT) + NUMBER.incrementAndGet(),
                    "Bron " + site.code(),
                    CountryCode.NL,
                    site.organisation(),
                    null,
                    null,
                    null,
                    TestClock.AMSTERDAM));
    return bean(SourceSystems.class).issueKey(ADMIN, ((SourceOutcome.Done) outcome).source().id());
  }

  /// A figure of a site to record: null is unknown.
  public static Reported figure(
      Site site, String line, Variable variable, @Nullable Integer value, Instant at) {
    var parts = line.split("/");
    return new Reported(
        site.id(),
        parts[0],
        parts[1],
        parts[2],
        variable,
        value,
        value == null ? "niet geteld" : null,
        at,
        null);
  }

  /// The hospitals of a region of which it is known where they are, one of each organisation.
  public List<Site> hospitals(Region region) {
    var found = new LinkedHashMap<OrganisationId, Site>();
    for (var site : bean(HomeRegions.class).sites(region)) {
      if (site.type() == ProviderType.HOSPITAL && site.coordinates() != null) {
        found.putIfAbsent(site.organisation(), site);
      }
    }
    return List.copyOf(found.values());
  }

  /// Staffed and occupied beds of a line ("B4/ward/other"), shown by the picture.
  public void beds(Site site, String line, int staffed, int occupied) {
    var now = bean(Clock.class).instant();
    record(
        List.of(
            figure(site, line, Variable.STAFFED, staffed, now),
            figure(site, line, Variable.OCCUPIED, occupied, now)));
    settle(site);
  }

  /// A manned ambulance on duty at a hospital; without any, no place can be reached.
  public void ambulance(Site site, String code) {
    Ambulances.beside(
        bean(FleetDesk.class),
        bean(DutyDesk.class),
        bean(Directory.class),
        site,
        code,
        bean(Clock.class).instant());
  }

  /// Somebody who signs in with this name and the password of all, unless that is so already.
  public void person(String login, Role role, Scope scope) {
    bean(People.class)
        .add(ADMIN, new PersonDetails(login, login, role, scope, "nl", null, null), PASSWORD);
  }

  /// Records figures as the national desk; all must be taken. Answers the line of the first.
  public LineId record(List<Reported> figures) {
    var first = new ArrayList<LineId>();
    for (var outcome : bean(CapacityBook.class).record(NATIONAL, Method.MANUAL, figures)) {
      switch (outcome) {
        case ObservationOutcome.Recorded(var line) -> first.add(line);
        case ObservationOutcome.AlreadyKnown(var line) -> first.add(line);
        case ObservationOutcome.Refused refused -> throw new AssertionError(refused);
      }
    }
    return first.getFirst();
  }

  /// Records one figure of a line ("IC/icu/covid") now.
  public LineId now(Site site, String line, Variable variable, @Nullable Integer value) {
    return record(List.of(figure(site, line, variable, value, bean(Clock.class).instant())));
  }

  /// Waits until the picture in memory holds the site as the record does.
  public void settle(Site site) {
    var live = bean(LivePicture.class);
    until(() -> {
      var read = live.read(site.id());
      var now = live.current().site(site.id());
      return read != null && now != null && read.lines().equals(now.lines());
    });
  }

  /// Waits until something is so, twenty seconds at most.
  public static void until(java.util.function.BooleanSupplier condition) {
    var end = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("what was waited for did not come");
      }
      try {
        Thread.sleep(25);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
