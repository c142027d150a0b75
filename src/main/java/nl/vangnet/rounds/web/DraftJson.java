package nl.vangnet.rounds.web;

import java.util.List;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.rounds.DraftOutcome;
import nl.vangnet.rounds.FilingDesk;
import nl.vangnet.rounds.RoundForm;
import nl.vangnet.rounds.Submission;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The drafts of a form, for its script: kept as they are typed, seen by all who work on it.
@RestController
class DraftJson {
  private final FilingDesk desk;
  private final RoundLabels labels;

  DraftJson(FilingDesk desk, RoundLabels labels) {
    this.desk = desk;
    this.labels = labels;
  }

  /// One kept field; `mine` says whether the reader typed it.
  record Kept(
      String field,
      String value,
      String unknown,
      String note,
      int edition,
      String by,
      String at,
      boolean mine) {
    static Kept of(RoundForm.Draft draft, Actor actor) {
      return new Kept(
          draft.field(),
          draft.value(),
          draft.unknown(),
          draft.note(),
          draft.edition(),
          draft.authorName(),
          Seconds.of(draft.savedAt()),
          draft.author().equals(actor.id()));
    }
  }

  /// What became of a field: "saved", "overtaken" or "refused" with a text.
  record Answer(String outcome, @Nullable Kept kept, @Nullable String text) {}

  /// All kept fields, and the edition of the last submission.
  record Drafts(List<Kept> fields) {}

  @GetMapping("/aanlevering/{round}/{siteCode}/concept")
  @Grant(Permission.ENTER_FIGURES)
  ResponseEntity<Drafts> drafts(
      Actor actor, @PathVariable String round, @PathVariable String siteCode) {
    var board = labels.board(round);
    var site = labels.site(siteCode);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new Drafts(
                desk.drafts(actor, board.round().id(), site.id()).values().stream()
                    .map(d -> Kept.of(d, actor))
                    .toList()));
  }

  @PostMapping("/aanlevering/{round}/{siteCode}/concept")
  @Grant(Permission.ENTER_FIGURES)
  ResponseEntity<Answer> save(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @PathVariable String siteCode,
      @RequestParam String field,
      @RequestParam(defaultValue = "") String value,
      @RequestParam(defaultValue = "") String unknown,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "0") String edition) {
    var board = labels.board(round);
    var site = labels.site(siteCode);
    var known = edition.matches("[0-9]{1,8}") ? Integer.parseInt(edition) : 0;
    var typed = new Submission.Typed(value.strip(), unknown.strip(), note.strip());
    return switch (desk.saveDraft(actor, board.round().id(), site.id(), field, typed, known)) {
      case DraftOutcome.Saved(var draft) ->
          ResponseEntity.ok(new Answer("saved", Kept.of(draft, actor), null));
      case DraftOutcome.Overtaken(var theirs) ->
          ResponseEntity.status(409)
              .body(
                  new Answer(
                      "overtaken",
                      Kept.of(theirs, actor),
                      frame.t(
                          "rounds.form.overtaken",
                          theirs.authorName(),
                          Seconds.of(theirs.savedAt()),
                          theirs.value().isEmpty() ? "—" : theirs.value())));
      case DraftOutcome.Refused(var code) ->
          ResponseEntity.status(422)
              .body(
                  new Answer(
                      "refused",
                      null,
                      frame.words().of("rounds.refused." + code.toLowerCase(Locale.ROOT))));
    };
  }
}
