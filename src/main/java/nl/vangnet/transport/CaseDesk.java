package nl.vangnet.transport;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What stands beside the legs: the checklist before the patient leaves (SPR-08), the costs of
/// cases that cross a border (TRA-09), and the pilots with partners (TRA-10).
@Service
public class CaseDesk {
  private final CaseStore store;
  private final LegStore legs;
  private final LegRights rights;
  private final LegWriter writer;
  private final AuditTrail audit;

  CaseDesk(CaseStore store, LegStore legs, LegRights rights, LegWriter writer, AuditTrail audit) {
    this.store = store;
    this.legs = legs;
    this.rights = rights;
    this.writer = writer;
    this.audit = audit;
  }

  /// What was confirmed for a leg.
  @Transactional(readOnly = true)
  public Map<Precondition, Confirmed> checks(LegId leg) {
    return store.checks(leg);
  }

  /// Confirms a precondition: the crew, the sending hospital, or a desk that may order.
  @Transactional
  public LegOutcome confirm(Actor by, LegId id, Precondition item) {
    var leg = legs.find(id).orElse(null);
    if (leg == null) {
      return Refusals.leg("no-such-leg");
    }
    if (!rights.mayMove(by, leg) && !rights.mayCancel(by, leg)) {
      return Refusals.leg("not-allowed");
    }
    if (leg.state().isEnd() || !Precondition.of(leg.ask().need()).contains(item)) {
      return Refusals.leg("illegal-step");
    }
    if (store.confirm(id, item, By.of(by), writer.now())) {
      audit.record(
          by,
          "transport.confirm",
          "leg:" + id + " case:" + leg.caseNumber(),
          null,
          Map.of("item", item.code()));
      writer.ring();
    }
    return new LegOutcome.Done(leg);
  }

  /// The cost lines of a case, the first first.
  @Transactional(readOnly = true)
  public List<CostLine> costs(String caseNumber) {
    return store.costs(caseNumber);
  }

  /// What became of a cost line or a pilot: "" when it stands, else the code of the refusal.
  public record Noted(String refused) {
    static final Noted DONE = new Noted("");

    /// Whether it stands in the record.
    public boolean isDone() {
      return refused.isEmpty();
    }

    /// What to do about a refusal.
    public String advice() {
      return Refusals.advice(refused);
    }
  }

  /// Whether this actor keeps the costs of cases: the national desk.
  public boolean mayKeepCosts(Actor by) {
    return by.has(Permission.ORDER_TRANSPORT) && by.scope() instanceof Scope.Everywhere;
  }

  /// Adds a cost line to a case.
  @Transactional
  public Noted addCost(
      Actor by, String caseNumber, CostLine.Kind kind, long cents, String payer, String note) {
    if (!mayKeepCosts(by)) {
      return new Noted("not-allowed");
    }
    if (legs.legsOf(caseNumber).isEmpty()) {
      return new Noted("no-such-leg");
    }
    if (cents < 1 || cents > 100_000_000) {
      return new Noted("amount-out-of-range");
    }
    if (payer.isBlank() || payer.strip().length() > 100 || note.length() > 300) {
      return new Noted("text-length");
    }
    var unfit = FreeText.any(payer, note);
    if (unfit.isPresent()) {
      return new Noted(unfit.get());
    }
    var id =
        store.addCost(
            caseNumber, kind, cents, payer.strip(), note.strip(), By.of(by), writer.now());
    audit.record(
        by,
        "transport.cost",
        "cost:" + id + " case:" + caseNumber,
        null,
        Map.of("kind", kind.name(), "cents", Long.toString(cents)));
    return Noted.DONE;
  }

  /// Withdraws a wrong cost line.
  @Transactional
  public Noted withdrawCost(Actor by, long line, String reason) {
    if (!mayKeepCosts(by)) {
      return new Noted("not-allowed");
    }
    var caseNumber = store.caseOfCost(line).orElse(null);
    if (caseNumber == null) {
      return new Noted("no-such-line");
    }
    if (reason.isBlank() || reason.strip().length() > 300) {
      return new Noted("reason-missing");
    }
    var unfit = FreeText.reason(reason);
    if (unfit.isPresent()) {
      return new Noted(unfit.get());
    }
    if (!store.withdrawCost(line, reason.strip(), By.of(by), writer.now())) {
      return new Noted("already-withdrawn");
    }
    audit.record(
        by, "transport.cost-withdraw", "cost:" + line + " case:" + caseNumber, null, Map.of());
    return Noted.DONE;
  }

  /// All pilots, those that end last first.
  @Transactional(readOnly = true)
  public List<Pilot> pilots() {
    return store.pilots();
  }

  /// Whether this actor keeps the register of pilots: the national desk.
  public boolean mayKeepPilots(Actor by) {
    return mayKeepCosts(by);
  }

  /// Registers a pilot.
  @Transactional
  public Noted addPilot(
      Actor by, String name, String partner, String aim, LocalDate begins, LocalDate ends) {
    if (!mayKeepPilots(by)) {
      return new Noted("not-allowed");
    }
    if (name.isBlank()
        || name.length() > 100
        || partner.isBlank()
        || partner.length() > 100
        || aim.isBlank()
        || aim.length() > 500) {
      return new Noted("text-length");
    }
    var unfit = FreeText.any(name, partner, aim);
    if (unfit.isPresent()) {
      return new Noted(unfit.get());
    }
    if (ends.isBefore(begins)) {
      return new Noted("ends-before-begin");
    }
    var id =
        store.addPilot(
            name.strip(), partner.strip(), aim.strip(), begins, ends, By.of(by), writer.now());
    audit.record(by, "transport.pilot", "pilot:" + id, null, Map.of("partner", partner.strip()));
    return Noted.DONE;
  }

  /// Concludes a pilot, once.
  @Transactional
  public Noted concludePilot(Actor by, long pilot, Pilot.Verdict verdict, String conclusion) {
    if (!mayKeepPilots(by)) {
      return new Noted("not-allowed");
    }
    if (conclusion.isBlank() || conclusion.length() > 1000) {
      return new Noted("text-length");
    }
    var unfit = FreeText.any(conclusion);
    if (unfit.isPresent()) {
      return new Noted(unfit.get());
    }
    if (!store.concludePilot(pilot, verdict, conclusion.strip(), By.of(by), writer.now())) {
      return new Noted("already-concluded");
    }
    audit.record(
        by, "transport.pilot-conclude", "pilot:" + pilot, null, Map.of("verdict", verdict.name()));
    return Noted.DONE;
  }
}
