package nl.vangnet.rounds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.rounds.Board;
import nl.vangnet.rounds.OptionDesk;
import nl.vangnet.rounds.Participation;
import nl.vangnet.rounds.RegionContact;
import nl.vangnet.rounds.RoundBoard;
import nl.vangnet.rounds.RoundOutcome;
import nl.vangnet.rounds.SignOffDesk;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Where the round stands, for each in his own scope, and the sign-off of a region.
@Controller
class RoundPages {
  private static final String NOTICE = "notice";
  private static final int PERIOD = 14;

  private final RoundBoard boards;
  private final SignOffDesk desk;
  private final OptionDesk options;
  private final RoundLabels labels;
  private final Directory directory;
  private final Guard guard;

  RoundPages(
      RoundBoard boards,
      SignOffDesk desk,
      OptionDesk options,
      RoundLabels labels,
      Directory directory,
      Guard guard) {
    this.boards = boards;
    this.desk = desk;
    this.options = options;
    this.labels = labels;
    this.directory = directory;
    this.guard = guard;
  }

  @GetMapping("/aanlevering")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView entry(Actor actor, Frame frame, HttpServletRequest request) {
    var latest = boards.latest();
    if (latest.isEmpty()) {
      return new ModelAndView("rounds/web/none", Map.of("frame", frame));
    }
    if (actor.scope() instanceof Scope.InRegion(var region)) {
      return Redirects.seeOther(
          "/aanlevering/" + latest.getFirst().round().id() + "/regio/" + labels.regionCode(region));
    }
    if (actor.scope() instanceof Scope.InOrganisation(var organisation)) {
      var views =
          latest.stream()
              .map(b ->
                  view(
                      actor,
                      frame,
                      b,
                      null,
                      directory.snapshot().sites(organisation),
                      BoardView.SignView.NONE,
                      null))
              .filter(v -> !v.sites().isEmpty())
              .toList();
      return new ModelAndView("rounds/web/entry", Map.of("frame", frame, "views", views));
    }
    return board(actor, frame, Long.toString(latest.getFirst().round().id()));
  }

  @GetMapping("/aanlevering/{round}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView board(Actor actor, Frame frame, @PathVariable String round) {
    var board = labels.board(round);
    var sites = board.recipients().keySet().stream().flatMap(s -> labels.site(s).stream()).toList();
    return new ModelAndView(
        "rounds/web/board",
        Map.of(
            "frame",
            frame,
            "view",
            view(actor, frame, board, null, sites, BoardView.SignView.NONE, null)));
  }

  @GetMapping("/aanlevering/{round}/regio/{region}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView region(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @PathVariable String region,
      HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    var notice = flash != null && flash.get(NOTICE) instanceof String text ? text : null;
    var board = labels.board(round);
    return regionPage(actor, frame, board, labels.region(board, region), null, "", notice);
  }

  private ModelAndView regionPage(
      Actor actor,
      Frame frame,
      Board board,
      Region region,
      @Nullable String wrong,
      String remark,
      @Nullable String notice) {
    var now = frame.now();
    var signed = board.isSigned(region.id());
    var may = SignOffDesk.maySign(actor, region.id());
    var missing = board.count(board.sites(region.id()), now).notFiled();
    var sign =
        new BoardView.SignView(
            may,
            signed,
            may && signed && !board.round().isFrozen(now),
            missing > 0 && !now.isAfter(board.round().times().hospitalDue()),
            now.isAfter(board.round().times().regionDue()),
            board.signOffs().getOrDefault(region.id(), List.of()).reversed(),
            desk.contacts().get(region.id()),
            wrong,
            remark,
            region.code());
    return new ModelAndView(
        "rounds/web/region",
        Map.of(
            "frame",
            frame,
            "view",
            view(actor, frame, board, region, directory.snapshot().sites(region), sign, notice)));
  }

  @PostMapping("/aanlevering/{round}/regio/{region}/akkoord")
  @Grant(Permission.SIGN_OFF)
  ModelAndView sign(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @PathVariable String region,
      @RequestParam(defaultValue = "") String remark,
      @RequestParam(defaultValue = "") String zonder,
      RedirectAttributes after) {
    var board = labels.board(round);
    var of = labels.region(board, region);
    var outcome = desk.sign(actor, board.round().id(), of.id(), remark, zonder.equals("ja"));
    return answer(actor, frame, board, of, outcome, remark, "rounds.region.signed", after);
  }

  @PostMapping("/aanlevering/{round}/regio/{region}/intrekken")
  @Grant(Permission.SIGN_OFF)
  ModelAndView withdraw(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @PathVariable String region,
      @RequestParam(defaultValue = "") String remark,
      RedirectAttributes after) {
    var board = labels.board(round);
    var of = labels.region(board, region);
    var outcome = desk.withdraw(actor, board.round().id(), of.id(), remark);
    return answer(actor, frame, board, of, outcome, remark, "rounds.region.withdrawn", after);
  }

  @PostMapping("/aanlevering/{round}/regio/{region}/bereikbaar")
  @Grant(Permission.SIGN_OFF)
  ModelAndView contact(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @PathVariable String region,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String phone,
      RedirectAttributes after) {
    var board = labels.board(round);
    var of = labels.region(board, region);
    var outcome =
        desk.setContact(
            actor,
            new RegionContact(
                of.id(),
                name.strip(),
                email.isBlank() ? null : email.strip(),
                phone.isBlank() ? null : phone.strip()));
    return answer(actor, frame, board, of, outcome, "", "rounds.region.contact-kept", after);
  }

  private ModelAndView answer(
      Actor actor,
      Frame frame,
      Board board,
      Region region,
      RoundOutcome outcome,
      String remark,
      String done,
      RedirectAttributes after) {
    return switch (outcome) {
      case RoundOutcome.Done(var id) -> {
        after.addFlashAttribute(NOTICE, frame.words().of(done));
        yield Redirects.seeOther("/aanlevering/" + board.round().id() + "/regio/" + region.code());
      }
      case RoundOutcome.Refused(var code) -> {
        var fresh = labels.board(Long.toString(board.round().id()));
        var page =
            regionPage(
                actor,
                frame,
                fresh,
                region,
                frame.words().of("rounds.refused." + code),
                remark,
                null);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  private BoardView view(
      Actor actor,
      Frame frame,
      Board board,
      @Nullable Region region,
      Collection<Site> sites,
      BoardView.SignView sign,
      @Nullable String notice) {
    var now = frame.now();
    var participation = boards.participation(board.round().day(), PERIOD);
    var rows = new ArrayList<BoardView.SiteRow>();
    for (var site : sites) {
      if (board.recipients().containsKey(site.id())) {
        rows.add(row(actor, board, site, participation, now));
      }
    }
    rows.sort(
        Comparator.<BoardView.SiteRow>comparingInt(r -> BoardView.rank(r.state()))
            .thenComparing(r -> r.site().name(), String.CASE_INSENSITIVE_ORDER));
    var ids = rows.stream().map(r -> r.site().id()).toList();
    return new BoardView(
        board,
        RoundLabels.request(frame.words(), board.request()),
        RoundLabels.day(frame.words(), board.round().day()),
        board.count(ids, now),
        region,
        rows,
        region == null ? regions(actor, board, participation, now) : List.of(),
        Board.median(board.seconds(ids)),
        sum(participation, ids),
        links(frame, board, region),
        sign,
        notice);
  }

  private BoardView.SiteRow row(
      Actor actor, Board board, Site site, Map<SiteId, Participation> participation, Instant now) {
    return new BoardView.SiteRow(
        site,
        board.state(site.id(), now).code(),
        board.last(site.id()),
        board.automatic().contains(site.id()),
        board.changedAfterSignOff(site.id()),
        board.reminders().getOrDefault("site:" + site.id(), List.of()),
        participation.getOrDefault(site.id(), Participation.NONE),
        board
            .recipients()
            .getOrDefault(site.id(), java.util.Optional.empty())
            .map(labels::region)
            .orElse(null),
        FilingPages.href(board, site),
        guard.may(actor, Permission.ENTER_FIGURES, site.id()),
        guard.may(actor, Permission.SEE_PICTURE, site.id()));
  }

  private List<BoardView.RegionRow> regions(
      Actor actor, Board board, Map<SiteId, Participation> participation, Instant now) {
    var pleas = options.pleas(actor, board.round().id());
    return labels.regions(board).stream()
        .map(region -> {
          var sites = board.sites(region.id());
          return new BoardView.RegionRow(
              region,
              board.count(sites, now),
              board.lastSignOff(region.id()),
              sum(participation, sites),
              Board.median(board.seconds(sites)),
              board.reminders().getOrDefault("region:" + region.id().value(), List.of()).size(),
              (int)
                  pleas.stream()
                      .filter(p -> p.region().equals(region.id()) && p.end() == null)
                      .count());
        })
        .toList();
  }

  private static Participation sum(
      Map<SiteId, Participation> participation, Collection<SiteId> sites) {
    var sum = Participation.NONE;
    for (var site : sites) {
      sum = sum.plus(participation.getOrDefault(site, Participation.NONE));
    }
    return sum;
  }

  private List<BoardView.Link> links(Frame frame, Board board, @Nullable Region region) {
    var day = board.round().day();
    var until = day.plusDays(3);
    return boards.days(day.minusDays(6), until).stream()
        .map(r ->
            new BoardView.Link(
                "/aanlevering/" + r.id() + (region == null ? "" : "/regio/" + region.code()),
                java.time.format.DateTimeFormatter.ofPattern("EEE d MMM", frame.locale())
                        .format(r.day())
                    + (boards.latest().size() > 1 ? " · " + r.request() : ""),
                r.id() == board.round().id()))
        .toList();
  }
}
