package nl.vangnet.desks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// Bulletins through the regions to all hospitals, with read receipts (COM-06).
class BulletinIT extends DesksDay {
  private Bulletin seen(long id) {
    return bulletins.find(World.NATIONAL, id).orElseThrow();
  }

  private Bulletin.Copy copy(long id, Actor of) {
    return requireNonNull(
        seen(id).copies().get(key(of)), () -> "the copy of %s".formatted(of.name()));
  }

  @Test
  void aBulletinGoesFromTheNationThroughEachRegionToItsHospitals() {
    var id =
        id(
            bulletins.send(
                World.NATIONAL, content("Nieuwe definitie", false, false), List.of(), null));
    assertThat(seen(id).copies().keySet())
        .as("first to the regions only")
        .allMatch(d -> d.startsWith("region:"))
        .hasSize(desks.regions().size());
    assertThat(bulletins.find(World.of(brabant), id)).isEmpty();
    assertThat(bulletins.list(World.of(brabant))).noneMatch(b -> b.id() == id);
    clock.move(Duration.ofMinutes(10));
    assertThat(code(bulletins.pass(world.desk("BR"), id, "In Brabant al vanaf vandaag.")))
        .isEqualTo("done");
    var mine = bulletins.find(World.of(brabant), id).orElseThrow();
    assertThat(mine.remarkFor(key(World.of(brabant))))
        .satisfies(p -> assertThat(p.remark()).isEqualTo("In Brabant al vanaf vandaag."));
    assertThat(bulletins.find(World.of(limburg), id)).as("Limburg still waits").isEmpty();
    assertThat(code(bulletins.pass(world.desk("BR"), id, "nog eens"))).isEqualTo("passed-already");
    // A region that leaves it lying is passed by after its hour, without a remark.
    clock.move(Duration.ofMinutes(49));
    bulletins.tick();
    assertThat(bulletins.find(World.of(limburg), id)).isEmpty();
    clock.move(Duration.ofMinutes(1));
    bulletins.tick();
    bulletins.tick();
    var late = bulletins.find(World.of(limburg), id).orElseThrow();
    assertThat(late.remarkFor(key(World.of(limburg)))).isNull();
    assertThat(copy(id, world.desk("LI")).pass())
        .satisfies(p -> assertThat(p.by()).as("the clock did it").isNull());
  }

  @Test
  void receiptsSayWhoReadAndWhoConfirmedAndWhen() {
    var id =
        id(bulletins.send(World.NATIONAL, content("Bevestig dit", false, true), List.of(), null));
    bulletins.pass(world.desk("BR"), id, "");
    clock.move(Duration.ofMinutes(7));
    assertThat(seen(id).isOpenAt(key(World.of(brabant)))).isTrue();
    assertThat(code(bulletins.receive(World.of(brabant), id, false))).isEqualTo("done");
    assertThat(copy(id, World.of(brabant)).read())
        .satisfies(r -> {
          assertThat(r.by().actor()).isEqualTo(World.of(brabant).id());
          assertThat(r.at()).isEqualTo(clock.instant());
        });
    assertThat(seen(id).isOpenAt(key(World.of(brabant)))).as("reading is not confirming").isTrue();
    clock.move(Duration.ofMinutes(3));
    assertThat(code(bulletins.receive(World.of(brabant), id, true))).isEqualTo("done");
    assertThat(seen(id).isOpenAt(key(World.of(brabant)))).isFalse();
    assertThat(seen(id).done()).isEqualTo(1);
    var first = copy(id, World.of(brabant)).read();
    clock.move(Duration.ofMinutes(3));
    bulletins.receive(World.of(brabant), id, false);
    assertThat(copy(id, World.of(brabant)).read()).as("the first reading counts").isEqualTo(first);
    assertThat(code(bulletins.receive(World.of(limburg), id, true)))
        .as("it did not come there yet")
        .isEqualTo("not-allowed");
    var plain =
        id(bulletins.send(World.NATIONAL, content("Zomaar", false, false), List.of(), null));
    assertThat(code(bulletins.receive(world.desk("BR"), plain, true))).isEqualTo("not-asked");
    assertThat(code(bulletins.receive(World.OVERSIGHT, plain, false))).isEqualTo("not-allowed");
  }

  @Test
  void whoHasNotReadIsRemindedByMailAtMostThreeTimesOverAllNodes() throws Exception {
    var to = "bed-" + brabant.code().toLowerCase() + "@ziekenhuis.example";
    card(World.of(brabant), to);
    var id =
        id(bulletins.send(world.desk("BR"), content("Lees dit", false, false), List.of(), null));
    assertThat(mails(to)).as("not urgent: no mail at once").isEmpty();
    for (var hours = 0; hours < 24; hours += 2) {
      clock.move(Duration.ofHours(2));
      try (var nodes = Executors.newFixedThreadPool(3)) {
        var ticks = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 3; i++) {
          ticks.add(() -> {
            bulletins.tick();
            return true;
          });
        }
        for (var tick : nodes.invokeAll(ticks)) {
          assertThat(tick.get()).isTrue();
        }
      }
    }
    assertThat(awaitMails(to, 3))
        .hasSize(3)
        .allSatisfy(m -> assertThat(m.text()).contains("Lees dit").contains("/bulletins/" + id));
    Thread.sleep(300);
    assertThat(mails(to)).hasSize(3);
    assertThat(copy(id, World.of(brabant)).reminders()).isEqualTo(3);
    assertThat(seen(id).isOverdue(copy(id, World.of(brabant)), clock.instant())).isTrue();
  }

  @Test
  void whoReadIsLeftAloneAndAnUrgentOneGoesByMailAtOnce() {
    var to = "nacht-" + brabant.code().toLowerCase() + "@ziekenhuis.example";
    card(World.of(brabant), to);
    var id = id(bulletins.send(world.desk("BR"), content("Spoed", true, false), List.of(), null));
    assertThat(awaitMails(to, 1).getFirst().text()).contains("Vanaf morgen geldt");
    bulletins.receive(World.of(brabant), id, false);
    clock.move(Duration.ofHours(30));
    bulletins.tick();
    assertThat(copy(id, World.of(brabant)).reminders()).isZero();
  }

  @Test
  void aCorrectionReachesAllWhoGotTheWrongOneAndTheWrongOneNoLongerCounts() {
    var wrong = id(bulletins.send(World.NATIONAL, content("Fout", false, false), List.of(), null));
    bulletins.pass(world.desk("BR"), wrong, "Let op");
    clock.move(Duration.ofHours(2));
    assertThat(
            code(
                bulletins.send(
                    world.desk("BR"), content("Ik verbeter", false, false), List.of(), wrong)))
        .as("only the sender corrects")
        .isEqualTo("not-allowed");
    var right = id(bulletins.send(World.NATIONAL, content("Goed", false, false), List.of(), wrong));
    assertThat(seen(wrong).isCurrent()).isFalse();
    assertThat(seen(wrong).correctedBy()).isEqualTo(right);
    assertThat(seen(wrong).isOpenAt(key(World.of(brabant)))).isFalse();
    assertThat(bulletins.find(World.of(brabant), right))
        .as("who got the wrong one gets the right one at once")
        .isPresent();
    assertThat(bulletins.find(World.of(limburg), right)).isEmpty();
    assertThat(
            bulletins
                .find(World.of(brabant), right)
                .orElseThrow()
                .remarkFor(key(World.of(brabant))))
        .satisfies(p -> assertThat(p.remark()).isEqualTo("Let op"));
    assertThat(code(bulletins.send(World.NATIONAL, content("Nog", false, false), List.of(), wrong)))
        .isEqualTo("over-already");
    assertThat(code(bulletins.pass(world.desk("LI"), wrong, "x"))).isEqualTo("over-already");
  }

  @Test
  void aWithdrawnOneStaysReadableAndIsNotSentOn() {
    var id = id(bulletins.send(World.NATIONAL, content("Terug", false, false), List.of(), null));
    bulletins.pass(world.desk("BR"), id, "");
    assertThat(code(bulletins.withdraw(world.desk("BR"), id, "x"))).isEqualTo("not-allowed");
    assertThat(code(bulletins.withdraw(World.NATIONAL, id, " "))).isEqualTo("reason-missing");
    assertThat(code(bulletins.withdraw(World.NATIONAL, id, "Verkeerde datum"))).isEqualTo("done");
    assertThat(code(bulletins.withdraw(World.NATIONAL, id, "nog eens"))).isEqualTo("over-already");
    clock.move(Duration.ofHours(9));
    bulletins.tick();
    assertThat(bulletins.find(World.of(limburg), id)).isEmpty();
    assertThat(bulletins.find(World.of(brabant), id).orElseThrow().withdrawal())
        .satisfies(w -> assertThat(w.reason()).isEqualTo("Verkeerde datum"));
  }

  @Test
  void aRegionReachesItsOwnHospitalsOnlyAndAHospitalSendsNone() {
    var id =
        id(bulletins.send(world.desk("BR"), content("Brabant", false, false), List.of(), null));
    assertThat(seen(id).copies())
        .containsKey(key(World.of(brabant)))
        .doesNotContainKey(key(World.of(limburg)));
    assertThat(
            code(
                bulletins.send(
                    world.desk("BR"),
                    content("Over de grens", false, false),
                    List.of(key(world.desk("LI"))),
                    null)))
        .isEqualTo("not-allowed");
    for (var who : List.of(World.of(brabant), World.OVERSIGHT, World.STEWARD, World.ADMIN)) {
      assertThat(code(bulletins.send(who, content("Nee", false, false), List.of(), null)))
          .as(who.name())
          .isEqualTo("not-allowed");
    }
    assertThat(
            code(
                bulletins.send(
                    World.NATIONAL,
                    content("Waarheen", false, false),
                    List.of("region:999999"),
                    null)))
        .isEqualTo("not-allowed");
    assertThat(bulletins.find(world.desk("LI"), id)).isEmpty();
    assertThat(bulletins.find(World.OVERSIGHT, id)).as("overseers read all").isPresent();
    var system =
        new Actor(
            "source:epd", "EPD", Role.SOURCE, new Scope.InOrganisation(limburg.organisation()));
    assertThat(bulletins.find(system, id)).as("a system reads none").isEmpty();
    assertThat(bulletins.list(system)).isEmpty();
  }

  @Test
  void eachRefusalNamesWhatIsWrong() {
    assertThat(code(bulletins.send(World.NATIONAL, content(" ", false, false), List.of(), null)))
        .isEqualTo("headline-missing");
    assertThat(
            code(
                bulletins.send(
                    World.NATIONAL, content("x".repeat(161), false, false), List.of(), null)))
        .isEqualTo("text-too-long");
    for (var url :
        List.of("http://example.nl", "javascript:alert(1)", "https://a b", "https://x\"y")) {
      var bad =
          new Bulletin.Content(
              "Kop",
              "Tekst",
              List.of(new Bulletin.Link("naam", url)),
              new Bulletin.Asks(false, false, 60, 4));
      assertThat(code(bulletins.send(World.NATIONAL, bad, List.of(), null)))
          .as(url)
          .isEqualTo("bad-link");
    }
    var minutes =
        new Bulletin.Content("Kop", "Tekst", List.of(), new Bulletin.Asks(false, false, -1, 4));
    assertThat(code(bulletins.send(World.NATIONAL, minutes, List.of(), null)))
        .isEqualTo("bad-minutes");
    var hours =
        new Bulletin.Content("Kop", "Tekst", List.of(), new Bulletin.Asks(false, false, 60, 0));
    assertThat(code(bulletins.send(World.NATIONAL, hours, List.of(), null))).isEqualTo("bad-hours");
    assertThat(code(bulletins.pass(world.desk("BR"), 999_999, ""))).isEqualTo("no-such-bulletin");
    assertThat(code(bulletins.receive(world.desk("BR"), 999_999, false)))
        .isEqualTo("no-such-bulletin");
  }

  @Test
  void whatWasSentAndReadIsNeverRewritten() {
    var id = id(bulletins.send(World.NATIONAL, content("Vast", false, false), List.of(), null));
    bulletins.receive(world.desk("BR"), id, false);
    for (var table : List.of("bulletin", "bulletin_copy", "bulletin_receipt")) {
      assertThatThrownBy(() -> jdbc.update("delete from desks." + table))
          .as(table)
          .isInstanceOf(DataAccessException.class);
    }
  }
}
