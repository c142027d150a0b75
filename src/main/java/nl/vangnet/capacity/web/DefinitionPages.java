package nl.vangnet.capacity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Cohort;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Limits;
import nl.vangnet.capacity.Variable;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import nl.vangnet.web.Words;
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

/// The pages of the bed definitions: the catalogue, the versions of one, publishing the next.
@Controller
class DefinitionPages {
  private static final String NOTICE = "notice";
  private static final int LONGEST_LIMIT = 60 * 24 * 60;
  private static final List<String> LIMITS =
      List.of("fresh", "stale", "standingFresh", "standingStale");

  private final Definitions definitions;
  private final Clock clock;

  DefinitionPages(Definitions definitions, Clock clock) {
    this.definitions = definitions;
    this.clock = clock;
  }

  @GetMapping("/definities")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView catalogue(Frame frame, HttpServletRequest request) {
    var now = frame.now();
    var view =
        new DefinitionsView(
            definitions.categories().stream().map(c -> of(frame, c, now)).toList(),
            definitions.cohorts().stream().map(c -> of(frame, c, now)).toList(),
            frame.has(Permission.EDIT_DEFINITIONS),
            notice(request));
    return new ModelAndView("capacity/web/definitions", Map.of("frame", frame, "view", view));
  }

  @GetMapping("/definities/categorie/{code}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView category(Frame frame, @PathVariable String code, HttpServletRequest request) {
    var versions = definitions.versions(code);
    if (versions.isEmpty()) {
      throw new NotFound(code);
    }
    return categoryPage(frame, versions, form(frame, versions.getFirst()), notice(request));
  }

  @GetMapping("/definities/cohort/{code}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView cohort(Frame frame, @PathVariable String code, HttpServletRequest request) {
    var versions = definitions.cohortVersions(code);
    if (versions.isEmpty()) {
      throw new NotFound(code);
    }
    return cohortPage(frame, versions, form(frame, versions.getFirst()), notice(request));
  }

  @GetMapping("/definities/nieuw/categorie")
  @Grant(Permission.EDIT_DEFINITIONS)
  ModelAndView newCategory(Frame frame) {
    return newPage(
        frame,
        new DefinitionsView.DefinitionForm(
            "categorie",
            true,
            Map.of(
                "rank", "100",
                "validFrom", frame.field(frame.now()),
                "fresh", "120",
                "stale", "1440",
                "standingFresh", "1560",
                "standingStale", "3000"),
            asks(
                frame.words(),
                List.of("physical", "staffed", "occupied", "closed", "reserve", "offered"),
                List.of("staffed", "occupied")),
            Map.of()));
  }

  @GetMapping("/definities/nieuw/cohort")
  @Grant(Permission.EDIT_DEFINITIONS)
  ModelAndView newCohort(Frame frame) {
    return newPage(
        frame,
        new DefinitionsView.DefinitionForm(
            "cohort",
            true,
            Map.of("rank", "100", "validFrom", frame.field(frame.now())),
            List.of(),
            Map.of()));
  }

  @PostMapping("/definities/categorie")
  @Grant(Permission.EDIT_DEFINITIONS)
  ModelAndView publishCategory(
      Actor actor,
      Frame frame,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes after) {
    var values = values(sent);
    var wrong = new LinkedHashMap<String, String>();
    var moment = moment(frame, values, wrong);
    var limits = limits(frame, values, wrong);
    var code = values.getOrDefault("code", "");
    var asked = sent.getOrDefault("variables", List.of());
    var needed = sent.getOrDefault("needs", List.of());
    refuseTaken(frame, values, !definitions.versions(code).isEmpty(), wrong);
    if (moment != null && limits != null) {
      var category =
          new Category(
              code,
              0,
              values.getOrDefault("nameNl", ""),
              values.getOrDefault("nameEn", ""),
              values.getOrDefault("meaningNl", ""),
              values.getOrDefault("meaningEn", ""),
              java.util.Set.copyOf(variables(needed)),
              variables(asked),
              limits.getFirst(),
              limits.getLast(),
              rank(frame, values, wrong),
              moment,
              values.getOrDefault("source", ""));
      definitions.faults(category).forEach(f -> wrong.put(fieldOf(f), words(frame, f)));
      if (wrong.isEmpty()) {
        var published = definitions.publish(actor, category);
        return published(frame, after, "categorie", published.code(), published.version());
      }
    }
    var form =
        new DefinitionsView.DefinitionForm(
            "categorie",
            values.containsKey("new"),
            values,
            asks(frame.words(), asked, needed),
            wrong);
    var versions = definitions.versions(code);
    return unprocessable(
        form.isNew() || versions.isEmpty()
            ? newPage(frame, form)
            : categoryPage(frame, versions, form, null));
  }

  @PostMapping("/definities/cohort")
  @Grant(Permission.EDIT_DEFINITIONS)
  ModelAndView publishCohort(
      Actor actor,
      Frame frame,
      @RequestParam MultiValueMap<String, String> sent,
      RedirectAttributes after) {
    var values = values(sent);
    var wrong = new LinkedHashMap<String, String>();
    var moment = moment(frame, values, wrong);
    var code = values.getOrDefault("code", "");
    refuseTaken(frame, values, !definitions.cohortVersions(code).isEmpty(), wrong);
    if (moment != null) {
      var cohort =
          new Cohort(
              code,
              0,
              values.getOrDefault("nameNl", ""),
              values.getOrDefault("nameEn", ""),
              values.getOrDefault("meaningNl", ""),
              values.getOrDefault("meaningEn", ""),
              rank(frame, values, wrong),
              moment,
              values.getOrDefault("source", ""));
      definitions.faults(cohort).forEach(f -> wrong.put(fieldOf(f), words(frame, f)));
      if (wrong.isEmpty()) {
        var published = definitions.publish(actor, cohort);
        return published(frame, after, "cohort", published.code(), published.version());
      }
    }
    var form =
        new DefinitionsView.DefinitionForm(
            "cohort", values.containsKey("new"), values, List.of(), wrong);
    var versions = definitions.cohortVersions(code);
    return unprocessable(
        form.isNew() || versions.isEmpty()
            ? newPage(frame, form)
            : cohortPage(frame, versions, form, null));
  }

  private static void refuseTaken(
      Frame frame, Map<String, String> values, boolean taken, Map<String, String> wrong) {
    if (values.containsKey("new") && taken) {
      wrong.put("code", words(frame, "code-taken"));
    }
  }

  private static ModelAndView published(
      Frame frame, RedirectAttributes after, String kind, String code, int version) {
    after.addFlashAttribute(NOTICE, frame.t("capacity.definition.published", code, version));
    return EntryPages.seeOther("/definities/" + kind + "/" + code);
  }

  private static ModelAndView unprocessable(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static Map<String, String> values(MultiValueMap<String, String> sent) {
    var values = new HashMap<String, String>();
    sent.forEach((name, all) -> {
      if (!all.isEmpty() && all.getFirst() != null) {
        values.put(name, all.getFirst().strip());
      }
    });
    return values;
  }

  private static List<Variable> variables(List<String> codes) {
    return Arrays.stream(Variable.values()).filter(v -> codes.contains(v.code())).toList();
  }

  private @Nullable Instant moment(
      Frame frame, Map<String, String> values, Map<String, String> wrong) {
    try {
      var typed = LocalDateTime.parse(values.getOrDefault("validFrom", ""));
      var moment = typed.atZone(Frame.ZONE).toInstant();
      // The field holds minutes: a form that says "from now" means now.
      var now = clock.instant();
      return moment.isBefore(now)
              && moment.isAfter(now.minus(Duration.ofHours(1)))
              && !values.containsKey("new")
          ? now
          : moment;
    } catch (DateTimeException e) {
      wrong.put("validFrom", words(frame, "valid-from-not-a-moment"));
      return null;
    }
  }

  private static int rank(Frame frame, Map<String, String> values, Map<String, String> wrong) {
    var rank = number(values.getOrDefault("rank", ""));
    if (rank == null) {
      wrong.put("rank", words(frame, "rank-not-a-number"));
      return 0;
    }
    return rank;
  }

  private static @Nullable List<Limits> limits(
      Frame frame, Map<String, String> values, Map<String, String> wrong) {
    var minutes = new ArrayList<Integer>();
    for (var name : LIMITS) {
      var value = number(values.getOrDefault(name, ""));
      if (value == null || value < 1 || value > LONGEST_LIMIT) {
        wrong.put(name, words(frame, "limit-not-minutes"));
      } else {
        minutes.add(value);
      }
    }
    if (minutes.size() < LIMITS.size()) {
      return null;
    }
    if (minutes.get(0) >= minutes.get(1)) {
      wrong.put("stale", words(frame, "limits-order"));
    }
    if (minutes.get(2) >= minutes.get(3)) {
      wrong.put("standingStale", words(frame, "limits-order"));
    }
    return wrong.containsKey("stale") || wrong.containsKey("standingStale")
        ? null
        : List.of(
            new Limits(Duration.ofMinutes(minutes.get(0)), Duration.ofMinutes(minutes.get(1))),
            new Limits(Duration.ofMinutes(minutes.get(2)), Duration.ofMinutes(minutes.get(3))));
  }

  private static @Nullable Integer number(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.valueOf(text) : null;
  }

  private static String words(Frame frame, String fault) {
    return frame.t("capacity.definition.fault." + fault);
  }

  private static String fieldOf(String fault) {
    return switch (fault) {
      case "code-pattern", "code-taken" -> "code";
      case "name-missing" -> "nameNl";
      case "meaning-missing", "text-too-long" -> "meaningNl";
      case "source-missing" -> "source";
      case "variables-missing", "needs-not-asked" -> "variables";
      default -> "validFrom";
    };
  }

  // ---- pages ----

  private ModelAndView categoryPage(
      Frame frame,
      List<Category> versions,
      DefinitionsView.DefinitionForm form,
      @Nullable String notice) {
    var shown = versions.stream().map(c -> of(frame, c, frame.now())).toList();
    return comparedPage(frame, "categorie", shown, true, form, notice);
  }

  private ModelAndView cohortPage(
      Frame frame,
      List<Cohort> versions,
      DefinitionsView.DefinitionForm form,
      @Nullable String notice) {
    var shown = versions.stream().map(c -> of(frame, c, frame.now())).toList();
    return comparedPage(frame, "cohort", shown, false, form, notice);
  }

  private static ModelAndView comparedPage(
      Frame frame,
      String kind,
      List<DefinitionsView.Definition> versions,
      boolean isCategory,
      DefinitionsView.DefinitionForm form,
      @Nullable String notice) {
    var newest = versions.getFirst();
    var view =
        new DefinitionsView.Compared(
            kind,
            newest.code(),
            newest.name(),
            versions,
            properties(frame, versions, isCategory),
            frame.has(Permission.EDIT_DEFINITIONS) ? form : null,
            notice);
    return new ModelAndView("capacity/web/definition", Map.of("frame", frame, "view", view));
  }

  private static ModelAndView newPage(Frame frame, DefinitionsView.DefinitionForm form) {
    return new ModelAndView("capacity/web/newdefinition", Map.of("frame", frame, "view", form));
  }

  private static List<DefinitionsView.Property> properties(
      Frame frame, List<DefinitionsView.Definition> versions, boolean isCategory) {
    var properties = new ArrayList<DefinitionsView.Property>();
    properties.add(property(frame, "name", versions, DefinitionsView.Definition::name));
    properties.add(property(frame, "meaning", versions, DefinitionsView.Definition::meaning));
    if (isCategory) {
      properties.add(property(frame, "needs", versions, d -> String.join(", ", d.needs())));
      properties.add(property(frame, "variables", versions, d -> String.join(", ", d.variables())));
      properties.add(property(frame, "counted", versions, DefinitionsView.Definition::counted));
      properties.add(property(frame, "standing", versions, DefinitionsView.Definition::standing));
    }
    properties.add(property(frame, "rank", versions, d -> Integer.toString(d.rank())));
    properties.add(property(frame, "valid-from", versions, d -> frame.fullMoment(d.validFrom())));
    properties.add(property(frame, "source", versions, DefinitionsView.Definition::source));
    return properties;
  }

  private static DefinitionsView.Property property(
      Frame frame,
      String name,
      List<DefinitionsView.Definition> versions,
      Function<DefinitionsView.Definition, String> of) {
    var values = new ArrayList<DefinitionsView.Value>();
    for (var i = 0; i < versions.size(); i++) {
      var text = of.apply(versions.get(i));
      var before = i + 1 < versions.size() ? of.apply(versions.get(i + 1)) : text;
      values.add(new DefinitionsView.Value(text, !text.equals(before)));
    }
    return new DefinitionsView.Property(frame.t("capacity.definition." + name), values);
  }

  private DefinitionsView.Definition of(Frame frame, Category c, Instant now) {
    var words = frame.words();
    return new DefinitionsView.Definition(
        c.code(),
        c.version(),
        words.isDutch() ? c.nameNl() : c.nameEn(),
        words.isDutch() ? c.meaningNl() : c.meaningEn(),
        c.needs().stream().sorted().map(v -> variable(words, v)).toList(),
        c.variables().stream().map(v -> variable(words, v)).toList(),
        limits(frame, c.counted()),
        limits(frame, c.standing()),
        c.rank(),
        c.validFrom(),
        c.source(),
        state(
            c.validFrom(),
            definitions.findCategory(c.code(), now).map(Category::version),
            c.version(),
            now));
  }

  private DefinitionsView.Definition of(Frame frame, Cohort c, Instant now) {
    var words = frame.words();
    var inForce =
        definitions.cohorts().stream()
            .filter(other -> other.code().equals(c.code()))
            .findFirst()
            .map(Cohort::version);
    return new DefinitionsView.Definition(
        c.code(),
        c.version(),
        words.isDutch() ? c.nameNl() : c.nameEn(),
        words.isDutch() ? c.meaningNl() : c.meaningEn(),
        List.of(),
        List.of(),
        "",
        "",
        c.rank(),
        c.validFrom(),
        c.source(),
        state(c.validFrom(), inForce, c.version(), now));
  }

  private static String state(
      Instant validFrom, java.util.Optional<Integer> inForce, int version, Instant now) {
    if (inForce.isPresent() && inForce.get() == version) {
      return "in-force";
    }
    return validFrom.isAfter(now) ? "coming" : "past";
  }

  private static String variable(Words words, Variable variable) {
    return words.of("capacity.variable." + variable.code());
  }

  private static String limits(Frame frame, Limits limits) {
    return frame.t(
        "capacity.definition.limits",
        period(frame, limits.freshFor()),
        period(frame, limits.staleAfter()));
  }

  private static String period(Frame frame, Duration period) {
    return period.toMinutes() % 60 == 0
        ? frame.t("capacity.definition.hours", Long.toString(period.toHours()))
        : frame.t("capacity.definition.minutes", Long.toString(period.toMinutes()));
  }

  private static List<DefinitionsView.Ask> asks(
      Words words, List<String> asked, List<String> needed) {
    return Arrays.stream(Variable.values())
        .map(v ->
            new DefinitionsView.Ask(
                v.code(), variable(words, v), asked.contains(v.code()), needed.contains(v.code())))
        .toList();
  }

  private static DefinitionsView.DefinitionForm form(Frame frame, Category newest) {
    var values = new HashMap<String, String>();
    values.put("code", newest.code());
    values.put("nameNl", newest.nameNl());
    values.put("nameEn", newest.nameEn());
    values.put("meaningNl", newest.meaningNl());
    values.put("meaningEn", newest.meaningEn());
    values.put("rank", Integer.toString(newest.rank()));
    values.put("source", newest.source());
    values.put("validFrom", frame.field(frame.now()));
    values.put("fresh", Long.toString(newest.counted().freshFor().toMinutes()));
    values.put("stale", Long.toString(newest.counted().staleAfter().toMinutes()));
    values.put("standingFresh", Long.toString(newest.standing().freshFor().toMinutes()));
    values.put("standingStale", Long.toString(newest.standing().staleAfter().toMinutes()));
    return new DefinitionsView.DefinitionForm(
        "categorie",
        false,
        values,
        asks(
            frame.words(),
            newest.variables().stream().map(Variable::code).toList(),
            newest.needs().stream().map(Variable::code).collect(Collectors.toList())),
        Map.of());
  }

  private static DefinitionsView.DefinitionForm form(Frame frame, Cohort newest) {
    return new DefinitionsView.DefinitionForm(
        "cohort",
        false,
        Map.of(
            "code", newest.code(),
            "nameNl", newest.nameNl(),
            "nameEn", newest.nameEn(),
            "meaningNl", newest.meaningNl(),
            "meaningEn", newest.meaningEn(),
            "rank", Integer.toString(newest.rank()),
            "source", newest.source(),
            "validFrom", frame.field(frame.now())),
        List.of(),
        Map.of());
  }

  private static @Nullable String notice(HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    return flash != null && flash.get(NOTICE) instanceof String text ? text : null;
  }
}
