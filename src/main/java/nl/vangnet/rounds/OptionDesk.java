package nl.vangnet.rounds;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.Total;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The desk of the options: a region in need asks, the nation hands over what the others offer by
/// 12:00 at the latest (SPR-05), and the two regions agree between them (SPR-06).
@Service
public class OptionDesk {
  private final OptionStore store;
  private final RoundStore rounds;
  private final RoundBoard board;
  private final LivePicture pictures;
  private final Directory directory;
  private final Definitions definitions;
  private final HandoutLetter letter;
  private final AuditTrail audit;
  private final Clock clock;

  OptionDesk(
      OptionStore store,
      RoundStore rounds,
      RoundBoard board,
      LivePicture pictures,
      Directory directory,
      Definitions definitions,
      HandoutLetter letter,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.rounds = rounds;
    this.board = board;
    this.pictures = pictures;
    this.directory = directory;
    this.definitions = definitions;
    this.letter = letter;
    this.audit = audit;
    this.clock = clock;
  }

  /// What a region asks: beds of a category (and cohort, null for any), how many and why.
  public record Ask(String category, @Nullable String cohort, int wanted, String reason) {}

  /// One line of a list before it is handed over.
  public record Choice(RegionId region, int beds, @Nullable String remark) {}

  /// What each region of a round offers in a category, gave and asks: every giver sees what the
  /// others give. Those that offer most first.
  public List<Offer> offers(long round, String category, @Nullable String cohort) {
    var at = board.find(round).orElseThrow(() -> new NoSuchRound("round " + round));
    var picture = pictures.current();
    var pleas = store.pleas(round);
    var snapshot = directory.snapshot();
    var found = new ArrayList<Offer>();
    for (var id : at.regions()) {
      var region = snapshot.findRegion(id).orElse(null);
      if (region == null) {
        continue;
      }
      var sites = snapshot.sites(region);
      var rows = new ArrayList<Offer.SiteOffer>();
      for (var site : sites) {
        var offered = total(picture, List.of(site.id()), category, cohort, Variable.OFFERED);
        var free = picture.totalFree(List.of(site.id()), l -> is(l, category, cohort));
        if (free.figures() > 0) {
          rows.add(
              new Offer.SiteOffer(
                  site.code(),
                  site.name(),
                  offered,
                  free,
                  total(picture, List.of(site.id()), category, cohort, Variable.RESERVE)));
        }
      }
      var ids = sites.stream().map(s -> s.id()).toList();
      found.add(
          new Offer(
              region,
              total(picture, ids, category, cohort, Variable.OFFERED),
              picture.totalFree(ids, l -> is(l, category, cohort)),
              total(picture, ids, category, cohort, Variable.RESERVE),
              total(picture, ids, category, cohort, Variable.OCCUPIED),
              total(picture, ids, category, cohort, Variable.STAFFED),
              given(pleas, id, category),
              pleas.stream()
                  .filter(p ->
                      p.region().equals(id) && p.category().equals(category) && p.end() == null)
                  .mapToInt(Plea::wanted)
                  .sum(),
              rows));
    }
    found.sort(
        Comparator.<Offer>comparingInt(
                o -> {
                  var value = o.offered().value();
                  return value == null ? -1 : value;
                })
            .reversed()
            .thenComparing(o -> o.region().name()));
    return found;
  }

  private static boolean is(Line line, String category, @Nullable String cohort) {
    return line.category().equals(category) && (cohort == null || line.cohort().equals(cohort));
  }

  /// Sums only lines on which somebody gave the variable: a line that never offered is no unknown
  /// offer.
  private static Total total(
      Picture picture, List<SiteId> sites, String category, @Nullable String cohort, Variable of) {
    var sum = new Total.Adder();
    for (var line : picture.lines(sites, l -> is(l, category, cohort))) {
      var figure = line.figure(of);
      if (figure.measured() != null) {
        sum.add(figure);
      }
    }
    return sum.total();
  }

  private static int given(List<Plea> pleas, RegionId giver, String category) {
    var sum = 0;
    for (var plea : pleas) {
      var agreed = plea.agreed(giver);
      if (plea.category().equals(category) && agreed != null) {
        sum += agreed;
      }
    }
    return sum;
  }

  /// The requests of a round that the actor may see: the nation and its watchers all, a region its
  /// own and those on whose list it stands, a hospital none.
  public List<Plea> pleas(Actor actor, long round) {
    return store.pleas(round).stream().filter(p -> maySee(actor, p)).toList();
  }

  /// One request. Refused to those who may not see it.
  public Plea get(Actor actor, long id) {
    var plea = store.find(id).orElseThrow(() -> new NoSuchRound("plea " + id));
    if (!maySee(actor, plea)) {
      throw new NotAllowed(Permission.SIGN_OFF, "plea " + id);
    }
    return plea;
  }

  private static boolean maySee(Actor actor, Plea plea) {
    return switch (actor.scope()) {
      case Scope.Everywhere() -> actor.has(Permission.SEE_PICTURE);
      case Scope.InRegion(var region) -> region.equals(plea.region()) || isGiver(plea, region);
      case Scope.InOrganisation(var organisation) -> false;
    };
  }

  private static boolean isGiver(Plea plea, RegionId region) {
    return plea.handouts().stream()
        .flatMap(h -> h.options().stream())
        .anyMatch(o -> o.region().equals(region));
  }

  /// Asks for places. Needs SIGN_OFF in the region.
  @Transactional
  public RoundOutcome ask(Actor actor, long roundId, RegionId region, Ask ask) {
    SignOffDesk.require(actor, region);
    var at = board.find(roundId).orElseThrow(() -> new NoSuchRound("round " + roundId));
    if (!at.regions().contains(region)) {
      return new RoundOutcome.Refused("region-not-asked");
    }
    if (definitions.categories().stream().map(Category::code).noneMatch(ask.category()::equals)) {
      return new RoundOutcome.Refused("unknown-category");
    }
    var cohort = ask.cohort();
    if (cohort != null && definitions.findCohort(cohort).isEmpty()) {
      return new RoundOutcome.Refused("unknown-cohort");
    }
    if (ask.wanted() < 1 || ask.wanted() > 999) {
      return new RoundOutcome.Refused("wanted-out-of-range");
    }
    if (ask.reason().isBlank() || ask.reason().length() > 500) {
      return new RoundOutcome.Refused("reason-missing");
    }
    var id =
        store.addPlea(roundId, region, ask, actor.role() == Role.NATIONAL, actor, clock.instant());
    told(actor, "rounds.plea", id, roundId, Map.of("wanted", Integer.toString(ask.wanted())));
    return new RoundOutcome.Done(id);
  }

  /// Ends a request: met, or no longer needed. Needs SIGN_OFF in the region.
  @Transactional
  public RoundOutcome end(Actor actor, long id, String reason) {
    var plea = get(actor, id);
    SignOffDesk.require(actor, plea.region());
    if (reason.isBlank() || reason.length() > 500) {
      return new RoundOutcome.Refused("reason-missing");
    }
    if (!store.end(id, reason.strip(), actor, clock.instant())) {
      return new RoundOutcome.Refused("ended");
    }
    told(actor, "rounds.plea-end", id, plea.round(), Map.of());
    return new RoundOutcome.Done(id);
  }

  /// Hands a list of options over; a later list replaces the one before, which stays in the record.
  /// Needs RUN_ROUNDS.
  @Transactional
  public RoundOutcome handOver(
      Actor actor, long id, List<Choice> choices, @Nullable String remark) {
    actor.require(Permission.RUN_ROUNDS, "plea:" + id);
    var plea = get(actor, id);
    rounds.lock("plea/" + id);
    if (plea.end() != null) {
      return new RoundOutcome.Refused("ended");
    }
    if (choices.isEmpty()) {
      return new RoundOutcome.Refused("options-missing");
    }
    if (remark != null && remark.length() > 500) {
      return new RoundOutcome.Refused("text-too-long");
    }
    var offers = offers(plea.round(), plea.category(), plea.cohort());
    var options = new ArrayList<Plea.Option>();
    var seen = new HashSet<RegionId>();
    for (var choice : choices) {
      var offer = offers.stream().filter(o -> o.region().id().equals(choice.region())).findFirst();
      var code = fault(plea, choice, offer, seen);
      if (code.isPresent()) {
        return new RoundOutcome.Refused(code.get());
      }
      var of = offer.orElseThrow();
      options.add(
          new Plea.Option(
              choice.region(),
              choice.beds(),
              of.offered().value(),
              of.offered().staleValue(),
              of.free().value(),
              of.reserve().value(),
              choice.remark()));
    }
    var handout =
        store.addHandout(
            id, remark == null || remark.isBlank() ? null : remark.strip(), actor, clock.instant());
    options.forEach(o -> store.addOption(handout, o));
    letter.send(actor, plea, options);
    told(
        actor,
        "rounds.options",
        id,
        plea.round(),
        Map.of("options", Integer.toString(options.size())));
    return new RoundOutcome.Done(handout);
  }

  private static Optional<String> fault(
      Plea plea, Choice choice, Optional<Offer> offer, HashSet<RegionId> seen) {
    if (offer.isEmpty() || choice.region().equals(plea.region())) {
      return Optional.of("region-not-asked");
    }
    if (!seen.add(choice.region())) {
      return Optional.of("twice");
    }
    if (choice.beds() < 1 || choice.beds() > 999) {
      return Optional.of("beds-out-of-range");
    }
    var offered = offer.get().offered();
    var most = (offered.value() == null ? 0 : offered.value()) + offered.staleValue();
    var remark = choice.remark();
    // More than a region itself offers is possible only with the reason beside it.
    return choice.beds() > most && (remark == null || remark.isBlank())
        ? Optional.of("more-than-offered")
        : Optional.empty();
  }

  /// Adds a line to the thread of an option; the two regions and the nation may. `agreed` is the
  /// number of beds on which they agree, null when the line says something else.
  @Transactional
  public RoundOutcome note(
      Actor actor, long id, RegionId giver, String text, @Nullable Integer agreed) {
    var plea = get(actor, id);
    if (!SignOffDesk.maySign(actor, plea.region()) && !SignOffDesk.maySign(actor, giver)) {
      throw new NotAllowed(Permission.SIGN_OFF, "plea " + id);
    }
    if (!isGiver(plea, giver)) {
      return new RoundOutcome.Refused("region-not-asked");
    }
    if (plea.end() != null) {
      return new RoundOutcome.Refused("ended");
    }
    if ((text.isBlank() && agreed == null) || text.length() > 500) {
      return new RoundOutcome.Refused("note-missing");
    }
    if (agreed != null && (agreed < 0 || agreed > 999)) {
      return new RoundOutcome.Refused("beds-out-of-range");
    }
    store.addNote(id, giver, text.strip(), agreed, actor, actor.name(), clock.instant());
    told(actor, "rounds.note", id, plea.round(), Map.of("giver", Long.toString(giver.value())));
    return new RoundOutcome.Done(id);
  }

  private void told(Actor actor, String action, long id, long round, Map<String, String> facts) {
    audit.record(actor, action, "plea:" + id, null, facts);
    board.changed(round);
  }
}
