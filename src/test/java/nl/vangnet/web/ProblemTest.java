package nl.vangnet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NoSuchElementException;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

class ProblemTest {
  @Test
  void everyKnownFaultHasItsOwnAnswer() {
    assertThat(Problem.of(new NotAllowed(Permission.SEE_AUDIT, "x")))
        .isEqualTo(new Problem(403, "not-allowed", null));
    assertThat(Problem.of(new NotFound("the site ABC")))
        .isEqualTo(new Problem(404, "not-found", "the site ABC"));
    assertThat(Problem.of(new BadInput("bad-moment", "write it so")))
        .isEqualTo(new Problem(400, "bad-moment", "write it so"));
    assertThat(Problem.of(new Conflict("stale-version", "look again")))
        .isEqualTo(new Problem(409, "stale-version", "look again"));
    assertThat(Problem.of(new NoSuchElementException("inside")))
        .isEqualTo(new Problem(404, "not-found", null));
    assertThat(Problem.of(new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE)).status())
        .isEqualTo(413);
  }

  @Test
  void theTextOfAnUnknownFaultStaysInside() {
    var problem = Problem.of(new IllegalStateException("password=secret"));
    assertThat(problem).isEqualTo(new Problem(500, "unknown-fault", null));
    assertThat(problem.isOurs()).isTrue();
  }

  @Test
  void aBareStatusHasACodeAndWords() {
    var words = new Languages().of("nl");
    for (var status : new int[] {400, 401, 403, 404, 405, 409, 413, 415, 418, 500, 502, 503}) {
      var problem = Problem.ofStatus(status, null);
      assertThat(problem.code()).isNotBlank();
      assertThat(words.has(problem.wordsKey())).as("words of " + status).isTrue();
      assertThat(words.has(problem.wordsKey() + ".what")).as("advice of " + status).isTrue();
    }
  }
}
