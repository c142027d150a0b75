package nl.vangnet.transfer.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.matching.Candidate;
import nl.vangnet.matching.Excluded;
import nl.vangnet.matching.Part;
import nl.vangnet.matching.Question;
import nl.vangnet.matching.Sentence;
import nl.vangnet.transfer.CaseAct;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.SearchDesk;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes the ranking of a case for those who may search.
@Component
class MatchViews {
  private static final int SHOWN = 12;
  private static final int EXCLUDED_SHOWN = 40;

  private final SearchDesk search;
  private final Places places;

  MatchViews(SearchDesk search, Places places) {
    this.search = search;
    this.places = places;
  }

  /// The ranking; null for those who may not search. `wanted` is the code of the area that the
  /// reader chose, `all` shows every candidate.
  @Nullable MatchView view(
      Actor actor,
      Frame frame,
      TransferRequest request,
      List<Offer> offers,
      Set<CaseAct> acts,
      String wanted,
      boolean all) {
    if (!acts.contains(CaseAct.RANK)) {
      return null;
    }
    var open = stages(actor, request, acts);
    var stage =
        open.stream()
            .filter(s -> code(s).equals(wanted))
            .findFirst()
            .orElse(request.isNational() ? Question.Stage.NATIONAL : Question.Stage.OWN_REGION);
    var ranking = search.rank(request, stage);
    var asked = (int) offers.stream().filter(o -> o.state() == Offer.State.OPEN).count();
    var limit = Math.max(0, search.limit(request) - asked);
    var shown = ranking.candidates().stream().limit(all ? Long.MAX_VALUE : SHOWN).toList();
    var most = 1.0;
    var largest = 1.0;
    for (var candidate : shown) {
      most = Math.max(most, candidate.score().minutes());
      for (var part : candidate.score().parts()) {
        largest = Math.max(largest, Math.abs(part.minutes()));
      }
    }
    var rows = new ArrayList<MatchView.Row>();
    for (var candidate : shown) {
      rows.add(row(frame, candidate, most, largest, limit));
    }
    var out = new ArrayList<MatchView.Out>();
    for (var excluded : ranking.excluded().stream().limit(EXCLUDED_SHOWN).toList()) {
      out.add(out(frame, excluded));
    }
    return new MatchView(
        code(stage),
        open.stream()
            .map(s ->
                new MatchView.Stage(
                    code(s), frame.words().of("transfer.stage." + code(s)), s == stage))
            .toList(),
        rows,
        out,
        ranking.excluded().size(),
        ranking.candidates().size() - shown.size(),
        acts.contains(stage == Question.Stage.ABROAD ? CaseAct.ASK_ABROAD : CaseAct.ASK)
            && (stage != Question.Stage.NATIONAL || request.isNational()),
        limit,
        ranking.at(),
        ranking.weights());
  }

  /// The areas that the one who looks may search: the nation only once the case stands there, or
  /// for the national desk.
  private static List<Question.Stage> stages(
      Actor actor, TransferRequest request, Set<CaseAct> acts) {
    var found = new ArrayList<Question.Stage>();
    found.add(Question.Stage.OWN_REGION);
    if (request.isNational() || actor.role() == Role.NATIONAL) {
      found.add(Question.Stage.NATIONAL);
    }
    if (acts.contains(CaseAct.ASK_ABROAD)) {
      found.add(Question.Stage.ABROAD);
    }
    return found;
  }

  static String code(Enum<?> choice) {
    return Codes.of(choice);
  }

  private MatchView.Row row(
      Frame frame, Candidate candidate, double most, double largest, int limit) {
    var site = places.find(candidate.site());
    var reach = candidate.reach();
    var bars = new ArrayList<MatchView.Bar>();
    for (var part : candidate.score().parts()) {
      bars.add(bar(frame, part, largest));
    }
    return new MatchView.Row(
        candidate.rank(),
        places.site(candidate.site()),
        site.map(s -> s.code()).orElse(""),
        places.regionOf(candidate.site()),
        frame.number(candidate.free()),
        frame.words().of("capacity.age." + candidate.bed().age().name().toLowerCase(Locale.ROOT)),
        frame.t(
            "transfer.match.travel",
            Texts.duration(frame, reach.drive()),
            Math.round(reach.kilometres())),
        reach.arrival() == null ? "—" : frame.clock(reach.arrival()),
        Math.round(candidate.score().minutes()),
        (int) Math.clamp(Math.round(candidate.score().minutes() * 100 / most), 0, 100),
        bars,
        sentences(frame, candidate.why()),
        candidate.uncertain(),
        candidate.rank() <= Math.max(1, limit));
  }

  private static MatchView.Bar bar(Frame frame, Part part, double largest) {
    var minutes = Math.round(part.minutes());
    return new MatchView.Bar(
        frame.words().of("matching.part." + part.name().code()),
        frame.signed(minutes),
        (int) Math.round(Math.abs(part.minutes()) * 100 / largest),
        part.minutes() < 0);
  }

  private MatchView.Out out(Frame frame, Excluded excluded) {
    return new MatchView.Out(
        places.site(excluded.site()),
        frame.words().of("matching.filter." + Codes.of(excluded.filter())),
        sentences(frame, excluded.why()),
        unless(frame, excluded));
  }

  /// What would make it a candidate, as one sentence; empty when nothing can.
  private static String unless(Frame frame, Excluded excluded) {
    if (excluded.unless().isEmpty()) {
      return "";
    }
    var and = " " + frame.words().of("matching.unless.and") + " ";
    return frame
        .words()
        .of(
            "matching.unless",
            excluded.unless().stream()
                .map(c -> sentence(frame, c.words()))
                .collect(java.util.stream.Collectors.joining(and)));
  }

  private static List<String> sentences(Frame frame, List<Sentence> sentences) {
    var said = new ArrayList<String>();
    for (var sentence : sentences) {
      said.add(sentence(frame, sentence));
    }
    return said;
  }

  private static String sentence(Frame frame, Sentence sentence) {
    return sentence.in(frame.words()::of);
  }
}
