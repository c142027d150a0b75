package nl.vangnet.publication.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.publication.Block;
import nl.vangnet.publication.PublicTexts;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// The desk of the public site: every text with its owner and review date (COM-10), and the log of
/// corrections (COM-11).
@Controller
class ContentPages {
  private final PublicTexts texts;

  ContentPages(PublicTexts texts) {
    this.texts = texts;
  }

  @GetMapping("/openbaar/beheer")
  @Grant(Permission.EDIT_CONTENT)
  ModelAndView list(Actor actor, Frame frame) {
    var all = texts.all(actor);
    var today = texts.today();
    return new ModelAndView(
        "publication/web/desk",
        Map.of(
            "frame",
            frame,
            "view",
            new DeskView(
                all,
                (int) all.stream().filter(b -> b.place().shown() && b.isOverdue(today)).count(),
                today,
                frame.query().containsKey("gedaan"))));
  }

  @GetMapping("/openbaar/beheer/{slot}")
  @Grant(Permission.EDIT_CONTENT)
  ModelAndView edit(Actor actor, Frame frame, @PathVariable String slot) {
    if (slot.equals("vraag") || slot.equals("rectificatie")) {
      return page(frame, empty(slot), List.of(), null, true);
    }
    var versions = texts.versions(actor, slot);
    if (versions.isEmpty()) {
      throw new NotFound(slot);
    }
    return page(frame, versions.getFirst(), versions, null, false);
  }

  private Block empty(String slot) {
    return new Block(
        slot,
        0,
        slot.equals("vraag") ? Block.Kind.QUESTION : Block.Kind.CORRECTION,
        new Block.Place(50, true),
        new Block.Text("", ""),
        new Block.Text("", ""),
        new Block.Care("", texts.today().plusMonths(6), "", java.time.Instant.EPOCH));
  }

  @PostMapping("/openbaar/beheer/{slot}")
  @Grant(Permission.EDIT_CONTENT)
  ModelAndView write(
      Actor actor, Frame frame, @PathVariable String slot, @RequestParam Map<String, String> sent) {
    var fresh = slot.equals("vraag") || slot.equals("rectificatie");
    var draft =
        new PublicTexts.Draft(
            fresh ? null : slot,
            slot.equals("rectificatie") ? Block.Kind.CORRECTION : Block.Kind.QUESTION,
            new Block.Place(rank(sent.getOrDefault("volgorde", "")), sent.containsKey("getoond")),
            new Block.Text(text(sent, "titelNl"), text(sent, "tekstNl")),
            new Block.Text(text(sent, "titelEn"), text(sent, "tekstEn")),
            new Block.Care(
                text(sent, "eigenaar"),
                day(sent.getOrDefault("herzien", "")),
                actor.name(),
                frame.now()));
    return switch (texts.write(actor, draft)) {
      case PublicTexts.Outcome.Kept(var kept) -> seeOther("/openbaar/beheer?gedaan=1");
      case PublicTexts.Outcome.Refused(var reason) -> {
        if (reason.equals("slot-unknown")) {
          throw new NotFound(slot);
        }
        var typed =
            new Block(
                slot, 0, draft.kind(), draft.place(), draft.dutch(), draft.english(), draft.care());
        var page = page(frame, typed, List.of(), "publication.refused." + reason, fresh);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  private static String text(Map<String, String> sent, String name) {
    return sent.getOrDefault(name, "").replace("\r\n", "\n").strip();
  }

  private static int rank(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 50;
  }

  private LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return texts.today().plusMonths(6);
    }
  }

  private static ModelAndView page(
      Frame frame, Block block, List<Block> versions, @Nullable String refused, boolean fresh) {
    return new ModelAndView(
        "publication/web/edit",
        Map.of("frame", frame, "view", new EditView(block, versions, refused, fresh)));
  }

  private static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}

/// What the desk of the public site shows.
record DeskView(List<Block> blocks, int overdue, LocalDate today, boolean done) {}

/// What the page of one text shows.
record EditView(Block block, List<Block> versions, @Nullable String refused, boolean fresh) {}
