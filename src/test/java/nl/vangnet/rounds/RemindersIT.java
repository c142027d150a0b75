package nl.vangnet.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.access.Bell;
import nl.vangnet.access.DemoMode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.policy.Rules;
import nl.vangnet.testing.World;
import nl.vangnet.web.Languages;
import nl.vangnet.web.LiveStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/// Reminders by e-mail and on screen, once each whatever the number of nodes (CAP-01).
class RemindersIT extends RoundsDay {
  // ---- reminders ----

  /// Another node on the same database: its own board and keeper.
  private RoundKeeper node() {
    var own = new RoundBoard(store, app.getBean(Bell.class), app.getBean(LiveStream.class), clock);
    var reminders =
        new Reminders(
            store,
            own,
            app.getBean(Directory.class),
            app.getBean(DirectoryDesk.class),
            app.getBean(Outbox.class),
            app.getBean(TransactionOperations.class),
            app.getBean(Languages.class),
            URI.create("https://vangnet.example"));
    return new RoundKeeper(
        store,
        requests,
        own,
        app.getBean(RoundForms.class),
        desk,
        reminders,
        app.getBean(Directory.class),
        app.getBean(Rules.class),
        app.getBean(DemoMode.class),
        app.getBean(TransactionOperations.class),
        clock,
        "NL");
  }

  private void tickAll(RoundKeeper... nodes) throws Exception {
    try (var pool = Executors.newFixedThreadPool(nodes.length)) {
      var ticks = new ArrayList<Callable<Boolean>>();
      for (var node : nodes) {
        ticks.add(() -> {
          node.tick();
          return true;
        });
      }
      for (var done : pool.invokeAll(ticks)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void eachHospitalIsRemindedOncePerMomentByWhateverNumberOfNodes() throws Exception {
    var two = node();
    var three = node();
    var to = "bed-" + site.code().toLowerCase() + "@ziekenhuis.example";
    address(site, to);
    var filed = world.hospital("BR");
    address(filed, "klaar-" + filed.code().toLowerCase() + "@ziekenhuis.example");
    time("06:00");
    tickAll(keeper, two, three);
    assertThat(board.on(day, day)).hasSize(1);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from rounds.round where day = ? and request = 'dagelijks'",
                Integer.class,
                java.sql.Date.valueOf(day)))
        .isEqualTo(1);
    site = filed;
    figures(20, 17);
    assertThat(codes(file(confirm()))).containsExactly("filed 1");
    for (var time : List.of("07:44", "07:45", "07:46", "08:19", "08:20", "08:21", "08:31")) {
      time(time);
      tickAll(keeper, two, three);
    }
    World.until(() -> mails(to).size() >= 2);
    Thread.sleep(300);
    assertThat(mails(to)).hasSize(2);
    assertThat(mails(to).getFirst().headline()).contains("08:30");
    assertThat(mails(to).getFirst().text()).contains("/aanlevering/");
    assertThat(mails("klaar-" + filed.code().toLowerCase() + "@ziekenhuis.example"))
        .as("who has filed is left alone")
        .isEmpty();
    assertThat(round().reminders().get("site:" + filed.id())).isNull();
  }

  @Test
  void theRegionHearsWhoIsMissingAndAHospitalWithoutAddressIsRemindedOnScreen() {
    var region = world.region("EU");
    var silent = world.hospital("EU");
    assertThat(
            signs.setContact(
                world.desk("EU"),
                new RegionContact(region.id(), "Piket", "rcps-eu@roaz.example", "+31 53 123 4567")))
        .isInstanceOf(RoundOutcome.Done.class);
    open();
    time("07:45");
    keeper.tick();
    assertThat(round().reminders().get("site:" + silent.id()))
        .singleElement()
        .satisfies(r -> {
          assertThat(r.moment()).isEqualTo("-45");
          assertThat(r.address()).isNull();
        });
    time("08:39");
    keeper.tick();
    assertThat(mails("rcps-eu@roaz.example")).isEmpty();
    time("08:40");
    keeper.tick();
    keeper.tick();
    World.until(() -> !mails("rcps-eu@roaz.example").isEmpty());
    assertThat(mails("rcps-eu@roaz.example"))
        .singleElement()
        .satisfies(m -> assertThat(m.text()).contains(silent.name()).contains("10:00"));
  }

  @Test
  void aReminderWhoseMomentPassedLongAgoIsNotSentAnyMore() {
    open();
    time("08:16");
    keeper.tick();
    assertThat(round().reminders().get("site:" + site.id())).isNull();
  }
}
