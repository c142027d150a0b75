package nl.vangnet.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.desks.Reach;
import nl.vangnet.outbox.Push;
import org.junit.jupiter.api.Test;

/// In which steps a desk is reached.
class RouteTest {
  private static final Way.Hook HOOK = new Way.Hook(URI.create("https://sms.example/in"), "geheim");

  private static ContactCard card(long id, String duty, String email) {
    return new ContactCard(
        id, "hospital:7", duty, "030 555 100" + id, email, "", false, Instant.EPOCH);
  }

  private static final List<ContactCard> CARDS =
      List.of(
          card(1, "Capaciteitscoördinator", "capaciteit@zkh.example"),
          card(2, "Hoofd acute zorg", "acuut@zkh.example"),
          card(3, "Raad van bestuur", "bestuur@zkh.example"),
          card(4, "Portier", ""));

  private static Reach reach(String... roles) {
    return new Reach(
        CARDS, List.of(roles).stream().map(r -> new Reach.OnDuty(r, "A. de Vries", "")).toList());
  }

  private static Way.Browser browser(String person) {
    return new Way.Browser(
        new Push.Browser("https://push.example/" + person, "", ""), person, "nl");
  }

  private static String shown(Route route) {
    return route.stops().stream()
        .map(s ->
            s.step()
                + s.ways().stream()
                    .map(w -> w.who().replaceAll(" .*", ""))
                    .collect(Collectors.joining(" ", " ", "")))
        .collect(Collectors.joining(" > "));
  }

  @Test
  void whoIsOnDutyGetsItFirstThenTheOrderOfTheDesk() {
    assertThat(shown(Route.of(reach("capaciteitscoördinator"), List.of(3L, 2L), List.of(), HOOK)))
        .isEqualTo("ON_DUTY Capaciteitscoördinator sms.example > CARD Raad > CARD Hoofd");
  }

  @Test
  void withoutAnOrderEverybodyIsNext() {
    assertThat(shown(Route.of(reach("Hoofd acute zorg"), List.of(), List.of(), null)))
        .isEqualTo("ON_DUTY Hoofd > EVERYBODY Capaciteitscoördinator Hoofd Raad");
  }

  @Test
  void whereTheRosterNamesNobodyAllHearItAtOnceOrTheFirstOfTheOrder() {
    assertThat(shown(Route.of(reach(), List.of(), List.of(), null)))
        .startsWith("ON_DUTY Capaciteitscoördinator Hoofd Raad");
    assertThat(shown(Route.of(reach(), List.of(2L, 3L), List.of(), null)))
        .isEqualTo("ON_DUTY Hoofd > CARD Hoofd > CARD Raad");
  }

  @Test
  void browsersOfThoseInTheRosterGoFirst() {
    var two = List.of(browser("A. de Vries"), browser("B. Jansen"));
    assertThat(shown(Route.of(reach("Portier"), List.of(3L), two, null)))
        .isEqualTo("ON_DUTY Raad A. > CARD Raad");
    assertThat(shown(Route.of(reach(), List.of(3L), two, null)))
        .isEqualTo("ON_DUTY Raad A. B. > CARD Raad");
  }

  @Test
  void nobodyIsToldTwice() {
    var route = Route.of(reach("Capaciteitscoördinator"), List.of(1L, 2L, 3L), List.of(), HOOK);
    assertThat(route.next(Set.of()).orElseThrow().ways()).hasSize(2);
    var told = Set.of("capaciteit@zkh.example", HOOK.address());
    var next = route.next(told).orElseThrow();
    assertThat(next.step()).isEqualTo(Told.Step.CARD);
    assertThat(next.ways()).extracting(Way::who).containsExactly("Hoofd acute zorg");
    assertThat(
            route.next(
                Set.of(
                    "capaciteit@zkh.example",
                    "acuut@zkh.example",
                    "bestuur@zkh.example",
                    HOOK.address())))
        .isEmpty();
  }

  @Test
  void whoComesOnDutyMeanwhileIsNext() {
    var told = Set.of("capaciteit@zkh.example");
    var later = Route.of(reach("Hoofd acute zorg"), List.of(3L), List.of(), null);
    assertThat(later.next(told).orElseThrow().ways())
        .extracting(Way::who)
        .containsExactly("Hoofd acute zorg");
  }

  @Test
  void aCardThatIsGoneLeavesItsPlaceToTheNext() {
    assertThat(shown(Route.of(reach("Portier"), List.of(99L, 2L), List.of(), null)))
        .isEqualTo("ON_DUTY Hoofd > CARD Hoofd");
  }

  @Test
  void aDeskWithNothingIsReachedByNothing() {
    var route = Route.of(new Reach(List.of(), List.of()), List.of(), List.of(), null);
    assertThat(route.isEmpty()).isTrue();
    assertThat(route.next(Set.of())).isEmpty();
  }

  @Test
  void theNumberToCallIsThatOfWhoHoldsARole() {
    assertThat(new Reach(CARDS, List.of(new Reach.OnDuty("Portier", "X", "030 1"))).phone())
        .contains("030 1");
    assertThat(reach("Hoofd acute zorg").phone()).contains("030 555 1002");
    assertThat(reach().phone()).contains("030 555 1001");
    assertThat(new Reach(List.of(), List.of()).phone()).isEmpty();
  }

  @Test
  void personalLinksAreForMailAndWebhookOnly() {
    var route = Route.of(reach(), List.of(), List.of(browser("B. Jansen")), HOOK);
    assertThat(route.linked())
        .extracting(Way::address)
        .containsExactly(
            "capaciteit@zkh.example",
            "acuut@zkh.example",
            "bestuur@zkh.example",
            "https://sms.example/in");
  }
}
