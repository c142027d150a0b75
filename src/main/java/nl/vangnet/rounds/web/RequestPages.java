package nl.vangnet.rounds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.policy.RoundDays;
import nl.vangnet.policy.RoundHours;
import nl.vangnet.policy.Rules;
import nl.vangnet.rounds.Asked;
import nl.vangnet.rounds.DataRequest;
import nl.vangnet.rounds.Recipients;
import nl.vangnet.rounds.RequestBook;
import nl.vangnet.rounds.RoundOutcome;
import nl.vangnet.rounds.Schedule;
import nl.vangnet.web.Frame;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/// The definitions of the recurring data requests: what is asked of whom, when, on which days
/// (CAP-14).
@Controller
class RequestPages {
  private static final String NOTICE = "notice";
  private static final List<String> CLOCKS = List.of("opens", "hospital", "region", "options");

  private final RequestBook book;
  private final Definitions definitions;
  private final Rules rules;
  private final RoundLabels labels;
  private final Clock clock;

  RequestPages(
      RequestBook book, Definitions definitions, Rules rules, RoundLabels labels, Clock clock) {
    this.book = book;
    this.definitions = definitions;
    this.rules = rules;
    this.labels = labels;
    this.clock = clock;
  }

  @GetMapping("/aanlevering/rondes")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView list(
      Frame frame, @RequestParam(defaultValue = "") String wijzig, HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    var notice = flash != null && flash.get(NOTICE) instanceof String text ? text : null;
    var form =
        frame.has(Permission.RUN_ROUNDS)
            ? book.find(wijzig).map(RequestPages::form).orElseGet(RequestPages::empty)
            : null;
    return page(frame, form, null, notice);
  }

  @PostMapping("/aanlevering/rondes")
  @Grant(Permission.RUN_ROUNDS)
  ModelAndView publish(
      Actor actor,
      Frame frame,
      @RequestParam org.springframework.util.MultiValueMap<String, String> sent,
      RedirectAttributes after) {
    var form = read(sent);
    var fault = new ArrayList<String>();
    var request = request(form, fault);
    if (request == null) {
      return refused(frame, form, fault.isEmpty() ? "clock-malformed" : fault.getFirst());
    }
    return switch (book.publish(actor, request)) {
      case RoundOutcome.Done(var version) -> {
        after.addFlashAttribute(NOTICE, frame.t("rounds.requests.published", form.code(), version));
        yield Redirects.seeOther("/aanlevering/rondes");
      }
      case RoundOutcome.Refused(var code) -> refused(frame, form, code);
    };
  }

  private ModelAndView refused(Frame frame, RequestView.Form form, String code) {
    var page = page(frame, form, frame.words().of("rounds.refused." + code), null);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static RequestView.Form empty() {
    return new RequestView.Form(
        true,
        "",
        "",
        "",
        Set.of("icu.staffed", "icu.occupied", "icu.offered"),
        Set.of(ProviderType.HOSPITAL.name()),
        "",
        "",
        Map.of(),
        "",
        Set.of(),
        false,
        true);
  }

  private static RequestView.Form form(DataRequest request) {
    var asked = new TreeSet<String>();
    request
        .asked()
        .forEach(a -> a.variables().forEach(v -> asked.add(a.category() + "." + v.code())));
    var schedule = request.schedule();
    var times = new LinkedHashMap<String, String>();
    put(times, "opens", schedule.opens());
    put(times, "hospital", schedule.hospitalDue());
    put(times, "region", schedule.regionDue());
    put(times, "options", schedule.optionsDue());
    var reminders = schedule.remindersBefore();
    var days = schedule.days();
    return new RequestView.Form(
        false,
        request.code(),
        request.nameNl(),
        request.nameEn(),
        asked,
        request.recipients().types().stream().map(Enum::name).collect(Collectors.toSet()),
        request.recipients().regions().stream().sorted().collect(Collectors.joining(" ")),
        request.recipients().sites().stream().sorted().collect(Collectors.joining(" ")),
        times,
        reminders == null
            ? ""
            : reminders.isEmpty()
                ? "none"
                : reminders.stream().map(String::valueOf).collect(Collectors.joining(" ")),
        days == null ? Set.of() : Set.of(days.text().split(" ")),
        days != null,
        request.active());
  }

  private static void put(Map<String, String> times, String name, @Nullable LocalTime time) {
    if (time != null) {
      times.put(name, time.toString());
    }
  }

  private RequestView.Form read(org.springframework.util.MultiValueMap<String, String> sent) {
    var times = new LinkedHashMap<String, String>();
    for (var name : CLOCKS) {
      times.put(name, one(sent, "clock." + name));
    }
    var code = one(sent, "code").toLowerCase(Locale.ROOT);
    return new RequestView.Form(
        book.find(code).isEmpty(),
        code,
        one(sent, "nl"),
        one(sent, "en"),
        many(sent, "asked"),
        many(sent, "type"),
        one(sent, "regions"),
        one(sent, "sites"),
        times,
        one(sent, "reminders"),
        many(sent, "day"),
        one(sent, "own-days").equals("ja"),
        one(sent, "active").equals("ja"));
  }

  private static String one(
      org.springframework.util.MultiValueMap<String, String> sent, String name) {
    var value = sent.getFirst(name);
    return value == null ? "" : value.strip().replaceAll("\\s+", " ");
  }

  private static Set<String> many(
      org.springframework.util.MultiValueMap<String, String> sent, String name) {
    return Set.copyOf(new HashSet<>(sent.getOrDefault(name, List.of())));
  }

  /// The request that a form means; null with the code of the fault when it cannot be read.
  private @Nullable DataRequest request(RequestView.Form form, List<String> fault) {
    var asked = new ArrayList<Asked>();
    for (var category : definitions.categories()) {
      var variables =
          Arrays.stream(Variable.values())
              .filter(v -> form.asked().contains(category.code() + "." + v.code()))
              .toList();
      if (!variables.isEmpty()) {
        asked.add(new Asked(category.code(), variables));
      }
    }
    var types =
        Arrays.stream(ProviderType.values())
            .filter(t -> form.types().contains(t.name()))
            .collect(Collectors.toSet());
    for (var name : CLOCKS) {
      var text = form.clock().getOrDefault(name, "");
      if (!text.isEmpty() && !text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
        fault.add("clock-malformed");
      }
    }
    if (!form.reminders().matches("|none|[0-9]{1,4}( [0-9]{1,4}){0,9}")) {
      fault.add("reminders-malformed");
    }
    if (form.regions().length() > 400 || form.sites().length() > 2000) {
      fault.add("text-too-long");
    }
    if (!fault.isEmpty()) {
      return null;
    }
    return new DataRequest(
        form.code(),
        0,
        form.nameNl(),
        form.nameEn(),
        asked,
        new Recipients(types, words(form.regions()), words(form.sites())),
        new Schedule(
            time(form, "opens"),
            time(form, "hospital"),
            time(form, "region"),
            time(form, "options"),
            form.reminders().isEmpty()
                ? null
                : form.reminders().equals("none")
                    ? List.of()
                    : Arrays.stream(form.reminders().split(" ")).map(Integer::valueOf).toList(),
            form.ownDays() ? RoundDays.parse(String.join(" ", form.days())) : null),
        form.active(),
        "",
        clock.instant());
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split("[ ,;]+"))
        .filter(w -> !w.isEmpty())
        .collect(Collectors.toSet());
  }

  private static @Nullable LocalTime time(RequestView.Form form, String name) {
    var text = form.clock().getOrDefault(name, "");
    return text.isEmpty() ? null : LocalTime.parse(text);
  }

  private ModelAndView page(
      Frame frame,
      RequestView.@Nullable Form form,
      @Nullable String wrong,
      @Nullable String notice) {
    var words = frame.words();
    var now = frame.now();
    var rule = rules.roundHours(now);
    var ruleDays = rules.roundDays(now);
    var today = LocalDate.ofInstant(now, Frame.ZONE);
    var all = book.all();
    var rows = book.current().stream().map(r -> row(words, r, rule, ruleDays, today, all)).toList();
    var view =
        new RequestView(
            rows,
            rule,
            days(words, ruleDays),
            holidays(words, today, ruleDays),
            form,
            definitions.categories().stream()
                .map(Category::code)
                .map(c -> new OptionView.Choice(c, labels.category(words, c)))
                .toList(),
            Arrays.stream(Variable.values())
                .map(v -> new OptionView.Choice(v.code(), RoundLabels.variable(words, v)))
                .toList(),
            Arrays.stream(ProviderType.values())
                .map(t -> new OptionView.Choice(t.name(), words.of(typeKey(t))))
                .toList(),
            wrong,
            notice);
    return new ModelAndView("rounds/web/requests", Map.of("frame", frame, "view", view));
  }

  private static String typeKey(ProviderType type) {
    return "rounds.type." + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private RequestView.Row row(
      Words words,
      DataRequest request,
      RoundHours rule,
      RoundDays ruleDays,
      LocalDate today,
      List<DataRequest> all) {
    var own = request.schedule().days();
    var who = new ArrayList<String>();
    request.recipients().types().forEach(t -> who.add(words.of(typeKey(t))));
    who.addAll(request.recipients().regions());
    who.addAll(request.recipients().sites());
    return new RequestView.Row(
        request,
        RoundLabels.request(words, request),
        request.schedule().hours(rule),
        days(words, own == null ? ruleDays : own),
        book.nextDays(request, today, 5).stream()
            .map(d -> DateTimeFormatter.ofPattern("EEE d MMM", words.locale()).format(d))
            .toList(),
        request.asked().stream()
            .map(a ->
                labels.category(words, a.category())
                    + ": "
                    + a.variables().stream()
                        .map(v -> RoundLabels.variable(words, v).toLowerCase(words.locale()))
                        .collect(Collectors.joining(", ")))
            .toList(),
        String.join(", ", who),
        all.stream()
            .filter(r -> r.code().equals(request.code()) && r.version() < request.version())
            .toList());
  }

  private static String days(Words words, RoundDays days) {
    var named =
        days.days().size() == 7
            ? words.of("rounds.days.all")
            : Arrays.stream(DayOfWeek.values())
                .filter(d -> days.days().contains(d))
                .map(d -> words.of("rounds.day." + RoundDays.word(d)))
                .collect(Collectors.joining(", "));
    return named
        + " · "
        + words.of(days.onHolidays() ? "rounds.days.holidays" : "rounds.days.no-holidays");
  }

  private List<RequestView.Holiday> holidays(Words words, LocalDate today, RoundDays days) {
    var holidays = rules.holidays(clock.instant());
    var found = new ArrayList<RequestView.Holiday>();
    for (var day = today; day.isBefore(today.plusYears(1)); day = day.plusDays(1)) {
      var at = day;
      holidays
          .nameOf(day)
          .ifPresent(name ->
              found.add(
                  new RequestView.Holiday(
                      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", words.locale()).format(at),
                      words.of("rounds.holiday." + name),
                      days.includes(at, holidays))));
    }
    return found;
  }
}
