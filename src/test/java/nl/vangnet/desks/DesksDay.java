package nl.vangnet.desks;

import java.time.Duration;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.Day;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/// The desks in the whole product; each test begins a month after the one before it, with a
/// hospital in Brabant and one in Limburg of its own.
@TestPropertySource(properties = "test.room=desks")
abstract class DesksDay extends Day {
  @Autowired BulletinDesk bulletins;
  @Autowired DutyDesk duty;
  @Autowired DeskList desks;
  @Autowired JdbcTemplate jdbc;

  World world;
  Site brabant;
  Site limburg;

  @BeforeEach
  void aNewMonth() {
    clock.move(Duration.ofDays(31));
    world = world();
    brabant = world.hospital("BR");
    limburg = world.hospital("LI");
  }

  static String key(Actor actor) {
    return Desk.of(actor).orElseThrow().key();
  }

  /// The code of a refusal, or "done".
  static String code(Object outcome) {
    return switch (outcome) {
      case BulletinOutcome.Refused refused -> refused.code();
      case DutyOutcome.Refused refused -> refused.code();
      case BulletinOutcome.Done done -> "done";
      case DutyOutcome.Done done -> "done";
      default -> throw new AssertionError(outcome);
    };
  }

  static long id(Object outcome) {
    return switch (outcome) {
      case BulletinOutcome.Done(var id) -> id;
      case DutyOutcome.Done(var id) -> id;
      default -> throw new AssertionError(outcome);
    };
  }

  /// A card at the desk of somebody that bulletins go to.
  void card(Actor actor, String email) {
    id(
        duty.addCard(
            actor,
            new ContactCard(
                0, key(actor), "Beddencoördinator", "", email, "24/7", true, clock.instant())));
  }

  static Bulletin.Content content(String headline, boolean urgent, boolean confirm) {
    return new Bulletin.Content(
        headline,
        "Vanaf morgen geldt de nieuwe definitie.\nVragen aan de desk.",
        List.of(new Bulletin.Link("Definitie", "https://example.nl/definitie")),
        new Bulletin.Asks(urgent, confirm, 60, 4));
  }
}
