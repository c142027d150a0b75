package nl.vangnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// The rooms and what they may use: exactly those of `docs/architecture.md`.
class ModularityTest {
  static final ApplicationModules ROOMS = ApplicationModules.of(Vangnet.class);

  @Test
  void theHouseHasExactlyTheseRooms() {
    assertThat(ROOMS.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
        .containsExactlyInAnyOrder(
            "directory",
            "access",
            "policy",
            "web",
            "capacity",
            "exchange",
            "situation",
            "simulator");
  }

  @Test
  void noRoomUsesWhatItMayNot() {
    ROOMS.verify();
  }
}
