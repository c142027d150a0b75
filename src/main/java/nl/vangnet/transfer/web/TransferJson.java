package nl.vangnet.transfer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.CaseBoard;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.EndReason;
import nl.vangnet.transfer.MoveDesk;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.SearchDesk;
import nl.vangnet.transfer.Step;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Conflict;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Moving patients for programs: a hospital's own system asks, answers and follows its cases.
@RestController
@RequestMapping("/api/v1/transfers")
@Tag(name = "transfers")
class TransferJson {
  private static final Map<String, String> TEXT_ADVICE =
      Map.of(
          "text-too-long",
              "a text is too long: a note has at most 500 characters, a bed 80, a doctor 120",
          "looks-like-bsn", "a text holds what looks like a citizen service number; leave it out",
          "looks-like-birth-date", "a text holds what looks like a date of birth; leave it out");

  private final RequestDesk requests;
  private final SearchDesk search;
  private final AnswerDesk answers;
  private final MoveDesk moves;
  private final CaseBook book;
  private final CaseBoard board;
  private final HomeRegions regions;
  private final ContentReader reader;

  TransferJson(
      RequestDesk requests,
      SearchDesk search,
      AnswerDesk answers,
      MoveDesk moves,
      CaseBook book,
      CaseBoard board,
      HomeRegions regions) {
    this.requests = requests;
    this.search = search;
    this.answers = answers;
    this.moves = moves;
    this.book = book;
    this.board = board;
    this.regions = regions;
    this.reader = new ContentReader(regions);
  }

  /// One case in short. `due` is when the clock of the present step ends.
  record CaseRow(
      String caseNumber,
      String state,
      Instant since,
      @Nullable Instant due,
      String from,
      String unit,
      String region,
      @Nullable String to,
      String category,
      String cohort,
      String reason,
      boolean emergency,
      boolean national) {}

  /// One offer. `answer` is how it was answered, null while it is open.
  record OfferRow(
      long id,
      String caseNumber,
      String site,
      String state,
      int rank,
      Instant offeredAt,
      Instant due,
      @Nullable String via,
      @Nullable String reason) {}

  /// One step.
  record StepRow(String from, String to, String reason, String by, Instant at) {}

  /// A case with its offers and steps.
  record CaseView(CaseRow head, List<OfferRow> offers, List<StepRow> steps) {}

  @Operation(
      summary = "The cases that concern the asker",
      description = "Those that move and those that ended within a day, the oldest clock first.")
  @GetMapping
  @Grant(Permission.SEE_TRANSFERS)
  List<CaseRow> list(Actor actor) {
    return board.cards(actor).stream().map(c -> row(c.request())).toList();
  }

  @Operation(
      summary = "Ask for a place",
      description =
          "site, unit, reason, need, eligibility, contact, wishes, note: written and handed in at once."
              + " 201 with the case; 400 with the codes of what is missing. No name, no number and no"
              + " date of birth: unknown fields are refused.")
  @PostMapping
  @Grant(Permission.REQUEST_TRANSFER)
  ResponseEntity<CaseRow> add(Actor actor, @RequestBody JsonNode body) {
    var content = reader.content(body);
    var site =
        reader.site(Fields.needed(body, "site", "give the code of the sending site"), "site");
    var unit = Fields.needed(body, "unit", "name the sending unit, for instance \"B4\"");
    var telephone = isTelephone(Fields.text(body, "channel"));
    var outcome =
        requests.request(
            actor,
            new RequestDesk.Wish(
                site.id(),
                unit,
                content,
                telephone && actor.role() != Role.SOURCE
                    ? TransferRequest.Channel.TELEPHONE
                    : TransferRequest.Channel.API,
                TransferRequest.Links.NONE));
    return ResponseEntity.status(HttpStatus.CREATED).body(row(done(outcome)));
  }

  private static boolean isTelephone(String channel) {
    return switch (channel) {
      case "", "api" -> false;
      case "telephone" -> true;
      default ->
          throw new BadInput(
              "choice-unknown", "channel: '" + channel + "' is none of api, telephone");
    };
  }

  @Operation(summary = "One case with its offers and steps")
  @GetMapping("/{caseNumber}")
  @Grant(Permission.SEE_TRANSFERS)
  CaseView one(Actor actor, @PathVariable String caseNumber) {
    var file = book.find(actor, number(caseNumber)).orElseThrow(() -> gone(caseNumber));
    return new CaseView(
        row(file.request()),
        file.offers().stream().map(o -> row(o, file.request().number())).toList(),
        file.steps().stream().map(TransferJson::row).toList());
  }

  @Operation(
      summary = "Take a request back",
      description =
          "reason: improved, deteriorated, declined, placed-otherwise, own-room, mistake.")
  @PostMapping("/{caseNumber}/withdraw")
  @Grant(Permission.REQUEST_TRANSFER)
  CaseRow withdraw(Actor actor, @PathVariable String caseNumber, @RequestBody JsonNode body) {
    return row(
        done(
            requests.withdraw(
                actor,
                number(caseNumber),
                end(Fields.only(body, "reason", "note")),
                Fields.text(body, "note"))));
  }

  @Operation(
      summary = "End a case",
      description =
          "reason: deteriorated, improved, declined, bed-lost, no-transport, weather, died,"
              + " placed-otherwise.")
  @PostMapping("/{caseNumber}/cancel")
  @Grant(Permission.REQUEST_TRANSFER)
  CaseRow cancel(Actor actor, @PathVariable String caseNumber, @RequestBody JsonNode body) {
    return row(
        done(
            requests.cancel(
                actor,
                number(caseNumber),
                end(Fields.only(body, "reason", "note")),
                Fields.text(body, "note"))));
  }

  /// One candidate of the ranking: `score` in minutes, lower is better.
  record CandidateRow(
      int rank,
      String site,
      @Nullable Integer free,
      boolean uncertain,
      double score,
      double kilometres,
      @Nullable Instant pickup,
      @Nullable Instant arrival) {}

  /// A site that was left out, and the first condition that it fails.
  record ExcludedRow(String site, String filter) {}

  /// The ranking of a case at a moment.
  record RankingView(Instant at, List<CandidateRow> candidates, List<ExcludedRow> excluded) {}

  @Operation(summary = "Take a request up: the search in the region begins")
  @PostMapping("/{caseNumber}/take-up")
  @Grant(Permission.SEARCH_PLACE)
  CaseRow takeUp(Actor actor, @PathVariable String caseNumber) {
    return row(done(search.takeUp(actor, number(caseNumber))));
  }

  @Operation(
      summary = "The sites that could take the patient, best first",
      description = "For the stage that the case is in: its own region, or the country.")
  @GetMapping("/{caseNumber}/candidates")
  @Grant(Permission.SEARCH_PLACE)
  RankingView candidates(Actor actor, @PathVariable String caseNumber) {
    var request =
        book.peek(actor, number(caseNumber))
            .filter(r -> search.maySearch(actor, r))
            .orElseThrow(() -> gone(caseNumber));
    var ranking = search.rank(request, null);
    return new RankingView(
        ranking.at(),
        ranking.candidates().stream()
            .map(c ->
                new CandidateRow(
                    c.rank(),
                    code(c.site()),
                    c.free(),
                    c.uncertain(),
                    c.score().minutes(),
                    c.reach().kilometres(),
                    c.reach().pickup(),
                    c.reach().arrival()))
            .toList(),
        ranking.excluded().stream()
            .map(e -> new ExcludedRow(code(e.site()), ContentReader.code(e.filter())))
            .toList());
  }

  @Operation(
      summary = "Ask sites for a case",
      description = "sites: their codes; overrule: why another than the best is asked.")
  @PostMapping("/{caseNumber}/ask")
  @Grant(Permission.SEARCH_PLACE)
  CaseRow ask(Actor actor, @PathVariable String caseNumber, @RequestBody JsonNode body) {
    Fields.only(body, "sites", "overrule", "abroad");
    var sites = new java.util.ArrayList<SiteId>();
    for (var code : ContentReader.words(body, "sites", "sites")) {
      sites.add(reader.site(code, "sites").id());
    }
    if (sites.isEmpty()) {
      throw Fields.missing("sites", "give the codes of the sites to ask");
    }
    return row(
        done(
            search.ask(
                actor,
                number(caseNumber),
                sites,
                Fields.text(body, "overrule"),
                Fields.flag(body, "abroad", "abroad"))));
  }

  @Operation(
      summary = "From the region to the nation",
      description = "reason: no-regional-option, fair-share, destination-elsewhere; note.")
  @PostMapping("/{caseNumber}/national")
  @Grant(Permission.SEARCH_PLACE)
  CaseRow national(Actor actor, @PathVariable String caseNumber, @RequestBody JsonNode body) {
    Fields.only(body, "reason", "note");
    var code = Fields.needed(body, "reason", "say why the region does not find a place");
    var reason =
        java.util.Arrays.stream(TransferRequest.NationalReason.values())
            .filter(r -> r.code().equals(code))
            .findFirst()
            .orElseThrow(
                () -> new BadInput("choice-unknown", "reason: '" + code + "' is no reason"));
    return row(
        done(search.goNational(actor, number(caseNumber), reason, Fields.text(body, "note"))));
  }

  @Operation(summary = "The bed that was promised is gone", description = "note: what happened.")
  @PostMapping("/{caseNumber}/bed-lost")
  @Grant(Permission.ANSWER_OFFER)
  CaseRow loseBed(Actor actor, @PathVariable String caseNumber, @RequestBody JsonNode body) {
    Fields.only(body, "note");
    return row(
        done(
            answers.loseBed(
                actor, number(caseNumber), Fields.needed(body, "note", "say what happened"))));
  }

  @Operation(summary = "Order the best vehicle, or ask the planner for one")
  @PostMapping("/{caseNumber}/transport")
  @Grant(Permission.REQUEST_TRANSFER)
  CaseRow transport(Actor actor, @PathVariable String caseNumber) {
    return row(done(moves.order(actor, number(caseNumber), null)));
  }

  @Operation(summary = "The patient is there")
  @PostMapping("/{caseNumber}/arrived")
  @Grant(Permission.REQUEST_TRANSFER)
  CaseRow arrived(Actor actor, @PathVariable String caseNumber) {
    return row(done(moves.arrive(actor, number(caseNumber))));
  }

  @Operation(summary = "The offers to the asker's own sites that wait for an answer")
  @GetMapping("/offers")
  @Grant(Permission.SEE_TRANSFERS)
  List<OfferRow> offers(Actor actor) {
    return board.cards(actor).stream()
        .flatMap(c ->
            c.open().stream()
                .filter(o -> answers.mayAnswer(actor, c.request(), o))
                .map(o -> row(o, c.request().number())))
        .toList();
  }

  @Operation(
      summary = "Yes to an offer",
      description = "bed: the bed or ward; doctor: the receiving doctor; note: free text.")
  @PostMapping("/offers/{id}/accept")
  @Grant(Permission.SEE_TRANSFERS)
  CaseRow accept(Actor actor, @PathVariable long id, @RequestBody JsonNode body) {
    Fields.only(body, "bed", "doctor", "note");
    return row(
        done(
            answers.accept(
                actor,
                id,
                Fields.needed(body, "bed", "name the bed or ward"),
                Fields.needed(body, "doctor", "name the receiving doctor"),
                Fields.text(body, "note"),
                actor.role() == Role.SOURCE ? Offer.Via.API : null)));
  }

  @Operation(
      summary = "No to an offer",
      description =
          "reason: no-bed, no-staff, no-equipment, no-isolation, care-not-available, too-ill,"
              + " own-reserve, own-region, information-missing, other (with a note).")
  @PostMapping("/offers/{id}/refuse")
  @Grant(Permission.SEE_TRANSFERS)
  CaseRow refuse(Actor actor, @PathVariable long id, @RequestBody JsonNode body) {
    Fields.only(body, "reason", "note");
    var code = Fields.needed(body, "reason", "say why not");
    var reason =
        RefusalReason.find(code)
            .orElseThrow(() ->
                new BadInput("choice-unknown", "reason: '" + code + "' is no reason to refuse"));
    var note =
        reason == RefusalReason.OTHER
            ? Fields.needed(body, "note", "say in a few words why not")
            : Fields.text(body, "note");
    return row(
        done(
            answers.refuse(
                actor, id, reason, note, actor.role() == Role.SOURCE ? Offer.Via.API : null)));
  }

  private static EndReason end(JsonNode body) {
    var code = Fields.needed(body, "reason", "say why the case ends");
    return EndReason.find(code)
        .orElseThrow(() -> new BadInput("choice-unknown", "reason: '" + code + "' is no reason"));
  }

  private static CaseNumber number(String text) {
    return CaseNumber.find(text).orElseThrow(() -> gone(text));
  }

  private static NotFound gone(String number) {
    return new NotFound("the case " + number);
  }

  private static TransferRequest done(TransferOutcome outcome) {
    return switch (outcome) {
      case TransferOutcome.Done(var request) -> request;
      case TransferOutcome.Stale(var now) ->
          throw new Conflict("case-moved-on", "the case stands at " + now.state().code());
      case TransferOutcome.Refused refused ->
          throw switch (refused.code()) {
            case "no-such-case", "no-such-offer", "not-allowed" -> new NotFound("that case");
            case "incomplete", "content-wrong" ->
                new BadInput(refused.code(), String.join(", ", refused.missing()));
            case "text-too-long", "looks-like-bsn", "looks-like-birth-date" ->
                new BadInput(refused.code(), TEXT_ADVICE.getOrDefault(refused.code(), ""));
            case "overrule-reason-missing" ->
                new BadInput(
                    refused.code(), "overrule: say why another than the best site is asked");
            default -> new Conflict(refused.code(), refused.code() + words(refused.missing()));
          };
    };
  }

  private static String words(List<String> missing) {
    return missing.isEmpty() ? "" : ": " + String.join(", ", missing);
  }

  private CaseRow row(TransferRequest request) {
    var need = request.content().need();
    return new CaseRow(
        request.number().value(),
        request.state().code(),
        request.progress().since(),
        request.progress().due(),
        code(request.origin().site()),
        request.origin().unit(),
        request.origin().region(),
        request.placement() == null ? null : code(request.placement().site()),
        need.category(),
        need.cohort(),
        request.content().reason().code(),
        request.content().emergency(),
        request.isNational());
  }

  private OfferRow row(Offer offer, CaseNumber number) {
    var answer = offer.answer();
    return new OfferRow(
        offer.id(),
        number.value(),
        code(offer.site()),
        ContentReader.code(offer.state()),
        offer.rank(),
        offer.at(),
        offer.due(),
        answer == null || answer.via() == null ? null : ContentReader.code(answer.via()),
        answer == null || answer.reason() == null ? null : answer.reason().code());
  }

  private static StepRow row(Step step) {
    return new StepRow(
        step.from().code(), step.to().code(), step.reason(), step.actorName(), step.at());
  }

  private String code(SiteId site) {
    return regions.findSite(site).map(Site::code).orElse("?");
  }
}
