package nl.vangnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import nl.vangnet.chain.Activation.Kind;
import nl.vangnet.chain.Activation.State;
import nl.vangnet.directory.SiteId;
import org.junit.jupiter.api.Test;

/// The 72-hour clock of dormant beds (CHN-05).
class ActivationTest {
  private static final Instant START = Instant.parse("2021-07-05T09:40:00Z");
  private static final By WHO = new By("person:7", "RCPS");

  private static Activation ordered(int beds) {
    var dormant =
        new Dormant(
            3,
            new SiteId(11),
            "Oost",
            19,
            72,
            new Dormant.Agreement("A-1", "ZN, ActiZ, GGD GHOR", LocalDate.of(2021, 11, 1)),
            "elv@example.nl",
            WHO,
            START.minusSeconds(9000),
            null);
    return new Activation(
        5,
        dormant,
        beds,
        "uitstroom",
        WHO,
        new Activation.Clockwork(START, START.plus(Duration.ofHours(72))),
        List.of());
  }

  private static Activation after(Activation before, Kind kind, int beds, int hours) {
    var at = START.plus(Duration.ofHours(hours));
    assertThat(before.refusal(kind, beds, at)).isEmpty();
    return before.with(new Activation.Step(kind, beds, "", WHO, at));
  }

  @Test
  void goesFromOrderOverConfirmationToOpenInSteps() {
    var order = ordered(17);
    assertThat(order.state()).isEqualTo(State.ORDERED);
    order = after(order, Kind.CONFIRM, 0, 2);
    assertThat(order.state()).isEqualTo(State.CONFIRMED);
    order = after(order, Kind.OPEN, 5, 20);
    assertThat(order.state()).isEqualTo(State.OPENING);
    assertThat(order.opened()).isEqualTo(5);
    assertThat(order.openedAt()).isNull();
    order = after(order, Kind.OPEN, 12, 71);
    assertThat(order.state()).isEqualTo(State.OPEN);
    assertThat(order.openedAt()).isEqualTo(START.plus(Duration.ofHours(71)));
    assertThat(order.isLate(START.plus(Duration.ofDays(30)))).isFalse();
    order = after(order, Kind.CLOSE, 0, 700);
    assertThat(order.state()).isEqualTo(State.CLOSED);
    assertThat(order.isAwake()).isFalse();
  }

  @Test
  void isLateOnceTheAgreedHoursHavePassedAndStaysSoWhenItOpensAfterThem() {
    var order = after(ordered(4), Kind.CONFIRM, 0, 1);
    var due = START.plus(Duration.ofHours(72));
    assertThat(order.isLate(due)).isFalse();
    assertThat(order.refusal(Kind.LATE, 0, due)).contains("not-late");
    assertThat(order.isLate(due.plusSeconds(1))).isTrue();
    order = after(order, Kind.LATE, 0, 73);
    assertThat(order.refusal(Kind.LATE, 0, due.plusSeconds(7200))).contains("ended-already");
    order = after(order, Kind.OPEN, 4, 80);
    assertThat(order.state()).isEqualTo(State.OPEN);
    assertThat(order.isLate(due.plusSeconds(999_999))).isTrue();
  }

  @Test
  void refusesBedsBeforeConfirmationAndMoreBedsThanOrdered() {
    var order = ordered(6);
    assertThat(order.refusal(Kind.OPEN, 2, START)).contains("confirm-first");
    order = after(order, Kind.CONFIRM, 0, 1);
    assertThat(order.refusal(Kind.CONFIRM, 0, START)).contains("confirmed-already");
    assertThat(order.refusal(Kind.OPEN, 0, START)).contains("beds-missing");
    assertThat(order.refusal(Kind.OPEN, 7, START)).contains("more-than-ordered");
    order = after(order, Kind.OPEN, 5, 3);
    assertThat(order.refusal(Kind.OPEN, 2, START)).contains("more-than-ordered");
    assertThat(order.refusal(Kind.CLOSE, 0, START)).contains("not-open");
  }

  @Test
  void nothingHappensAfterFailureOrWithdrawal() {
    for (var last : List.of(Kind.FAIL, Kind.WITHDRAW)) {
      var order = after(ordered(3), last, 0, 5);
      for (var kind : Kind.values()) {
        assertThat(order.refusal(kind, 1, START.plus(Duration.ofHours(99)))).isPresent();
      }
    }
  }

  @Test
  void aThousandRandomOrdersKeepTheirPromises() {
    var random = new Random(20210705);
    for (var run = 0; run < 1000; run++) {
      var beds = 1 + random.nextInt(23);
      var order = ordered(beds);
      var now = START;
      for (var step = 0; step < 25; step++) {
        now = now.plus(Duration.ofMinutes(random.nextInt(900)));
        var kind = Kind.values()[random.nextInt(Kind.values().length)];
        var more = random.nextInt(9);
        var before = order.state();
        if (order.refusal(kind, more, now).isEmpty()) {
          order = order.with(new Activation.Step(kind, kind == Kind.OPEN ? more : 0, "", WHO, now));
          assertThat(before).isNotIn(State.FAILED, State.WITHDRAWN, State.CLOSED);
        }
        assertThat(order.opened()).isBetween(0, beds);
        assertThat(order.state() == State.OPEN || order.state() == State.CLOSED)
            .isEqualTo(order.opened() == beds);
        assertThat(order.openedAt() != null).isEqualTo(order.opened() == beds);
        assertThat(order.steps().stream().filter(s -> s.kind() == Kind.LATE).count()).isLessThan(2);
      }
    }
  }
}
