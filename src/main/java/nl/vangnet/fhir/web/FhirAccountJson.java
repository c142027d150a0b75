package nl.vangnet.fhir.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.fhir.FhirAccount;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The account of the FHIR door as counts.
@RestController
class FhirAccountJson {
  private final FhirAccount account;
  private final Clock clock;

  FhirAccountJson(FhirAccount account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  /// What became of the requests to write since a moment.
  record CountsAnswer(Instant since, long messages, List<FhirAccount.Count> counts) {}

  @GetMapping("/api/v1/fhir/received")
  @Grant(Permission.SEE_PICTURE)
  CountsAnswer received(Actor actor, @RequestParam(defaultValue = "24") int hours) {
    if (!actor.has(Permission.SEE_INTAKE) && !actor.has(Permission.SEND_OBSERVATIONS)) {
      throw new NotAllowed(Permission.SEE_INTAKE, "fhir");
    }
    var since = clock.instant().minus(Duration.ofHours(Math.clamp(hours, 1, 744)));
    var counts = account.counts(actor, since);
    return new CountsAnswer(
        since, counts.stream().mapToLong(FhirAccount.Count::messages).sum(), counts);
  }
}
