package nl.vangnet.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nl.vangnet.capacity.Variable;
import nl.vangnet.testing.DocExamples;
import org.junit.jupiter.api.Test;

/// The document of the rounds, executed on a morning (CAP-07, IDX-08).
class RoundsDocIT extends RoundsDay {
  @Test
  void everyExampleOfTheDocumentHolds() throws Exception {
    open();
    figures(20, 17);
    time("08:05");
    assertThat(
            DocExamples.play(
                "rounds.md",
                "morning",
                port,
                world.key(site),
                Map.of("round", Long.toString(round().round().id()), "site", site.code())))
        .isEqualTo(4);
    assertThat(used(Variable.OCCUPIED)).isEqualTo(19);
  }
}
