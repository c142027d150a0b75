package nl.vangnet.rounds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;

/// The region signs for its hospitals at 10:00 (SPR-04).
class SignOffIT extends RoundsDay {
  // ---- sign-off ----

  @Test
  void aRegionSignsForItselfOnceWithTheNamesOfWhoIsMissing() {
    open();
    var region = world.region("BR").id();
    var round = round().round().id();
    for (var who : List.of(world.desk("LI"), World.of(site), World.OVERSIGHT, World.STEWARD)) {
      assertThatThrownBy(() -> signs.sign(who, round, region, "x", true))
          .as(who.name())
          .isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> signs.withdraw(who, round, region, "x"))
          .isInstanceOf(NotAllowed.class);
    }
    assertThat(signs.sign(world.desk("BR"), round, region, null, false))
        .isEqualTo(new RoundOutcome.Refused("too-early"));
    time("09:20");
    figures(20, 17);
    file(confirm());
    assertThat(signs.sign(world.desk("BR"), round, region, null, false))
        .isEqualTo(new RoundOutcome.Refused("missing-not-accepted"));
    assertThat(signs.sign(world.desk("BR"), round, region, "x".repeat(501), true))
        .isEqualTo(new RoundOutcome.Refused("text-too-long"));
    assertThat(signs.sign(world.desk("BR"), round, region, "twee gebeld", true))
        .isEqualTo(new RoundOutcome.Done(1));
    var signed = requireNonNull(round().lastSignOff(region));
    assertThat(signed.late()).isEqualTo(1);
    assertThat(signed.missing()).isEqualTo(round().sites(region).size() - 1);
    assertThat(signed.remark()).isEqualTo("twee gebeld");
    assertThat(signs.sign(World.NATIONAL, round, region, "nog eens", true))
        .isEqualTo(new RoundOutcome.Refused("already-signed"));
    time("11:00");
    assertThat(signs.withdraw(world.desk("BR"), round, region, "cijfer klopt niet"))
        .isEqualTo(new RoundOutcome.Done(2));
    assertThat(round().isSigned(region)).isFalse();
    assertThat(signs.sign(World.NATIONAL, round, region, "hersteld", true))
        .isEqualTo(new RoundOutcome.Done(3));
    time("12:01");
    assertThat(signs.withdraw(world.desk("BR"), round, region, "te laat"))
        .isEqualTo(new RoundOutcome.Refused("too-late"));
    assertThat(round().signOffs().get(region)).hasSize(3);
  }

  @Test
  void twoWhoSignAtOnceSignOnce() throws Exception {
    open();
    time("09:00");
    var region = world.region("BR").id();
    var round = round().round().id();
    try (var pool = Executors.newFixedThreadPool(4)) {
      var signing = new ArrayList<Callable<RoundOutcome>>();
      for (var i = 0; i < 4; i++) {
        signing.add(() -> signs.sign(world.desk("BR"), round, region, "zonder", true));
      }
      var done = 0;
      for (var outcome : pool.invokeAll(signing)) {
        done += outcome.get() instanceof RoundOutcome.Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
  }
}
