package nl.vangnet.chain.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.chain.Activation;
import nl.vangnet.chain.ActivationDesk;
import nl.vangnet.chain.ActivationOutcome;
import nl.vangnet.chain.Dormant;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.policy.HomeRegions;
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

/// Dormant beds, the order to wake them and the clock (CHN-04, CHN-05, CHN-06).
@Controller
class ElvPages {
  private static final String HOME = "/keten/elv";

  private final ActivationDesk desk;
  private final HomeRegions regions;
  private final Outbox outbox;

  ElvPages(ActivationDesk desk, HomeRegions regions, Outbox outbox) {
    this.desk = desk;
    this.regions = regions;
    this.outbox = outbox;
  }

  @GetMapping("/keten/elv")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView register(
      @RequestParam(defaultValue = "") String regio,
      Actor actor,
      Frame frame,
      HttpServletRequest request) {
    var region =
        regio.isBlank()
            ? null
            : regions
                .find(regio)
                .orElseThrow(() -> new NotFound(frame.t("chain.problem.region", regio)));
    Set<SiteId> inside =
        (region == null ? regions.sites() : regions.sites(region))
            .stream().map(Site::id).collect(Collectors.toSet());
    var orders =
        desk.activations().stream().filter(a -> inside.contains(a.dormant().site())).toList();
    var register =
        desk.dormant().stream()
            .filter(d -> inside.contains(d.site()))
            .map(d -> row(actor, frame, d, orders))
            .sorted(
                Comparator.comparing(ElvView.DormantRow::region)
                    .thenComparing(ElvView.DormantRow::site))
            .toList();
    var running =
        orders.stream()
            .filter(Activation::isRunning)
            .map(a -> order(frame, a))
            .sorted(Comparator.comparing(o -> o.activation().clock().dueAt()))
            .toList();
    var awake = orders.stream().filter(Activation::isAwake).toList();
    var view =
        new ElvView(
            new ElvView.Sums(
                register.stream().mapToInt(r -> r.dormant().beds()).sum(),
                awake.stream().mapToInt(Activation::beds).sum(),
                awake.stream().mapToInt(Activation::opened).sum(),
                (int) running.stream().filter(ElvView.OrderRow::late).count()),
            running,
            register,
            orders.stream()
                .filter(a -> !a.isRunning())
                .limit(50)
                .map(a -> order(frame, a))
                .toList(),
            new ElvView.Choice(
                regions.list(),
                region,
                region == null ? frame.t("chain.nation") : Texts.region(region)),
            new ElvView.Form(
                actor.has(Permission.ACTIVATE_CAPACITY) ? places(actor) : List.of(),
                LocalDate.ofInstant(frame.now(), Frame.ZONE).plusMonths(6).toString()),
            Flash.of(request));
    return new ModelAndView("chain/web/elv", Map.of("frame", frame, "view", view));
  }

  private List<Site> places(Actor actor) {
    return regions.sites().stream()
        .filter(s ->
            s.type() == ProviderType.PRIMARY_CARE_STAY
                || s.type() == ProviderType.NURSING_AND_HOME_CARE)
        .filter(s -> desk.mayOrder(actor, s.id()))
        .toList();
  }

  private ElvView.DormantRow row(
      Actor actor, Frame frame, Dormant dormant, List<Activation> orders) {
    var site = regions.findSite(dormant.site());
    return new ElvView.DormantRow(
        dormant,
        site.map(Site::name).orElse("?"),
        site.map(Site::code).orElse(""),
        Texts.region(regions.of(dormant.site()).orElse(null)),
        dormant.agreement().endsOn().isBefore(LocalDate.ofInstant(frame.now(), Frame.ZONE)),
        orders.stream()
            .filter(a -> a.dormant().id() == dormant.id() && a.isAwake())
            .map(Activation::id)
            .findFirst()
            .orElse(null),
        desk.mayOrder(actor, dormant.site()));
  }

  private ElvView.OrderRow order(Frame frame, Activation activation) {
    var site = activation.dormant().site();
    return new ElvView.OrderRow(
        activation,
        regions.findSite(site).map(Site::name).orElse("?"),
        Texts.region(regions.of(site).orElse(null)),
        activation.isLate(frame.now()),
        frame.now());
  }

  @PostMapping("/keten/elv")
  @Grant(Permission.ACTIVATE_CAPACITY)
  ModelAndView register(
      @RequestParam Map<String, String> form,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var site = regions.findSite(form.getOrDefault("site", ""));
    var ends = date(form.getOrDefault("endsOn", ""));
    if (site.isEmpty()) {
      return SehPages.REFUSALS.leave(redirect, frame, "unknown-site", "", HOME);
    }
    if (ends == null) {
      return SehPages.REFUSALS.leave(redirect, frame, "bad-date", "", HOME);
    }
    var draft =
        new ActivationDesk.Draft(
            site.get().id(),
            form.getOrDefault("unit", ""),
            number(form.get("beds")),
            number(form.getOrDefault("hours", "72")),
            new Dormant.Agreement(
                form.getOrDefault("agreement", ""), form.getOrDefault("parties", ""), ends),
            form.getOrDefault("contact", ""));
    return answer(desk.register(actor, draft), redirect, frame, HOME);
  }

  @PostMapping("/keten/elv/{id}/einde")
  @Grant(Permission.ACTIVATE_CAPACITY)
  ModelAndView end(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(desk.end(actor, number(id), reason), redirect, frame, HOME);
  }

  @PostMapping("/keten/elv/{id}/opdracht")
  @Grant(Permission.ACTIVATE_CAPACITY)
  ModelAndView order(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String beds,
      @RequestParam(defaultValue = "") String reason,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    return answer(desk.order(actor, number(id), number(beds), reason), redirect, frame, HOME);
  }

  /// One order as its page shows it.
  record OrderView(
      ElvView.OrderRow row,
      String code,
      boolean mayOpen,
      boolean mayOrder,
      List<Delivery> mails,
      @Nullable Flash flash) {}

  @GetMapping("/keten/elv/opdracht/{id}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView order(
      @PathVariable String id, Actor actor, Frame frame, HttpServletRequest request) {
    var activation =
        desk.find(number(id)).orElseThrow(() -> new NotFound(frame.t("chain.problem.order", id)));
    var site = activation.dormant().site();
    var view =
        new OrderView(
            order(frame, activation),
            regions.findSite(site).map(Site::code).orElse(""),
            desk.mayOpen(actor, site),
            desk.mayOrder(actor, site),
            outbox.about("activation:" + activation.id()),
            Flash.of(request));
    return new ModelAndView("chain/web/order", Map.of("frame", frame, "view", view));
  }

  @PostMapping("/keten/elv/opdracht/{id}/stap")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView step(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String beds,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var known =
        java.util.Arrays.stream(Activation.Kind.values())
            .filter(k -> k.name().equals(kind.toUpperCase(Locale.ROOT)))
            .findFirst();
    var href = HOME + "/opdracht/" + number(id);
    if (known.isEmpty()) {
      return SehPages.REFUSALS.leave(redirect, frame, "no-such-step", "", href);
    }
    return answer(
        desk.step(actor, number(id), known.get(), number(beds), note), redirect, frame, href);
  }

  private static ModelAndView answer(
      ActivationOutcome outcome, RedirectAttributes redirect, Frame frame, String href) {
    return switch (outcome) {
      case ActivationOutcome.Registered(var dormant) ->
          Flash.done(
              redirect,
              frame.t(
                  dormant.ended() == null ? "chain.done.registered" : "chain.done.ended",
                  dormant.beds(),
                  dormant.unit()),
              HOME);
      case ActivationOutcome.Done(var activation) ->
          Flash.done(
              redirect,
              frame.t("chain.done.order." + word(activation.state().name())),
              HOME + "/opdracht/" + activation.id());
      case ActivationOutcome.Refused(var code, var advice) ->
          SehPages.REFUSALS.leave(
              redirect, frame, code, advice, code.startsWith("no-such") ? HOME : href);
    };
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static int number(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static @Nullable LocalDate date(String text) {
    try {
      var date = LocalDate.parse(text.strip());
      return date.getYear() < 2000 || date.getYear() > 2200 ? null : date;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
