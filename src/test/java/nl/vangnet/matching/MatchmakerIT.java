package nl.vangnet.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.OrganisationDraft;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteDraft;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// The ranking in the whole application, over the live picture (SPR-15, CAP-09).
@AppTest
class MatchmakerIT {
  @Autowired Matchmaker matchmaker;
  @Autowired LivePicture pictures;
  @Autowired CapacityBook book;
  @Autowired Directory directory;
  @Autowired HomeRegions regions;
  @Autowired DirectoryDesk desk;
  @Autowired ApplicationContext app;
  @Autowired Clock clock;

  private Site site(String code) {
    return directory.snapshot().findSite(CountryCode.NL, code).orElseThrow();
  }

  /// A category that no other test of the application fills.
  private void report(Site site, int staffed, int occupied, int reserve) {
    var figures = new ArrayList<Reported>();
    Map.of(Variable.STAFFED, staffed, Variable.OCCUPIED, occupied, Variable.RESERVE, reserve)
        .forEach((variable, value) ->
            figures.add(
                new Reported(
                    site.id(),
                    "CCU-M",
                    "ccu",
                    "all",
                    variable,
                    value,
                    null,
                    clock.instant(),
                    variable == Variable.RESERVE ? "holder: dienstdoende" : null)));
    var actor =
        new Actor(
            "person:6", "Bed desk", Role.HOSPITAL, new Scope.InOrganisation(site.organisation()));
    assertThat(book.record(actor, Method.MANUAL, figures))
        .allMatch(o -> o instanceof ObservationOutcome.Recorded);
  }

  private Ranking rank(Site from) {
    return rank(from, Question.Stage.NATIONAL);
  }

  private Ranking rank(Site from, Question.Stage stage) {
    var now = clock.instant();
    return matchmaker.rank(
        new Question(
            "T-31",
            from.id(),
            regions.of(from.id()).orElseThrow().code(),
            new Question.Care("ccu", "other", false, false, Set.of()),
            stage,
            Question.Wishes.NONE,
            new Question.Ride(WholeCountry.byAmbulance(), now, null)),
        World.EMPTY,
        pictures.current(),
        now);
  }

  /// Whether all three figures of a site have come into the picture.
  private boolean isShown(Site site) {
    var shown = pictures.current().site(site.id());
    return shown != null
        && shown.lines().stream()
            .anyMatch(l -> l.line().category().equals("ccu") && l.figures().size() >= 3);
  }

  /// The test hospital of suppliers lies in a country of its own; nobody is sent there.
  @Test
  void nobodyIsSentToThePracticeCountry() {
    var world = new nl.vangnet.testing.World(app);
    var practice = abroad("ZZ", "RANG-ZZ");
    var real = abroad("LI", "RANG-LI");
    for (var site : List.of(practice, real)) {
      world.record(
          List.of(
              nl.vangnet.testing.World.figure(
                  site, "CCU-M/ccu/all", Variable.STAFFED, 9, clock.instant()),
              nl.vangnet.testing.World.figure(
                  site, "CCU-M/ccu/all", Variable.OCCUPIED, 2, clock.instant())));
      world.settle(site);
    }
    var ranking = rank(site("ISALA-ZWO"), Question.Stage.ABROAD);
    assertThat(ranking.candidate(practice.id())).isEmpty();
    assertThat(ranking.excluded(practice.id())).isEmpty();
    assertThat(ranking.candidate(real.id()).isPresent() || ranking.excluded(real.id()).isPresent())
        .as("a real country is ranked")
        .isTrue();
  }

  private Site abroad(String country, String code) {
    var at = new CountryCode(country);
    var known = directory.snapshot().findSite(at, code);
    if (known.isPresent()) {
      return known.get();
    }
    var saved =
        (DirectoryOutcome.Saved)
            desk.addOrganisation(new OrganisationDraft(at, code, code, ProviderType.HOSPITAL));
    desk.addSite(
        new SiteDraft(
            new OrganisationId(saved.id()),
            code,
            code,
            "Ort",
            ProviderType.HOSPITAL,
            SiteClass.GENERAL,
            false,
            null));
    nl.vangnet.testing.World.until(() -> {
      directory.refresh();
      return directory.snapshot().findSite(at, code).isPresent();
    });
    return directory.snapshot().findSite(at, code).orElseThrow();
  }

  @Test
  void ranksWhatWasReportedAMomentAgo() throws InterruptedException {
    var from = site("ISALA-ZWO");
    var free = site("DZ");
    var kept = site("GELRE-ZUT");
    report(from, 9, 9, 0);
    report(free, 8, 5, 1);
    report(kept, 7, 5, 2);
    var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!(isShown(from) && isShown(free) && isShown(kept)) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    var ranking = rank(from);
    var best = ranking.candidate(free.id()).orElseThrow();
    assertThat(best.free()).isEqualTo(2);
    assertThat(best.why()).contains(new Sentence("matching.free.reserve", List.of(2, 1)));
    var excluded = ranking.excluded(kept.id()).orElseThrow();
    assertThat(excluded.filter()).isEqualTo(Filter.RESERVED_ONLY);
    assertThat(excluded.unless()).containsExactly(new Change.ReleasedReserve(1));
    assertThat(ranking.excluded(from.id()).orElseThrow().filter()).isEqualTo(Filter.OWN_SITE);
  }
}
