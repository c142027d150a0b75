package nl.vangnet.access;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryChanged;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// The accounts of demo mode: one per role, one per region and a few hospitals, all with one
/// password. Added when missing, so that nothing changed by hand is lost.
@Component
class DemoPeople {
  private static final Logger log = LoggerFactory.getLogger(DemoPeople.class);
  private static final ZoneId HOME = ZoneId.of("Europe/Amsterdam");

  private final PeopleStore store;
  private final People people;
  private final PasswordEncoder encoder;
  private final Directory directory;
  private final DemoMode demo;
  private final Clock clock;

  DemoPeople(
      PeopleStore store,
      People people,
      PasswordEncoder encoder,
      Directory directory,
      DemoMode demo,
      Clock clock) {
    this.store = store;
    this.people = people;
    this.encoder = encoder;
    this.directory = directory;
    this.demo = demo;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(0)
  void open() {
    if (demo.isOn()) {
      addMissing();
      log.info(
          "demo mode: sign in as landelijk, toezicht, gegevens, beheer, rcps-...,"
              + " ziekenhuis-... or planner-..., password {}",
          DemoMode.PASSWORD);
    }
  }

  @EventListener(DirectoryChanged.class)
  void addForNewDirectory() {
    if (demo.isOn()) {
      addMissing();
    }
  }

  private void addMissing() {
    var known = store.list().stream().map(a -> a.person().login()).toList();
    var missing = wanted().stream().filter(d -> !known.contains(d.login())).toList();
    if (!missing.isEmpty()) {
      var hash = encoder.encode(DemoMode.PASSWORD);
      missing.forEach(d -> store.insert(d, hash, true, clock.instant(), "system"));
    }
    people.announce();
  }

  private List<PersonDetails> wanted() {
    var all = new ArrayList<PersonDetails>();
    var everywhere = new Scope.Everywhere();
    all.add(account("landelijk", "Landelijk coördinator (LCPS)", Role.NATIONAL, everywhere));
    all.add(account("toezicht", "Toezichthouder", Role.OVERSIGHT, everywhere));
    all.add(account("gegevens", "Gegevensbeheerder", Role.STEWARD, everywhere));
    all.add(account("beheer", "Beheerder", Role.ADMIN, everywhere));
    var snapshot = directory.snapshot();
    snapshot
        .findRegionSet(
            CountryCode.NL, "acute-care-network", LocalDate.ofInstant(clock.instant(), HOME))
        .ifPresent(set ->
            snapshot
                .regions(set)
                .forEach(region ->
                    all.add(
                        account(
                            "rcps-" + region.code().toLowerCase(Locale.ROOT),
                            "RCPS " + region.name(),
                            Role.REGION,
                            new Scope.InRegion(region.id())))));
    hospitals(snapshot)
        .forEach(site ->
            all.add(
                account(
                    "ziekenhuis-" + site.code().toLowerCase(Locale.ROOT),
                    "Capaciteitscoördinator " + site.name(),
                    Role.HOSPITAL,
                    new Scope.InOrganisation(site.organisation()))));
    snapshot.organisations(CountryCode.NL).stream()
        .filter(o -> o.type() == ProviderType.AMBULANCE_SERVICE && o.code().matches("RAV\\d+"))
        .min(Comparator.comparing(Organisation::code))
        .ifPresent(rav ->
            all.add(
                account(
                    "planner-" + rav.code().toLowerCase(Locale.ROOT),
                    "Planner " + rav.name(),
                    Role.DISPATCH,
                    new Scope.InOrganisation(rav.id()))));
    return all;
  }

  /// One university, one top-clinical and one general hospital: the first of each by code.
  private static Stream<Site> hospitals(DirectorySnapshot snapshot) {
    return Stream.of(SiteClass.ACADEMIC, SiteClass.TOP_CLINICAL, SiteClass.GENERAL)
        .flatMap(kind ->
            snapshot.sites(CountryCode.NL).stream()
                .filter(s -> s.siteClass() == kind)
                .min(Comparator.comparing(Site::code))
                .stream());
  }

  private static PersonDetails account(String login, String name, Role role, Scope scope) {
    return new PersonDetails(login, name, role, scope, "nl", null, null);
  }
}
