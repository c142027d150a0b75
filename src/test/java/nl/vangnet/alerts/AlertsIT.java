package nl.vangnet.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.access.Actor;
import nl.vangnet.desks.DutyOutcome;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// Messages to desks on real PostgreSQL and by a real mail server: once to each address, after the
/// commit, further when nobody reads, and no more when withdrawn (issue 4, D14).
class AlertsIT extends AlertsDay {
  private String mail(String who) {
    return who + "-" + noord.code().toLowerCase(java.util.Locale.ROOT) + "@vangnet.example";
  }

  private Told.Way way(String who) {
    return told().copies().stream()
        .flatMap(c -> c.ways().stream())
        .filter(w -> w.who().equals(who))
        .findFirst()
        .orElseThrow();
  }

  private static Delivery.State state(Told.Way way) {
    var delivery = way.delivery();
    return delivery == null ? Delivery.State.WAITING : delivery.state();
  }

  /// Three nodes look at the clock at once.
  private void threeNodesTick() throws Exception {
    try (var nodes = Executors.newFixedThreadPool(3)) {
      var ticks = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 3; i++) {
        ticks.add(() -> {
          reroute.tick();
          return true;
        });
      }
      for (var tick : nodes.invokeAll(ticks)) {
        assertThat(tick.get()).isTrue();
      }
    }
  }

  @Test
  void anEmailLeavesAfterTheCommitAndItsDeliveryIsKnown() throws Exception {
    card(World.of(noord), "Opname", "", mail("opname"));
    transactions.executeWithoutResult(status -> {
      alerts.tell(World.of(zuid), offer(World.of(noord), true));
      quiet();
      assertThat(mails(mail("opname"))).as("nothing leaves before the commit").isEmpty();
    });
    var mail = awaitMails(mail("opname"), 1).getFirst();
    assertThat(mail.headline()).isEqualTo("Spoed: Proefmelding van Zuid");
    assertThat(mail.text())
        .contains("Dit is een proef voor IC.")
        .contains("Bel 030 555 1234")
        .contains("/m/");
    World.until(() -> state(way("Opname")) == Delivery.State.SENT);
    assertThat(told().sender()).isEqualTo(desk(World.of(zuid)).key());
    assertThat(told().firstReceipt()).as("sent is not read").isNull();
  }

  @Test
  void whatIsRolledBackNeverLeavesAndWaitsNowhere() throws Exception {
    card(World.of(noord), "Opname", "", mail("opname"));
    transactions.executeWithoutResult(status -> {
      alerts.tell(World.of(zuid), offer(World.of(noord), true));
      status.setRollbackOnly();
    });
    quiet();
    assertThat(mails(mail("opname"))).isEmpty();
    assertThat(alerts.of(about())).isEmpty();
    assertThat(alerts.unread(World.of(noord))).isEmpty();
  }

  private static void quiet() {
    try {
      Thread.sleep(400);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void unreadItGoesToTheNextInLineThenToTheRegionThenToTheNationOnceEach() throws Exception {
    var nacht = card(World.of(noord), "Nachtdienst", "030 555 7777", mail("nacht"));
    var chef = card(World.of(noord), "Achterwacht", "", mail("chef"));
    card(world.desk("BR"), "RCPS-dienst", "", mail("rcps"));
    card(World.NATIONAL, "LCPS-dienst", "", mail("lcps"));
    assertThat(ways.setOrder(World.of(noord), List.of(nacht, chef)))
        .isInstanceOf(WayOutcome.Done.class);
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    awaitMails(mail("nacht"), 1);
    clock.move(Duration.ofSeconds(299));
    threeNodesTick();
    assertThat(told().copies().getFirst().ways()).as("patience is five minutes").hasSize(1);

    clock.move(Duration.ofSeconds(1));
    threeNodesTick();
    assertThat(awaitMails(mail("chef"), 1).getFirst().text())
        .startsWith("Wie dienst heeft, las dit nog niet.");

    clock.move(Duration.ofMinutes(5));
    threeNodesTick();
    var region = awaitMails(mail("rcps"), 1).getFirst();
    assertThat(region.headline()).startsWith("Ongelezen bij Ziekenhuis " + noord.code());
    assertThat(region.text())
        .contains(
            "las dit niet binnen 5 minuten. Bel Ziekenhuis " + noord.code() + ": 030 555 7777");
    assertThat(alerts.unread(world.desk("BR"))).hasSize(1);

    // The region has other cards from other tests; its steps pass before the nation's turn.
    for (var i = 0; i < 3 && told().copies().size() < 3; i++) {
      clock.move(Duration.ofMinutes(5));
      threeNodesTick();
    }
    awaitMails(mail("lcps"), 1);
    clock.move(Duration.ofMinutes(30));
    threeNodesTick();
    assertThat(told().copies())
        .extracting(Told.Copy::desk)
        .containsExactly(desk(World.of(noord)).key(), desk(world.desk("BR")).key(), "national");
    quiet();
    for (var who : List.of("nacht", "chef", "rcps", "lcps")) {
      assertThat(mails(mail(who))).as(who).hasSize(1);
    }
  }

  @Test
  void whoIsOnDutyHearsItFirstAndAlone() throws Exception {
    card(World.of(noord), "Opname", "", mail("opname"));
    card(World.of(noord), "Staf", "", mail("staf"));
    if (duty.addRole(World.of(noord), desk(World.of(noord)).key(), "Opname")
        instanceof DutyOutcome.Done(var role)) {
      var from = clock.instant().minus(Duration.ofHours(1));
      assertThat(
              duty.addShift(
                  World.of(noord),
                  role,
                  from,
                  from.plus(Duration.ofHours(9)),
                  "A. Bos",
                  "030 555 8888"))
          .isInstanceOf(DutyOutcome.Done.class);
    }
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    awaitMails(mail("opname"), 1);
    quiet();
    assertThat(mails(mail("staf"))).isEmpty();
    assertThat(alerts.callNumber(desk(World.of(noord)))).contains("030 555 8888");
    clock.move(Duration.ofMinutes(5));
    reroute.tick();
    awaitMails(mail("staf"), 1);
    assertThat(way("Staf").step()).isEqualTo(Told.Step.EVERYBODY);
    assertThat(mails(mail("opname"))).hasSize(1);
  }

  @Test
  void whatIsReadGoesNoFurther() throws Exception {
    card(World.of(noord), "Opname", "", mail("opname"));
    var id = alerts.tell(World.of(zuid), offer(World.of(noord), true));
    assertThat(alerts.read(World.of(zuid), id)).as("it did not come there").isFalse();
    clock.move(Duration.ofSeconds(107));
    assertThat(alerts.read(World.of(noord), id)).isTrue();
    assertThat(alerts.read(World.of(noord), id)).as("reading twice is reading").isTrue();
    var receipt = told().firstReceipt();
    assertThat(receipt)
        .isEqualTo(
            new Receipt(
                World.of(noord).id(), World.of(noord).name(), Receipt.How.INBOX, clock.instant()));
    clock.move(Duration.ofHours(2));
    threeNodesTick();
    assertThat(told().copies()).hasSize(1);
    assertThat(told().copies().getFirst().receipts()).hasSize(1);
    assertThat(alerts.unread(World.of(noord))).isEmpty();
    assertThat(alerts.inbox(World.of(noord))).hasSize(1);
  }

  @Test
  void whatHasNoHurryStaysWhereItIs() throws Exception {
    alerts.tell(World.of(zuid), offer(World.of(noord), false));
    clock.move(Duration.ofHours(5));
    threeNodesTick();
    assertThat(told().wentOn()).isFalse();
    assertThat(alerts.unread(World.of(noord))).hasSize(1);
  }

  @Test
  void withdrawnItAsksNothingMoreAndGoesOnToNobody() throws Exception {
    card(World.of(noord), "Opname", "", mail("opname"));
    card(World.of(noord), "Staf", "", mail("staf"));
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    alerts.withdraw(about(), "alerts.offer", desk(World.of(noord)));
    assertThat(told().withdrawnAt()).as("another key is another message").isNull();
    alerts.withdraw(about(), "alerts.trial", desk(World.of(zuid)));
    assertThat(told().withdrawnAt()).as("another desk too").isNull();
    alerts.withdraw(about(), "alerts.trial", desk(World.of(noord)));
    alerts.withdraw(about(), "alerts.trial", desk(World.of(noord)));
    assertThat(told().withdrawnAt()).isEqualTo(clock.instant());
    clock.move(Duration.ofHours(1));
    threeNodesTick();
    assertThat(told().wentOn()).isFalse();
    assertThat(alerts.unread(World.of(noord))).isEmpty();
    assertThat(alerts.inbox(World.of(noord)).getFirst().isUnread()).isFalse();
  }

  @Test
  void whatIsNoLongerTrueIsWithdrawnAtEveryDeskAtOnce() {
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    alerts.tell(World.of(noord), offer(World.of(zuid), true));
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    var other =
        new Alert(
            desk(World.of(noord)),
            "alerts.offer",
            List.of(noord.code(), "IC", "Zuid", "Noord", Alert.clock(clock.instant())),
            about(),
            "/piket",
            "040 555 3131",
            true,
            null);
    alerts.tell(World.of(zuid), other);

    alerts.withdraw(about() + "-another", Set.of("alerts.trial", "alerts.offer"));
    alerts.withdraw(about(), Set.of("alerts.answered"));
    alerts.withdraw(about(), Set.of());
    assertThat(alerts.of(about())).hasSize(4).allMatch(t -> t.withdrawnAt() == null);

    alerts.withdraw(about(), Set.of("alerts.trial", "alerts.answered"));
    var then = clock.instant();
    clock.move(Duration.ofMinutes(3));
    alerts.withdraw(about(), Set.of("alerts.trial"));
    assertThat(alerts.of(about()).stream().filter(t -> t.withdrawnAt() != null))
        .as("once, at the moment of the first")
        .hasSize(3)
        .allMatch(t -> then.equals(t.withdrawnAt()));
    assertThat(alerts.unread(World.of(zuid))).isEmpty();
    assertThat(alerts.unread(World.of(noord)))
        .as("another key still holds")
        .singleElement()
        .matches(AlertView::isUnread);
  }

  @Test
  void whatIsWithdrawnInTheTransactionThatToldItIsNeverSent() {
    card(World.of(noord), "Opname", "", mail("opname"));
    transactions.executeWithoutResult(status -> {
      alerts.tell(World.of(zuid), offer(World.of(noord), true));
      alerts.withdraw(about(), "alerts.trial", desk(World.of(noord)));
    });
    quiet();
    assertThat(mails(mail("opname"))).isEmpty();
    assertThat(state(way("Opname"))).isEqualTo(Delivery.State.WITHDRAWN);
  }

  @Test
  void whatAsksWithoutANumberCarriesTheNumberOfWhoeverAsks() {
    card(World.of(zuid), "Opname", "040 555 3131", mail("zuid"));
    card(World.of(noord), "Opname", "", mail("opname"));
    alerts.tell(
        World.of(zuid),
        new Alert(
            desk(World.of(noord)),
            "alerts.offer",
            List.of(noord.code(), "IC", "Zuid", "Noord", Alert.clock(clock.instant())),
            about(),
            "/piket",
            "",
            true,
            null));
    assertThat(awaitMails(mail("opname"), 1).getFirst().text()).contains("Bel 040 555 3131");
  }

  @Test
  void withoutWordsNothingIsTold() {
    assertThatThrownBy(() ->
            alerts.tell(
                World.of(zuid),
                new Alert(
                    desk(World.of(noord)),
                    "no.such.words",
                    List.of(),
                    about(),
                    "/piket",
                    "",
                    true,
                    null)))
        .hasMessageContaining("no.such.words.head");
  }

  @Test
  void whatWasToldAndReadIsNeverChanged() {
    var id = alerts.tell(World.of(zuid), offer(World.of(noord), true));
    alerts.read(World.of(noord), id);
    for (var table : List.of("alert", "copy", "receipt", "way", "withdrawal")) {
      assertThatThrownBy(() -> jdbc.update("delete from alerts." + table))
          .as(table)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void eachDeskChoosesFromItsOwnCardsAndTriesItsOwnWays() {
    var other = card(World.of(zuid), "Opname", "", mail("zuid"));
    card(World.of(noord), "Opname", "", mail("opname"));
    assertThat(code(ways.setOrder(World.of(noord), List.of(other)))).isEqualTo("no-such-card");
    assertThat(code(ways.setOrder(World.OVERSIGHT, List.of()))).isEqualTo("not-allowed");
    assertThat(code(ways.setDesk(World.of(noord), "sms", "nl", false)))
        .isEqualTo("not-an-http-address");
    assertThat(code(ways.trial(World.of(noord)))).isEqualTo("done");
    assertThat(awaitMails(mail("opname"), 1).getFirst().headline())
        .isEqualTo("Proefmelding van " + World.of(noord).name());
    assertThat(code(ways.trial(World.of(noord)))).isEqualTo("trial-just-sent");
    clock.move(Duration.ofSeconds(61));
    assertThat(code(ways.trial(World.of(noord)))).isEqualTo("done");
    var shown = ways.of(World.of(noord)).orElseThrow();
    assertThat(shown.stops()).as("nobody stands twice").hasSize(1);
    assertThat(shown.above()).containsExactly("RCPS Brabant", "LCPS");
    assertThat(ways.of(World.OVERSIGHT)).isEmpty();
  }

  private static String code(WayOutcome outcome) {
    return switch (outcome) {
      case WayOutcome.Done done -> "done";
      case WayOutcome.Refused(var code, var advice) -> code;
    };
  }

  @Test
  void theLogOfAMessageIsForItsParties() {
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    Actor third = World.of(world.hospital("LI"));
    assertThat(alerts.latest(third)).noneMatch(t -> t.about().equals(about()));
    assertThat(alerts.latest(World.of(zuid))).anyMatch(t -> t.about().equals(about()));
    assertThat(alerts.latest(World.of(noord))).anyMatch(t -> t.about().equals(about()));
    assertThat(alerts.latest(World.ADMIN)).anyMatch(t -> t.about().equals(about()));
    assertThat(alerts.latest(World.STEWARD)).isEmpty();
  }
}
