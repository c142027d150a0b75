package nl.vangnet.desks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.desks.By;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.desks.DeskList;
import nl.vangnet.desks.DutyDesk;
import nl.vangnet.desks.DutyOutcome;
import nl.vangnet.desks.DutyRole;
import nl.vangnet.desks.WorkAgreement;
import nl.vangnet.directory.Region;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One page that says who is responsible now; the roster and the cards of each desk (SPR-06,
/// CAP-28).
@Controller
class DutyPages {
  static final Flash.Refusals REFUSALS = new Flash.Refusals("desks", Permission.KEEP_ROSTER);

  private static final String ROSTER = "/piket/rooster";
  private static final String CARDS = "/contacten";
  private static final Duration SOON = Duration.ofHours(12);

  private final DutyDesk duty;
  private final DeskList desks;
  private final OwnDesk own;

  DutyPages(DutyDesk duty, DeskList desks, OwnDesk own) {
    this.duty = duty;
    this.desks = desks;
    this.own = own;
  }

  @GetMapping("/piket")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView now(@RequestParam(defaultValue = "") String regio, Actor actor, Frame frame) {
    var regions = desks.regions();
    var region = region(regio, regions, frame);
    var roles = duty.roles();
    var agreements = duty.agreements();
    var nobody = new ArrayList<DutyView.Nobody>();
    var blocks = new ArrayList<DutyView.Block>();
    blocks.add(
        block(
            frame.t("desks.nation"),
            List.of(desks.national()),
            "national",
            roles,
            agreements,
            nobody,
            frame));
    for (var one : regions) {
      if (region == null || one.region().id().equals(region.id())) {
        var inside = new ArrayList<DeskList.Named>();
        inside.add(one.desk());
        inside.addAll(one.hospitals());
        blocks.add(
            block(
                one.region().shortName(),
                inside,
                one.desk().desk().key(),
                roles,
                agreements,
                nobody,
                frame));
      }
    }
    var view =
        new DutyView(
            nobody,
            blocks,
            new DutyView.Choice(
                regions.stream().map(DeskList.RegionDesks::region).toList(), region),
            actor.has(Permission.KEEP_ROSTER) && !own.key(actor).isEmpty(),
            LocalDate.ofInstant(frame.now(), Frame.ZONE));
    return new ModelAndView("desks/web/duty", Map.of("frame", frame, "view", view));
  }

  private static @Nullable Region region(
      String code, List<DeskList.RegionDesks> regions, Frame frame) {
    return code.isBlank()
        ? null
        : regions.stream()
            .map(DeskList.RegionDesks::region)
            .filter(r -> r.code().equalsIgnoreCase(code))
            .findFirst()
            .orElseThrow(() -> new NotFound(frame.t("desks.problem.region", code)));
  }

  private static DutyView.Block block(
      String name,
      List<DeskList.Named> inside,
      String agreementsOf,
      List<DutyRole> roles,
      List<WorkAgreement> agreements,
      List<DutyView.Nobody> nobody,
      Frame frame) {
    var rows = new ArrayList<DutyView.DeskRow>();
    var without = new ArrayList<String>();
    for (var desk : inside) {
      var key = desk.desk().key();
      var mine = rows(roles, key, frame.now());
      if (mine.isEmpty()) {
        without.add(desk.name());
      } else {
        rows.add(new DutyView.DeskRow(key, desk.name(), mine));
      }
      mine.stream()
          .filter(r -> r.standing().isNobody())
          .forEach(r ->
              nobody.add(new DutyView.Nobody(desk.name(), r.role().name(), r.standing().until())));
    }
    return new DutyView.Block(
        name,
        rows,
        without,
        agreements.stream().filter(a -> a.desk().equals(agreementsOf)).toList());
  }

  private static List<DutyView.RoleRow> rows(List<DutyRole> roles, String desk, Instant now) {
    return roles.stream()
        .filter(r -> r.desk().equals(desk))
        .map(r -> {
          var standing = r.at(now);
          return new DutyView.RoleRow(r, standing, standing.gapWithin(SOON, now));
        })
        .toList();
  }

  @GetMapping("/piket/rooster")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView roster(Actor actor, Frame frame, HttpServletRequest request) {
    var key = own.key(actor);
    var name =
        desks
            .find(key)
            .map(DeskList.Named::name)
            .orElseThrow(() -> new NotFound(frame.t("desks.problem.desk")));
    var hour = frame.now().truncatedTo(java.time.temporal.ChronoUnit.HOURS);
    var view =
        new DutyView.Roster(
            key,
            name,
            rows(duty.roles(), key, frame.now()),
            duty.agreements().stream().filter(a -> a.desk().equals(key)).toList(),
            new DutyView.Suggested(
                frame.field(hour),
                frame.field(hour.plus(Duration.ofHours(12))),
                LocalDate.ofInstant(frame.now(), Frame.ZONE).plusMonths(6).toString()),
            Flash.of(request));
    return new ModelAndView("desks/web/roster", Map.of("frame", frame, "view", view));
  }

  @PostMapping("/piket/rol")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView addRole(
      @RequestParam(defaultValue = "") String name,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(
        duty.addRole(actor, own.key(actor), name), redirect, frame, "desks.done.role", ROSTER);
  }

  @PostMapping("/piket/rol/{id}/weg")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView removeRole(
      @PathVariable String id, Actor actor, Frame frame, RedirectAttributes redirect) {
    return answer(
        duty.removeRole(actor, Codes.number(id)),
        redirect,
        frame,
        "desks.done.role-removed",
        ROSTER);
  }

  @PostMapping("/piket/rol/{id}/dienst")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView addShift(
      @PathVariable String id,
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var from = Codes.moment(form.getOrDefault("from", ""));
    var to = Codes.moment(form.getOrDefault("to", ""));
    if (from == null || to == null) {
      return REFUSALS.leave(redirect, frame, "bad-period", "", ROSTER);
    }
    return answer(
        duty.addShift(
            actor,
            Codes.number(id),
            from,
            to,
            form.getOrDefault("who", ""),
            form.getOrDefault("phone", "")),
        redirect,
        frame,
        "desks.done.shift",
        ROSTER);
  }

  @PostMapping("/piket/rol/{id}/overdracht")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView handOver(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String text,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(
        duty.handOver(actor, Codes.number(id), text),
        redirect,
        frame,
        "desks.done.handover",
        ROSTER);
  }

  @PostMapping("/piket/dienst/{id}/weg")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView cancelShift(
      @PathVariable String id, Actor actor, Frame frame, RedirectAttributes redirect) {
    return answer(
        duty.cancelShift(actor, Codes.number(id)),
        redirect,
        frame,
        "desks.done.shift-cancelled",
        ROSTER);
  }

  @PostMapping("/piket/afspraak")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView agree(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var review = Codes.day(form.getOrDefault("reviewOn", ""));
    if (review == null) {
      return REFUSALS.leave(redirect, frame, "bad-period", "", ROSTER);
    }
    return answer(
        duty.agree(
            actor,
            new WorkAgreement(
                0,
                own.key(actor),
                form.getOrDefault("title", ""),
                form.getOrDefault("body", ""),
                form.getOrDefault("owner", ""),
                review,
                0,
                new By(actor.id(), actor.name()),
                frame.now()),
            Codes.number(form.getOrDefault("replaces", ""))),
        redirect,
        frame,
        "desks.done.agreement",
        ROSTER);
  }

  @PostMapping("/piket/afspraak/{id}/weg")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView endAgreement(
      @PathVariable String id, Actor actor, Frame frame, RedirectAttributes redirect) {
    return answer(
        duty.endAgreement(actor, Codes.number(id)),
        redirect,
        frame,
        "desks.done.agreement-ended",
        ROSTER);
  }

  @GetMapping("/contacten")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView cards(
      @RequestParam(defaultValue = "") String regio,
      Actor actor,
      Frame frame,
      HttpServletRequest request) {
    var regions = desks.regions();
    var region = region(regio, regions, frame);
    var cards = duty.cards();
    var key = own.key(actor);
    var blocks = new ArrayList<DutyView.CardBlock>();
    for (var desk : desks.all().values()) {
      var in = desk.region();
      var mine = cards.stream().filter(c -> c.desk().equals(desk.desk().key())).toList();
      if (!mine.isEmpty() && (region == null || in == null || in.id().equals(region.id()))) {
        blocks.add(new DutyView.CardBlock(desk.desk().key(), desk.name(), mine));
      }
    }
    var view =
        new DutyView.Cards(
            blocks,
            new DutyView.Choice(
                regions.stream().map(DeskList.RegionDesks::region).toList(), region),
            actor.has(Permission.KEEP_ROSTER) ? key : "",
            desks.find(key).map(DeskList.Named::name).orElse(""),
            Flash.of(request));
    return new ModelAndView("desks/web/contacts", Map.of("frame", frame, "view", view));
  }

  @PostMapping("/contacten")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView addCard(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(
        duty.addCard(
            actor,
            new ContactCard(
                0,
                own.key(actor),
                form.getOrDefault("duty", ""),
                form.getOrDefault("phone", ""),
                form.getOrDefault("email", ""),
                form.getOrDefault("hours", ""),
                form.containsKey("bulletins"),
                frame.now())),
        redirect,
        frame,
        "desks.done.card",
        CARDS);
  }

  @PostMapping("/contacten/{id}/weg")
  @Grant(Permission.KEEP_ROSTER)
  ModelAndView removeCard(
      @PathVariable String id, Actor actor, Frame frame, RedirectAttributes redirect) {
    return answer(
        duty.removeCard(actor, Codes.number(id)),
        redirect,
        frame,
        "desks.done.card-removed",
        CARDS);
  }

  private static ModelAndView answer(
      DutyOutcome outcome, RedirectAttributes redirect, Frame frame, String key, String href) {
    return switch (outcome) {
      case DutyOutcome.Done(var id) -> Flash.done(redirect, frame.words().of(key), href);
      case DutyOutcome.Refused(var code, var advice) ->
          REFUSALS.leave(redirect, frame, code, advice, href);
    };
  }
}
