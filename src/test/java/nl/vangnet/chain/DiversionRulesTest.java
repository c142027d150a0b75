package nl.vangnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.vangnet.directory.SiteId;
import org.junit.jupiter.api.Test;

/// What a report of an emergency department must carry.
class DiversionRulesTest {
  private static final Instant NOW = Instant.parse("2021-02-03T12:00:00Z");
  private static final Diversion BEFORE =
      new Diversion(
          41,
          new SiteId(2),
          new Diversion.Ask(
              Diversion.Level.DIVERSION,
              Diversion.Reason.CROWDING,
              Diversion.Extent.ALL,
              "Vol",
              NOW.plusSeconds(900)),
          new By("person:1", "x"),
          NOW.minusSeconds(60),
          NOW.plusSeconds(900),
          null,
          null);

  private static Optional<String> code(Optional<DiversionOutcome.Refused> refused) {
    return refused.map(DiversionOutcome.Refused::code);
  }

  @Test
  void lastsBetweenTenMinutesAndFourHours() {
    assertThat(code(DiversionRules.lasting(Duration.ofMinutes(9)))).contains("too-short");
    assertThat(code(DiversionRules.lasting(Duration.ofMinutes(-5)))).contains("too-short");
    assertThat(code(DiversionRules.lasting(Duration.ofMinutes(10)))).isEmpty();
    assertThat(code(DiversionRules.lasting(Duration.ofMinutes(240)))).isEmpty();
    assertThat(code(DiversionRules.lasting(Duration.ofMinutes(241)))).contains("too-long");
  }

  @Test
  void goesOnOnlyWithANewReasonInWords() {
    var crowding = Diversion.Reason.CROWDING;
    assertThat(code(DiversionRules.explained(crowding, "", null))).isEmpty();
    assertThat(code(DiversionRules.explained(Diversion.Reason.OTHER, " ", null)))
        .contains("note-missing");
    assertThat(code(DiversionRules.explained(crowding, " ", BEFORE)))
        .contains("new-reason-missing");
    assertThat(code(DiversionRules.explained(crowding, " vol ", BEFORE))).contains("same-reason");
    assertThat(code(DiversionRules.explained(crowding, "Nu ook de gang vol", BEFORE))).isEmpty();
    assertThat(code(DiversionRules.explained(crowding, "x".repeat(501), null)))
        .contains("text-too-long");
  }

  @Test
  void namesTheReportInForceThatItFollows() {
    assertThat(code(DiversionRules.following(null, null, NOW))).isEmpty();
    assertThat(code(DiversionRules.following(null, 41L, NOW))).contains("not-in-force");
    assertThat(code(DiversionRules.following(BEFORE, null, NOW))).contains("already-in-force");
    assertThat(code(DiversionRules.following(BEFORE, 40L, NOW))).contains("not-in-force");
    assertThat(code(DiversionRules.following(BEFORE, 41L, NOW))).isEmpty();
  }
}
