package nl.vangnet.rounds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;

/// The nation hands a region in need its options by 12:00 (SPR-05, SPR-06).
class OptionsIT extends RoundsDay {
  // ---- options ----

  private Site giver(String region, int staffed, int occupied, int reserve, int offered) {
    var one = world.hospital(region);
    var now = clock.instant().minus(Duration.ofMinutes(2));
    world.record(
        List.of(
            World.figure(one, IC, Variable.PHYSICAL, staffed + 3, now),
            World.figure(one, IC, Variable.STAFFED, staffed, now),
            World.figure(one, IC, Variable.OCCUPIED, occupied, now),
            World.figure(one, IC, Variable.RESERVE, reserve, now),
            World.figure(one, IC, Variable.OFFERED, offered, now)));
    world.settle(one);
    return one;
  }

  private Offer offer(Region region) {
    return options.offers(round().round().id(), "icu", "covid").stream()
        .filter(o -> o.region().equals(region))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theNationHandsARegionInNeedItsOptionsBeforeNoon() {
    open();
    time("10:20");
    giver("LI", 20, 12, 2, 5);
    giver("ZW", 14, 11, 0, 1);
    var need = world.region("BR");
    var limburg = world.region("LI");
    var round = round().round().id();
    assertThat(offer(limburg).offered().value()).isGreaterThanOrEqualTo(5);
    var ask = new OptionDesk.Ask("icu", "covid", 6, "Vol, twaalf wachten op de SEH");
    assertThatThrownBy(() -> options.ask(world.desk("LI"), round, need.id(), ask))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> options.ask(World.of(site), round, need.id(), ask))
        .isInstanceOf(NotAllowed.class);
    assertThat(
            options.ask(
                world.desk("BR"), round, need.id(), new OptionDesk.Ask("icu", null, 0, "x")))
        .isEqualTo(new RoundOutcome.Refused("wanted-out-of-range"));
    assertThat(
            options.ask(
                world.desk("BR"), round, need.id(), new OptionDesk.Ask("zolder", null, 2, "x")))
        .isEqualTo(new RoundOutcome.Refused("unknown-category"));
    var asked = options.ask(world.desk("BR"), round, need.id(), ask);
    assertThat(asked).isInstanceOf(RoundOutcome.Done.class);
    var id = ((RoundOutcome.Done) asked).id();
    // Only the asking region and the nation see it, until it stands on somebody's list.
    assertThat(options.pleas(world.desk("LI"), round)).isEmpty();
    assertThatThrownBy(() -> options.get(world.desk("LI"), id)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> options.get(World.of(site), id)).isInstanceOf(NotAllowed.class);
    assertThat(options.pleas(World.NATIONAL, round)).extracting(Plea::id).contains(id);
    assertThat(offer(need).asked()).isEqualTo(6);
    assertThatThrownBy(() ->
            options.handOver(
                world.desk("BR"), id, List.of(new OptionDesk.Choice(limburg.id(), 2, null)), null))
        .isInstanceOf(NotAllowed.class);
    assertThat(options.handOver(World.NATIONAL, id, List.of(), null))
        .isEqualTo(new RoundOutcome.Refused("options-missing"));
    assertThat(
            options.handOver(
                World.NATIONAL, id, List.of(new OptionDesk.Choice(need.id(), 2, null)), null))
        .isEqualTo(new RoundOutcome.Refused("region-not-asked"));
    assertThat(
            options.handOver(
                World.NATIONAL, id, List.of(new OptionDesk.Choice(limburg.id(), 900, null)), null))
        .as("more than is offered wants the reason")
        .isEqualTo(new RoundOutcome.Refused("more-than-offered"));
    time("11:58");
    signs.setContact(
        world.desk("BR"), new RegionContact(need.id(), "Piket RCPS", "rcps-br@roaz.example", null));
    assertThat(
            options.handOver(
                World.NATIONAL,
                id,
                List.of(
                    new OptionDesk.Choice(limburg.id(), 4, null),
                    new OptionDesk.Choice(world.region("ZW").id(), 1, "alleen overdag")),
                "Limburg eerst"))
        .isInstanceOf(RoundOutcome.Done.class);
    var plea = options.get(World.NATIONAL, id);
    var list = requireNonNull(plea.last());
    assertThat(list.at()).isBeforeOrEqualTo(round().round().times().optionsDue());
    assertThat(list.options()).hasSize(2);
    assertThat(list.options().getFirst().offered()).isNotNull();
    // The region is told by e-mail, and the giving region now sees the request.
    World.until(() -> !mails("rcps-br@roaz.example").isEmpty());
    assertThat(mails("rcps-br@roaz.example").getFirst().text())
        .contains("/aanlevering/verzoek/" + id)
        .contains("4")
        .contains("Limburg");
    assertThat(options.pleas(world.desk("LI"), round)).extracting(Plea::id).containsExactly(id);
    assertThatThrownBy(() -> options.note(world.desk("NN"), id, limburg.id(), "hallo", null))
        .isInstanceOf(NotAllowed.class);
    assertThat(options.note(world.desk("LI"), id, limburg.id(), "Vier kan, om 14 uur", 3))
        .isInstanceOf(RoundOutcome.Done.class);
    assertThat(options.note(world.desk("BR"), id, limburg.id(), "Graag", null))
        .isInstanceOf(RoundOutcome.Done.class);
    assertThat(options.note(world.desk("LI"), id, limburg.id(), "", 1_000))
        .isEqualTo(new RoundOutcome.Refused("beds-out-of-range"));
    assertThat(options.get(World.NATIONAL, id).agreed()).isEqualTo(3);
    assertThat(offer(limburg).given()).as("every giver sees what others gave").isEqualTo(3);
    assertThatThrownBy(() -> options.end(world.desk("LI"), id, "klaar"))
        .isInstanceOf(NotAllowed.class);
    assertThat(options.end(world.desk("BR"), id, "drie geplaatst"))
        .isInstanceOf(RoundOutcome.Done.class);
    assertThat(options.end(world.desk("BR"), id, "nog eens"))
        .isEqualTo(new RoundOutcome.Refused("ended"));
    assertThat(options.note(world.desk("LI"), id, limburg.id(), "nog een", null))
        .isEqualTo(new RoundOutcome.Refused("ended"));
  }
}
