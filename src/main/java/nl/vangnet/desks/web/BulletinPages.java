package nl.vangnet.desks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.desks.Bulletin;
import nl.vangnet.desks.BulletinDesk;
import nl.vangnet.desks.BulletinOutcome;
import nl.vangnet.desks.DeskList;
import nl.vangnet.desks.DutyDesk;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.web.Flash;
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

/// Bulletins: the inbox of a desk, what it sent, who read it (COM-06).
@Controller
class BulletinPages {
  private static final String HOME = "/bulletins";

  private final BulletinDesk bulletins;
  private final DeskList desks;
  private final DutyDesk duty;
  private final Outbox outbox;
  private final OwnDesk own;

  BulletinPages(BulletinDesk bulletins, DeskList desks, DutyDesk duty, Outbox outbox, OwnDesk own) {
    this.bulletins = bulletins;
    this.desks = desks;
    this.duty = duty;
    this.outbox = outbox;
    this.own = own;
  }

  /// The list as its page shows it.
  record ListView(
      String desk, int unread, List<Row> rows, boolean maySend, @Nullable Flash flash) {}

  /// One bulletin in the list.
  record Row(Bulletin bulletin, String sender, boolean open, boolean mine, int desks, int done) {}

  @GetMapping("/bulletins")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView list(Actor actor, Frame frame, HttpServletRequest request) {
    var key = own.key(actor);
    var rows =
        bulletins.list(actor).stream()
            .map(b ->
                new Row(
                    b,
                    name(b.sender()),
                    b.isOpenAt(key),
                    b.sender().equals(key),
                    b.copies().size(),
                    b.done()))
            .toList();
    var view =
        new ListView(
            key.isEmpty() ? "" : name(key),
            (int) rows.stream().filter(Row::open).count(),
            rows,
            actor.has(Permission.SEND_BULLETIN),
            Flash.of(request));
    return new ModelAndView("desks/web/bulletins", Map.of("frame", frame, "view", view));
  }

  private String name(String key) {
    return desks.find(key).map(DeskList.Named::name).orElse(key);
  }

  /// The form as its page shows it, with what stands in it.
  record FormView(
      List<DeskList.RegionDesks> regions,
      boolean national,
      @Nullable Bulletin corrects,
      Typed typed,
      @Nullable Flash flash) {}

  /// What stands in the form; `regions` are the keys of the chosen desks.
  record Typed(
      String headline,
      String body,
      List<Bulletin.Link> links,
      Bulletin.Asks asks,
      List<String> regions) {
    static final Typed EMPTY =
        new Typed("", "", List.of(), new Bulletin.Asks(false, false, 60, 4), List.of());

    static Typed of(Bulletin before) {
      var content = before.content();
      return new Typed(
          content.headline(), content.body(), content.links(), content.asks(), List.of());
    }

    /// The n-th link, null when there is none.
    Bulletin.@Nullable Link link(int n) {
      return links.size() >= n ? links.get(n - 1) : null;
    }
  }

  @GetMapping("/bulletins/nieuw")
  @Grant(Permission.SEND_BULLETIN)
  ModelAndView compose(
      @RequestParam(defaultValue = "") String verbetert,
      Actor actor,
      Frame frame,
      HttpServletRequest request) {
    var before = corrected(actor, verbetert);
    return form(
        actor, frame, before, before == null ? Typed.EMPTY : Typed.of(before), Flash.of(request));
  }

  private @Nullable Bulletin corrected(Actor actor, String id) {
    var number = Codes.number(id);
    return number == 0 ? null : bulletins.find(actor, number).orElse(null);
  }

  private ModelAndView form(
      Actor actor, Frame frame, @Nullable Bulletin corrects, Typed typed, @Nullable Flash flash) {
    var view =
        new FormView(desks.regions(), own.key(actor).equals("national"), corrects, typed, flash);
    return new ModelAndView("desks/web/compose", Map.of("frame", frame, "view", view));
  }

  @PostMapping("/bulletins")
  @Grant(Permission.SEND_BULLETIN)
  ModelAndView send(
      @RequestParam MultiValueMap<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var corrects = Codes.number(text(form, "corrects"));
    var typed = typed(form);
    var content = new Bulletin.Content(typed.headline(), typed.body(), typed.links(), typed.asks());
    var outcome = bulletins.send(actor, content, typed.regions(), corrects == 0 ? null : corrects);
    if (outcome instanceof BulletinOutcome.Refused(var code, var advice)
        && !code.equals("not-allowed")) {
      // A refusal keeps what was written.
      var page =
          form(
              actor,
              frame,
              corrected(actor, text(form, "corrects")),
              typed,
              new Flash(false, DutyPages.REFUSALS.words(frame, code, advice, HOME + "/nieuw")));
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return page;
    }
    return answer(outcome, redirect, frame, "desks.done.sent", HOME + "/nieuw");
  }

  private static Typed typed(MultiValueMap<String, String> form) {
    var links = new ArrayList<Bulletin.Link>();
    for (var n = 1; n <= 3; n++) {
      var url = text(form, "url" + n).strip();
      if (!url.isEmpty()) {
        var label = text(form, "label" + n).strip();
        links.add(new Bulletin.Link(label.isEmpty() ? url : label, url));
      }
    }
    return new Typed(
        text(form, "headline").strip(),
        text(form, "body").strip(),
        links,
        new Bulletin.Asks(
            form.containsKey("urgent"),
            form.containsKey("confirm"),
            (int) Codes.number(form.containsKey("pass") ? text(form, "pass") : "60"),
            (int) Codes.number(form.containsKey("remind") ? text(form, "remind") : "4")),
        Objects.requireNonNullElse(form.get("region"), List.of()));
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    var value = form.getFirst(name);
    return value == null ? "" : value;
  }

  /// One bulletin as its page shows it.
  record View(
      Bulletin bulletin,
      String sender,
      Mine mine,
      List<RegionReceipts> receipts,
      List<Mail> mails,
      @Nullable Flash flash) {}

  /// What it means for the desk of the one who looks.
  record Mine(
      Bulletin.@Nullable Copy copy,
      Bulletin.@Nullable Pass remark,
      String remarkFrom,
      boolean mayReceive,
      boolean mayPass,
      boolean mayWithdraw,
      boolean overdue) {}

  /// A region with the receipts in it.
  record RegionReceipts(String name, @Nullable Receipt region, List<Receipt> hospitals) {}

  /// The receipt of one desk.
  record Receipt(
      String name, Bulletin.Copy copy, boolean owes, boolean overdue, boolean reachable) {}

  /// One e-mail about it.
  record Mail(String address, String state) {}

  @GetMapping("/bulletins/{id}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView one(@PathVariable String id, Actor actor, Frame frame, HttpServletRequest request) {
    var bulletin =
        bulletins
            .find(actor, Codes.number(id))
            .orElseThrow(() -> new NotFound(frame.t("desks.problem.bulletin", id)));
    var key = own.key(actor);
    var copy = bulletin.copies().get(key);
    var seesAll = key.isEmpty() || key.equals("national") || bulletin.sender().equals(key);
    var mine =
        new Mine(
            copy,
            bulletin.remarkFor(key),
            copy == null ? "" : name(copy.via()),
            copy != null && bulletin.isCurrent(),
            copy != null
                && key.startsWith("region:")
                && copy.pass() == null
                && bulletin.isCurrent()
                && actor.has(Permission.SEND_BULLETIN),
            bulletin.sender().equals(key)
                && bulletin.isCurrent()
                && actor.has(Permission.SEND_BULLETIN),
            copy != null && bulletin.isOverdue(copy, frame.now()));
    var view =
        new View(
            bulletin,
            name(bulletin.sender()),
            mine,
            receipts(bulletin, key, seesAll, frame),
            seesAll
                ? outbox.about("bulletin:" + bulletin.id()).stream()
                    .map(d ->
                        new Mail(d.address(), d.state().name().toLowerCase(java.util.Locale.ROOT)))
                    .toList()
                : List.of(),
            Flash.of(request));
    return new ModelAndView("desks/web/bulletin", Map.of("frame", frame, "view", view));
  }

  private List<RegionReceipts> receipts(
      Bulletin bulletin, String key, boolean seesAll, Frame frame) {
    var reachable =
        duty.cards().stream()
            .filter(c -> c.bulletins() && !c.email().isEmpty())
            .map(c -> c.desk())
            .collect(java.util.stream.Collectors.toSet());
    var found = new ArrayList<RegionReceipts>();
    for (var region : desks.regions()) {
      var deskKey = region.desk().desk().key();
      if (!seesAll && !deskKey.equals(key)) {
        continue;
      }
      var regionCopy = bulletin.copies().get(deskKey);
      var hospitals = new ArrayList<Receipt>();
      for (var hospital : region.hospitals()) {
        var copy = bulletin.copies().get(hospital.desk().key());
        if (copy != null) {
          hospitals.add(receipt(bulletin, hospital.name(), copy, reachable, frame));
        }
      }
      if (regionCopy != null || !hospitals.isEmpty()) {
        found.add(
            new RegionReceipts(
                region.region().shortName(),
                regionCopy == null
                    ? null
                    : receipt(bulletin, region.desk().name(), regionCopy, reachable, frame),
                hospitals));
      }
    }
    return found;
  }

  private static Receipt receipt(
      Bulletin bulletin,
      String name,
      Bulletin.Copy copy,
      java.util.Set<String> reachable,
      Frame frame) {
    return new Receipt(
        name,
        copy,
        bulletin.owes(copy),
        bulletin.isOverdue(copy, frame.now()),
        reachable.contains(copy.desk()));
  }

  @PostMapping("/bulletins/{id}/gelezen")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView read(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String confirm,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(
        bulletins.receive(actor, Codes.number(id), confirm.equals("1")),
        redirect,
        frame,
        "desks.done.read",
        HOME + "/" + Codes.number(id));
  }

  @PostMapping("/bulletins/{id}/doorzetten")
  @Grant(Permission.SEND_BULLETIN)
  ModelAndView pass(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String remark,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(
        bulletins.pass(actor, Codes.number(id), remark),
        redirect,
        frame,
        "desks.done.passed",
        HOME + "/" + Codes.number(id));
  }

  @PostMapping("/bulletins/{id}/intrekken")
  @Grant(Permission.SEND_BULLETIN)
  ModelAndView withdraw(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(
        bulletins.withdraw(actor, Codes.number(id), reason),
        redirect,
        frame,
        "desks.done.withdrawn",
        HOME + "/" + Codes.number(id));
  }

  private static ModelAndView answer(
      BulletinOutcome outcome, RedirectAttributes redirect, Frame frame, String key, String back) {
    return switch (outcome) {
      case BulletinOutcome.Done(var id) ->
          Flash.done(redirect, frame.words().of(key), HOME + "/" + id);
      case BulletinOutcome.Refused(var code, var advice) ->
          DutyPages.REFUSALS.leave(
              redirect, frame, code, advice, code.equals("no-such-bulletin") ? HOME : back);
    };
  }
}
