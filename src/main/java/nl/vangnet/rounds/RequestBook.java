package nl.vangnet.rounds;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.policy.Rules;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The recurring data requests: versioned, never overwritten (CAP-14).
@Service
public class RequestBook {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,39}");

  private final RoundStore store;
  private final RoundBoard board;
  private final Definitions definitions;
  private final Rules rules;
  private final AuditTrail audit;
  private final Clock clock;

  RequestBook(
      RoundStore store,
      RoundBoard board,
      Definitions definitions,
      Rules rules,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.board = board;
    this.definitions = definitions;
    this.rules = rules;
    this.audit = audit;
    this.clock = clock;
  }

  /// Every version of every request, by code, newest first.
  public List<DataRequest> all() {
    return store.requests();
  }

  /// The newest version of each request.
  public List<DataRequest> current() {
    return store.requests().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                DataRequest::code, r -> r, (newer, older) -> newer, java.util.TreeMap::new))
        .values()
        .stream()
        .toList();
  }

  /// The newest version of the request with this code.
  public Optional<DataRequest> find(String code) {
    return current().stream().filter(r -> r.code().equals(code)).findFirst();
  }

  /// The next days, from `first`, on which a request is held.
  public List<LocalDate> nextDays(DataRequest request, LocalDate first, int many) {
    var now = clock.instant();
    var holidays = rules.holidays(now);
    var days = rules.roundDays(now);
    return first
        .datesUntil(first.plusDays(60))
        .filter(d -> request.schedule().includes(d, days, holidays))
        .limit(many)
        .toList();
  }

  /// Publishes a new request or the next version of one; it counts for rounds that open from now
  /// on. Needs RUN_ROUNDS.
  @Transactional
  public RoundOutcome publish(Actor actor, DataRequest request) {
    actor.require(Permission.RUN_ROUNDS, "request:" + request.code());
    var fault = fault(request, clock.instant());
    if (fault.isPresent()) {
      return new RoundOutcome.Refused(fault.get());
    }
    var version = store.addRequest(request, actor.id(), clock.instant());
    audit.record(
        actor,
        "rounds.request",
        "request:" + request.code(),
        null,
        Map.of("version", Integer.toString(version), "asked", Asked.text(request.asked())));
    board.changed(0);
    return new RoundOutcome.Done(version);
  }

  private Optional<String> fault(DataRequest request, Instant now) {
    if (!CODE.matcher(request.code()).matches()) {
      return Optional.of("code-malformed");
    }
    if (badName(request.nameNl()) || badName(request.nameEn())) {
      return Optional.of("name-missing");
    }
    var codes = definitions.categories().stream().map(Category::code).toList();
    if (request.asked().isEmpty()
        || request.asked().stream()
            .anyMatch(a -> a.variables().isEmpty() || !codes.contains(a.category()))) {
      return Optional.of("asked-missing");
    }
    if (request.recipients().types().isEmpty()) {
      return Optional.of("recipients-missing");
    }
    var days = request.schedule().days();
    if (days != null && days.days().isEmpty()) {
      return Optional.of("days-missing");
    }
    return request.schedule().isOrdered(rules.roundHours(now))
        ? Optional.empty()
        : Optional.of("clock-order");
  }

  private static boolean badName(String name) {
    return name.isBlank() || name.length() > 80;
  }
}
