package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/// A reserve says who holds it, why, and when it is looked at again (CAP-09).
class ReserveNoteTest {
  @Test
  void comesBackAsItWasWritten() {
    var note =
        new ReserveNote("Traumacentrum", "zwaar ongeval; tweede team", LocalDate.of(2021, 2, 9));
    assertThat(note.text())
        .isEqualTo(
            "Houder: Traumacentrum; reden: zwaar ongeval, tweede team; herzien op: 2021-02-09");
    assertThat(ReserveNote.of(note.text())).isEqualTo(note);
  }

  @Test
  void isReadableInPart() {
    var note = new ReserveNote("", "eigen spoed", null);
    assertThat(ReserveNote.of(note.text())).isEqualTo(note);
    assertThat(ReserveNote.of(null)).isEqualTo(ReserveNote.NONE);
  }

  @Test
  void takesAnotherFormAsTheReason() {
    assertThat(ReserveNote.of("for the trauma team; until Monday").reason())
        .isEqualTo("for the trauma team, until Monday");
    assertThat(ReserveNote.of("Houder: X; herzien op: maandag").reviewOn()).isNull();
  }
}
