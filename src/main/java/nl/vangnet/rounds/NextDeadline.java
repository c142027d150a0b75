package nl.vangnet.rounds;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.web.Deadline;
import nl.vangnet.web.DeadlineSource;
import nl.vangnet.web.Words;
import org.springframework.stereotype.Component;

/// The next deadline of the rounds for whoever looks: the form of a hospital, the sign-off of a
/// region, the missing hospitals of the nation.
@Component
class NextDeadline implements DeadlineSource {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final RoundBoard board;
  private final Directory directory;

  NextDeadline(RoundBoard board, Directory directory) {
    this.board = board;
    this.directory = directory;
  }

  @Override
  public Optional<Deadline> next(Actor actor, Words words, Instant now) {
    if (!actor.has(Permission.ENTER_FIGURES) && !actor.has(Permission.RUN_ROUNDS)) {
      return Optional.empty();
    }
    return board.latest().stream()
        .filter(b -> b.round().isOpen(now))
        .flatMap(b -> of(b, actor, words, now).stream())
        .min(Comparator.comparing(Deadline::due));
  }

  private Optional<Deadline> of(Board at, Actor actor, Words words, Instant now) {
    return switch (actor.scope()) {
      case Scope.InOrganisation(var organisation) ->
          filing(
              at,
              directory.snapshot().sites(organisation).stream().map(s -> s.id()).toList(),
              words,
              now,
              "/aanlevering");
      case Scope.InRegion(var region) -> region(at, region, words, now);
      case Scope.Everywhere() -> nation(at, words, now);
    };
  }

  private static Optional<Deadline> filing(
      Board at, Collection<SiteId> sites, Words words, Instant now, String href) {
    var count = at.count(sites, now);
    if (count.all() == 0) {
      return Optional.empty();
    }
    var due = at.round().times().hospitalDue();
    return Optional.of(
        new Deadline(
            count.notFiled() == 0
                ? words.of("rounds.deadline.filed", clock(due))
                : words.of(
                    now.isAfter(due) ? "rounds.deadline.file-late" : "rounds.deadline.file",
                    clock(due),
                    span(words, due, now),
                    count.notFiled()),
            due,
            href,
            count.notFiled()));
  }

  private static Optional<Deadline> region(Board at, RegionId region, Words words, Instant now) {
    var sites = at.sites(region);
    if (sites.isEmpty()) {
      return Optional.empty();
    }
    var due = at.round().times().hospitalDue();
    if (!now.isAfter(due)) {
      return Optional.of(hospitals(at, sites, words, now));
    }
    var signDue = at.round().times().regionDue();
    var missing = at.count(sites, now).notFiled();
    return Optional.of(
        at.isSigned(region)
            ? new Deadline(
                words.of("rounds.deadline.signed", clock(signDue)), signDue, "/aanlevering", 0)
            : new Deadline(
                words.of(
                    now.isAfter(signDue) ? "rounds.deadline.sign-late" : "rounds.deadline.sign",
                    clock(signDue),
                    span(words, signDue, now),
                    missing),
                signDue,
                "/aanlevering",
                Math.max(1, missing)));
  }

  private static Deadline hospitals(Board at, Collection<SiteId> sites, Words words, Instant now) {
    var due = at.round().times().hospitalDue();
    var missing = at.count(sites, now).notFiled();
    return new Deadline(
        words.of("rounds.deadline.hospitals", clock(due), span(words, due, now), missing),
        due,
        "/aanlevering",
        missing);
  }

  private static Optional<Deadline> nation(Board at, Words words, Instant now) {
    var times = at.round().times();
    if (!now.isAfter(times.hospitalDue())) {
      return Optional.of(hospitals(at, at.recipients().keySet(), words, now));
    }
    var regions = at.regions();
    var unsigned = (int) regions.stream().filter(r -> !at.isSigned(r)).count();
    if (!now.isAfter(times.regionDue()) && unsigned > 0) {
      return Optional.of(
          new Deadline(
              words.of(
                  "rounds.deadline.regions",
                  clock(times.regionDue()),
                  span(words, times.regionDue(), now),
                  unsigned),
              times.regionDue(),
              "/aanlevering",
              unsigned));
    }
    return Optional.of(
        new Deadline(
            words.of(
                "rounds.deadline.options",
                clock(times.optionsDue()),
                span(words, times.optionsDue(), now)),
            times.optionsDue(),
            "/aanlevering/" + at.round().id() + "/opties",
            unsigned));
  }

  static String clock(Instant at) {
    return CLOCK.format(at.atZone(Times.ZONE));
  }

  /// The time until or since a deadline: "12 min", "3 u".
  static String span(Words words, Instant due, Instant now) {
    return words.age(Duration.between(now, due).abs());
  }
}
