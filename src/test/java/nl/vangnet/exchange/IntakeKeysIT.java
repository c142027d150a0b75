package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class IntakeKeysIT {
  private static final String ONE = "11".repeat(32);
  private static final String TWO = "22".repeat(32);

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());

  /// A node that starts on the database with these environment variables.
  private IntakeKeys start(Map<String, String> variables) {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new HashMap<String, Object>(variables)));
    ConfigurationPropertySources.attach(environment);
    return new IntakeKeys(environment, new SecretStore(jdbc), Clock.systemUTC());
  }

  private static Map<String, String> both(String pseudonym, String intake) {
    return Map.of("VANGNET_PSEUDONYM_KEY", pseudonym, "VANGNET_INTAKE_KEY", intake);
  }

  private static String pseudonym(IntakeKeys keys) {
    return keys.pseudonyms().of(new OrganisationId(7), "visit-3").toString();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void nodesThatStartAtOnceWithoutSecretsAgree(CapturedOutput output) throws Exception {
    Callable<IntakeKeys> starting = () -> start(Map.of());
    try (var threads = Executors.newFixedThreadPool(3)) {
      var one = threads.submit(starting);
      var two = threads.submit(starting);
      var three = threads.submit(starting);
      assertThat(pseudonym(one.get()))
          .isEqualTo(pseudonym(two.get()))
          .isEqualTo(pseudonym(three.get()));
      assertThat(two.get().open(one.get().seal(text("kept")))).isEqualTo(text("kept"));
    }
    assertThat(output.toString().split("openssl rand -hex 32", -1)).hasSize(3 + 1);
    assertThat(output).contains("VANGNET_PSEUDONYM_KEY and VANGNET_INTAKE_KEY not set");
    assertThat(
            jdbc.sql("select name from exchange.generated_secret order by name")
                .query(String.class)
                .list())
        .containsExactly("vangnet.intake-key", "vangnet.pseudonym-key");
  }

  @Test
  void theDemoIsQuietAboutIt(CapturedOutput output) {
    start(Map.of("VANGNET_DEMO", "true"));
    assertThat(output).doesNotContain("VANGNET_PSEUDONYM_KEY");
  }

  @Test
  void bothSpellingsOfTheVariablesAreUnderstood(CapturedOutput output) {
    var typed = start(both(ONE, TWO));
    var bound = start(Map.of("VANGNET_PSEUDONYMKEY", ONE, "VANGNET_INTAKEKEY", TWO));
    assertThat(pseudonym(typed)).isEqualTo(pseudonym(bound));
    assertThat(bound.open(typed.seal(text("kept")))).isEqualTo(text("kept"));
    assertThat(output).doesNotContain("WARN");
    assertThat(
            jdbc.sql("select string_agg(value, ' ') from exchange.generated_secret")
                .query(String.class)
                .single())
        .hasSize(16 + 1 + 16)
        .doesNotContain(ONE.substring(0, 16));
  }

  @Test
  void theEnvironmentComesBeforeAGeneratedSecretAndKeptMessagesStayReadable(CapturedOutput output) {
    var before = start(Map.of());
    var sealed = before.seal(text("kept before"));
    var after = start(both(ONE, TWO));
    assertThat(pseudonym(after)).isNotEqualTo(pseudonym(before));
    assertThat(after.open(sealed)).isEqualTo(text("kept before"));
    assertThat(output).contains("pseudonyms made before differ");
  }

  @Test
  void aNodeWithAnotherKeyDoesNotStart() {
    var first = start(both(ONE, TWO));
    assertThatThrownBy(() -> start(both(TWO, TWO)))
        .hasMessageContaining("VANGNET_PSEUDONYM_KEY")
        .hasMessageContaining("vangnet.accept-new-keys=true")
        .hasMessageNotContaining(TWO);
    assertThatThrownBy(() -> start(both(ONE, ONE))).hasMessageContaining("VANGNET_INTAKE_KEY");
    assertThatThrownBy(() -> start(Map.of("VANGNET_INTAKE_KEY", TWO)))
        .hasMessageContaining("VANGNET_PSEUDONYM_KEY is not set");
    assertThat(pseudonym(start(both(ONE, TWO)))).isEqualTo(pseudonym(first));
  }

  @Test
  void anAcceptedNewKeyIsTheOneThatCountsFromThenOn(CapturedOutput output) {
    start(both(ONE, ONE));
    var changed = new HashMap<>(both(TWO, ONE));
    changed.put("VANGNET_ACCEPT_NEW_KEYS", "true");
    var accepted = start(changed);
    assertThat(output).contains("VANGNET_PSEUDONYM_KEY differs from the secret used before");
    assertThat(pseudonym(start(both(TWO, ONE)))).isEqualTo(pseudonym(accepted));
    assertThatThrownBy(() -> start(both(ONE, ONE))).hasMessageContaining("VANGNET_PSEUDONYM_KEY");
  }

  @Test
  void aShortKeyIsRefusedByName() {
    assertThatThrownBy(() -> start(both("too-short", TWO)))
        .hasMessageContaining("VANGNET_PSEUDONYM_KEY is too short");
  }
}
