package nl.vangnet.plausibility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// A doubt about figures and all that happened to it. Where it stands is read from its events, and
/// what comes next is decided here; nothing is ever rewritten.
public record Finding(long id, SiteId site, Suspicion.Subject subject, List<Event> events) {
  /// A resolved doubt that grows by more than half, and by more than two, opens again.
  private static final double MUCH_WORSE = 1.5;

  private static final int WORSE_BY = 2;
  private static final Duration SEEN_EVERY = Duration.ofHours(1);

  /// What can happen to a finding.
  public enum Kind {
    /// The doubt arose.
    RAISED,
    /// It is still there, with other numbers.
    SEEN,
    /// It went away by itself before anybody judged it.
    GONE,
    /// It came back, or grew much worse than what was judged.
    REOPENED,
    /// After a person judged it, the doubt went away: when it comes back, it opens again.
    SETTLED,
    /// A person said why the figure is right.
    EXPLAINED,
    /// A person put the figure right.
    CORRECTED,
    /// A person said that the rule is wrong here.
    FALSE_ALARM
  }

  /// Where a finding stands.
  public enum State {
    /// Somebody must look.
    OPEN,
    /// The figure is right, and this is why.
    EXPLAINED,
    /// The figure was put right.
    CORRECTED,
    /// The rule was wrong.
    FALSE_ALARM,
    /// It went away by itself.
    GONE;

    /// Whether a person judged it.
    public boolean isJudged() {
      return switch (this) {
        case EXPLAINED, CORRECTED, FALSE_ALARM -> true;
        case OPEN, GONE -> false;
      };
    }
  }

  /// How a person may resolve a finding.
  public enum Resolution {
    /// The figure is right.
    EXPLAINED(Kind.EXPLAINED),
    /// The figure was put right.
    CORRECTED(Kind.CORRECTED),
    /// The rule is wrong here.
    FALSE_ALARM(Kind.FALSE_ALARM);

    private final Kind kind;

    Resolution(Kind kind) {
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }
  }

  /// One thing that happened: by whom, why, and what was doubted then (null when the event brings
  /// no numbers of its own).
  public record Event(Kind kind, Instant at, By by, String reason, @Nullable Suspicion suspicion) {}

  public Finding {
    events = List.copyOf(events);
    if (events.isEmpty() || events.getFirst().kind() != Kind.RAISED) {
      throw new IllegalArgumentException("a finding begins with being raised");
    }
  }

  /// Where it stands.
  public State state() {
    var state = State.OPEN;
    for (var event : events) {
      state =
          switch (event.kind()) {
            case RAISED, REOPENED -> State.OPEN;
            case EXPLAINED -> State.EXPLAINED;
            case CORRECTED -> State.CORRECTED;
            case FALSE_ALARM -> State.FALSE_ALARM;
            case GONE -> State.GONE;
            case SEEN, SETTLED -> state;
          };
    }
    return state;
  }

  /// Whether it waits for somebody.
  public boolean isOpen() {
    return state() == State.OPEN;
  }

  /// What is doubted, with the latest numbers.
  public Suspicion suspicion() {
    return events.reversed().stream()
        .flatMap(e -> Optional.ofNullable(e.suspicion()).stream())
        .findFirst()
        .orElseThrow();
  }

  /// When the present (or last) time that it was open began.
  public Instant openedAt() {
    return events.reversed().stream()
        .filter(e -> e.kind() == Kind.RAISED || e.kind() == Kind.REOPENED)
        .map(Event::at)
        .findFirst()
        .orElseThrow();
  }

  /// How many times it was open.
  public int times() {
    return (int)
        events.stream().filter(e -> e.kind() == Kind.RAISED || e.kind() == Kind.REOPENED).count();
  }

  /// The judgement that holds now, null when there is none.
  public @Nullable Event judgement() {
    return state().isJudged()
        ? events.reversed().stream().filter(Finding::isJudgement).findFirst().orElse(null)
        : null;
  }

  private static boolean isJudgement(Event event) {
    return switch (event.kind()) {
      case EXPLAINED, CORRECTED, FALSE_ALARM -> true;
      case RAISED, SEEN, GONE, REOPENED, SETTLED -> false;
    };
  }

  /// What a look at the figures changes, null when nothing.
  @Nullable Kind next(Verdict verdict, Instant now) {
    return switch (verdict) {
      case Verdict.Unknown unknown -> null;
      case Verdict.Fine fine ->
          switch (state()) {
            case OPEN -> Kind.GONE;
            case EXPLAINED, CORRECTED, FALSE_ALARM -> isSettled() ? null : Kind.SETTLED;
            case GONE -> null;
          };
      case Verdict.Doubt(var doubt) ->
          switch (state()) {
            case OPEN -> isWorthSaying(doubt, now) ? Kind.SEEN : null;
            case GONE -> Kind.REOPENED;
            case EXPLAINED, FALSE_ALARM ->
                isSettled() || isNew(doubt) || isMuchWorse(doubt) ? Kind.REOPENED : null;
            case CORRECTED -> isSettled() || isStillThere(now) ? Kind.REOPENED : null;
          };
    };
  }

  private boolean isSettled() {
    return events.getLast().kind() == Kind.SETTLED;
  }

  private boolean isWorthSaying(Suspicion doubt, Instant now) {
    var last = suspicion();
    return !doubt.numbers().equals(last.numbers())
        && (doubt.weight() > last.weight()
            || events.getLast().at().isBefore(now.minus(SEEN_EVERY)));
  }

  /// A step that was made after the judgement is another step.
  private boolean isNew(Suspicion doubt) {
    var judged = judgement();
    return subject.check() == Check.JUMP && judged != null && doubt.since().isAfter(judged.at());
  }

  private boolean isMuchWorse(Suspicion doubt) {
    var judged = suspicion().weight();
    return switch (subject.check()) {
      case OCCUPIED_ABOVE_STAFFED,
          STAFFED_ABOVE_PHYSICAL,
          JUMP,
          CENSUS_AGAINST_REPORT,
          FREE_AGAINST_REFUSALS ->
          doubt.weight() > judged * MUCH_WORSE && doubt.weight() - judged > WORSE_BY;
      // A pattern that was explained grows by the day; that is no news.
      case NEVER_CHANGES, ROUND_NUMBERS, LAST_DIGITS -> false;
    };
  }

  /// Whether what was put right is still doubted after the time in which it must show.
  private boolean isStillThere(Instant now) {
    var judged = judgement();
    return judged != null && now.isAfter(judged.at().plus(subject.check().showsWithin()));
  }

  /// This finding with one more event.
  Finding with(Event event) {
    var more = new ArrayList<>(events);
    more.add(event);
    return new Finding(id, site, subject, more);
  }
}
