package nl.vangnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// The rooms and what they may use: exactly those of `docs/architecture.md`.
class ModularityTest {
  static final ApplicationModules ROOMS = ApplicationModules.of(Vangnet.class);

  /// All rooms, in the order of the map: a room stands after those that it uses.
  static final List<String> NAMES =
      List.of(
          "directory",
          "access",
          "policy",
          "web",
          "files",
          "outbox",
          "capacity",
          "exchange",
          "conformance",
          "feeds",
          "onboarding",
          "rounds",
          "plausibility",
          "desks",
          "alerts",
          "chain",
          "travel",
          "fleet",
          "transport",
          "matching",
          "protocols",
          "transfer",
          "exercise",
          "fhir",
          "reports",
          "publication",
          "situation",
          "simulator");

  @Test
  void theHouseHasExactlyTheseRooms() {
    assertThat(ROOMS.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
        .containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @Test
  void noRoomUsesWhatItMayNot() {
    ROOMS.verify();
  }
}
