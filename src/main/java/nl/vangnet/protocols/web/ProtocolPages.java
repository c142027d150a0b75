package nl.vangnet.protocols.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.protocols.Audience;
import nl.vangnet.protocols.Kind;
import nl.vangnet.protocols.Protocol;
import nl.vangnet.protocols.ProtocolLibrary;
import nl.vangnet.protocols.ProtocolOutcome;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;

/// The library of protocols: found, read, taken note of; written by the national desk (SPR-25).
@Controller
class ProtocolPages {
  private static final String HOME = "/protocollen";
  private static final String DONE = "protocols.done";

  private final ProtocolLibrary library;

  ProtocolPages(ProtocolLibrary library) {
    this.library = library;
  }

  /// The list as its page shows it.
  record ListView(
      List<Protocol> rows, ProtocolLibrary.Search search, LocalDate today, boolean mayKeep) {}

  @GetMapping(HOME)
  @Grant(Permission.SEE_PICTURE)
  ModelAndView list(Actor actor, Frame frame) {
    var query = frame.query();
    var search =
        new ProtocolLibrary.Search(
            clipped(query.getOrDefault("q", "")),
            Kind.find(query.getOrDefault("soort", "")).orElse(null),
            Audience.find(query.getOrDefault("voor", "")).orElse(null),
            query.containsKey("oud"));
    return new ModelAndView(
        "protocols/web/list",
        Map.of(
            "frame",
            frame,
            "view",
            new ListView(
                library.search(search),
                search,
                today(frame),
                actor.has(Permission.KEEP_PROTOCOLS))));
  }

  /// Whom a protocol is for, in words.
  static String audience(Frame frame, Protocol.Content content) {
    if (content.audience().size() == Audience.values().length) {
      return frame.t("protocols.everybody");
    }
    var names = new java.util.ArrayList<String>();
    for (var audience : Audience.values()) {
      if (content.audience().contains(audience)) {
        names.add(frame.words().of("protocols.audience." + audience.code()));
      }
    }
    return String.join(", ", names);
  }

  private static String clipped(String words) {
    return words.length() > 80 ? words.substring(0, 80) : words;
  }

  private static LocalDate today(Frame frame) {
    return LocalDate.ofInstant(frame.now(), Frame.ZONE);
  }

  /// One protocol as its page shows it; `done` is what was done just now, empty when nothing was.
  record View(
      List<Protocol> editions,
      List<ProtocolLibrary.Receipt> receipts,
      LocalDate today,
      boolean mayKeep,
      boolean mayReceive,
      String done,
      String fault) {
    Protocol now() {
      return editions.getFirst();
    }
  }

  @GetMapping(HOME + "/{id}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView one(@PathVariable String id, Actor actor, Frame frame, HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    var done = flash != null && flash.get(DONE) instanceof String key ? frame.words().of(key) : "";
    return page(actor, frame, editions(id, frame), done, "");
  }

  private ModelAndView page(
      Actor actor, Frame frame, List<Protocol> editions, String done, String fault) {
    var receipts = library.receipts(editions.getFirst());
    var read = receipts.stream().anyMatch(r -> r.author().equals(actor.id()));
    return new ModelAndView(
        "protocols/web/protocol",
        Map.of(
            "frame",
            frame,
            "view",
            new View(
                editions,
                receipts,
                today(frame),
                actor.has(Permission.KEEP_PROTOCOLS),
                !read && editions.getFirst().isCurrent() && library.mayReceive(actor),
                done,
                fault)));
  }

  private List<Protocol> editions(String id, Frame frame) {
    var found = library.editions(number(id));
    if (found.isEmpty()) {
      throw new NotFound(frame.t("protocols.problem.none"));
    }
    return found;
  }

  private static long number(String id) {
    return id.matches("[1-9][0-9]{0,17}") ? Long.parseLong(id) : 0;
  }

  /// The form as its page shows it; `id` 0 for a new one.
  record FormView(long id, int version, Typed typed, String fault) {}

  /// What stands in the form.
  record Typed(
      String title,
      EnumSet<Kind> kinds,
      EnumSet<Audience> audience,
      String body,
      String link,
      String owner,
      String review) {
    static Typed of(MultiValueMap<String, String> form) {
      var kinds = EnumSet.noneOf(Kind.class);
      for (var code : form.getOrDefault("kind", List.of())) {
        Kind.find(code).ifPresent(kinds::add);
      }
      var audience = EnumSet.noneOf(Audience.class);
      for (var code : form.getOrDefault("audience", List.of())) {
        Audience.find(code).ifPresent(audience::add);
      }
      return new Typed(
          text(form, "title"),
          kinds,
          audience,
          text(form, "body").replace("\r\n", "\n"),
          text(form, "link"),
          text(form, "owner"),
          text(form, "review"));
    }

    private static String text(MultiValueMap<String, String> form, String field) {
      var value = form.getFirst(field);
      return value == null ? "" : value.strip();
    }

    static Typed of(Protocol.Content content) {
      return new Typed(
          content.title(),
          EnumSet.copyOf(content.kinds()),
          EnumSet.copyOf(content.audience()),
          content.body(),
          content.link(),
          content.owner(),
          content.review().toString());
    }

    Protocol.@Nullable Content content() {
      try {
        return new Protocol.Content(
            title, kinds, audience, body, link, owner, LocalDate.parse(review));
      } catch (DateTimeException e) {
        return null;
      }
    }
  }

  @GetMapping(HOME + "/nieuw")
  @Grant(Permission.KEEP_PROTOCOLS)
  ModelAndView blank(Frame frame) {
    var empty =
        new Typed(
            "",
            EnumSet.noneOf(Kind.class),
            EnumSet.allOf(Audience.class),
            "",
            "",
            "",
            today(frame).plusYears(1).toString());
    return form(frame, new FormView(0, 0, empty, ""));
  }

  @GetMapping(HOME + "/{id}/wijzigen")
  @Grant(Permission.KEEP_PROTOCOLS)
  ModelAndView edit(@PathVariable String id, Frame frame) {
    var now = editions(id, frame).getFirst();
    return form(frame, new FormView(now.id(), now.version(), Typed.of(now.content()), ""));
  }

  private static ModelAndView form(Frame frame, FormView view) {
    var page = new ModelAndView("protocols/web/form", Map.of("frame", frame, "view", view));
    if (!view.fault().isEmpty()) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  @PostMapping(HOME)
  @Grant(Permission.KEEP_PROTOCOLS)
  ModelAndView add(
      @RequestParam MultiValueMap<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var typed = Typed.of(form);
    var content = typed.content();
    return content == null
        ? form(frame, new FormView(0, 0, typed, "review-missing"))
        : saved(library.add(actor, content), frame, redirect, new FormView(0, 0, typed, ""));
  }

  @PostMapping(HOME + "/{id}/wijzigen")
  @Grant(Permission.KEEP_PROTOCOLS)
  ModelAndView change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var now = editions(id, frame).getFirst();
    var typed = Typed.of(form);
    var seen = (int) number(Typed.text(form, "version"));
    var content = typed.content();
    return content == null
        ? form(frame, new FormView(now.id(), seen, typed, "review-missing"))
        : saved(
            library.change(actor, now.id(), seen, content),
            frame,
            redirect,
            new FormView(now.id(), now.version(), typed, ""));
  }

  private static ModelAndView saved(
      ProtocolOutcome outcome, Frame frame, RedirectAttributes redirect, FormView view) {
    return switch (outcome) {
      case ProtocolOutcome.Done(var protocol) ->
          done(redirect, "protocols.done.saved", protocol.id());
      case ProtocolOutcome.Refused(var code) ->
          form(frame, new FormView(view.id(), view.version(), view.typed(), allowed(code)));
    };
  }

  private static String allowed(String code) {
    if (code.equals("not-allowed")) {
      throw new NotAllowed(Permission.KEEP_PROTOCOLS, "protocols");
    }
    return code;
  }

  @PostMapping(HOME + "/{id}/beeindigen")
  @Grant(Permission.KEEP_PROTOCOLS)
  ModelAndView end(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var editions = editions(id, frame);
    return switch (library.end(actor, editions.getFirst().id(), reason)) {
      case ProtocolOutcome.Done(var protocol) ->
          done(redirect, "protocols.done.ended", protocol.id());
      case ProtocolOutcome.Refused(var code) -> {
        var page = page(actor, frame, editions, "", allowed(code));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  @PostMapping(HOME + "/{id}/gelezen")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView receive(
      @PathVariable String id, Actor actor, Frame frame, RedirectAttributes redirect) {
    if (!library.mayReceive(actor)) {
      throw new NotAllowed(Permission.KEEP_ROSTER, "protocols");
    }
    var read =
        library
            .receive(actor, number(id))
            .orElseThrow(() -> new NotFound(frame.t("protocols.problem.none")));
    return done(redirect, "protocols.done.read", read.id());
  }

  private static ModelAndView done(RedirectAttributes redirect, String key, long id) {
    redirect.addFlashAttribute(DONE, key);
    var view = new RedirectView(HOME + "/" + id);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}
