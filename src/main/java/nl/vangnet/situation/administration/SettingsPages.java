package nl.vangnet.situation.administration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nl.vangnet.access.Actor;
import nl.vangnet.access.DemoMode;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.policy.Decision;
import nl.vangnet.policy.Rule;
import nl.vangnet.policy.RuleName;
import nl.vangnet.policy.RuleOutcome;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The rules in force with their history, and what this node runs on.
@Controller
@RequestMapping("/instellingen")
class SettingsPages {
  private final Rules rules;
  private final FactsStore database;
  private final DemoMode demo;
  private final Environment settings;
  private final ObjectProvider<BuildProperties> build;
  private final Clock clock;

  SettingsPages(
      Rules rules,
      FactsStore database,
      DemoMode demo,
      Environment settings,
      ObjectProvider<BuildProperties> build,
      Clock clock) {
    this.rules = rules;
    this.database = database;
    this.demo = demo;
    this.settings = settings;
    this.build = build;
    this.clock = clock;
  }

  @GetMapping
  @Grant(Permission.SEE_SETTINGS)
  ModelAndView list(Frame frame, Model model) {
    var form = new DecisionForm("", "", frame.field(clock.instant()), "", "");
    return Answers.page("settings", frame, view(form, null, (String) model.getAttribute("done")));
  }

  @PostMapping
  @Grant(Permission.EDIT_SETTINGS)
  ModelAndView decide(
      Actor actor, Frame frame, @RequestParam Map<String, String> fields, RedirectAttributes next) {
    var form = DecisionForm.of(fields);
    var from = form.from(frame.now());
    if (from == null) {
      return Answers.refused(
          "settings", frame, view(form, "administration.settings.refused.valid-from", null));
    }
    return switch (rules.publish(
        actor, new Decision(form.key(), form.value(), from, form.decidedBy(), form.source()))) {
      case RuleOutcome.Published(var rule) -> {
        next.addFlashAttribute("done", rule.key());
        yield Answers.seeOther("/instellingen");
      }
      case RuleOutcome.Refused(var reason) ->
          Answers.refused("settings", frame, view(form, code(form, reason), null));
    };
  }

  private String code(DecisionForm form, RuleOutcome.Reason reason) {
    var plain =
        "administration.settings.refused."
            + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return reason == RuleOutcome.Reason.VALUE_MALFORMED
        ? plain + "." + rules.findName(form.key()).map(SettingsPages::kind).orElse("word")
        : plain;
  }

  private static String kind(RuleName name) {
    return name.kind().name().toLowerCase(Locale.ROOT);
  }

  private SettingsView view(DecisionForm form, @Nullable String refused, @Nullable String done) {
    var now = clock.instant();
    var inForce = new TreeMap<String, Rule>();
    rules.inForce(now).forEach(r -> inForce.put(r.key(), r));
    var versions = new LinkedHashMap<String, List<Rule>>();
    for (var rule : rules.list()) {
      versions.computeIfAbsent(
          rule.key(), key -> rules.list().stream().filter(r -> r.key().equals(key)).toList());
    }
    var rows =
        versions.entrySet().stream()
            .map(e ->
                new RuleRow(
                    e.getKey(),
                    rules.findName(e.getKey()).map(SettingsPages::kind).orElse("word"),
                    inForce.get(e.getKey()),
                    e.getValue()))
            .toList();
    var name = rules.findName(form.key()).orElse(null);
    return new SettingsView(
        rows,
        facts(),
        form,
        refused,
        done,
        name == null ? 0 : name.least(),
        name == null ? 0 : name.most());
  }

  private Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    var built = build.getIfAvailable();
    facts.put("version", built == null ? "—" : built.getVersion() + " (" + built.getTime() + ")");
    facts.put("database", "PostgreSQL " + database.serverVersion());
    facts.put("database-kind", settings.getProperty("vangnet.database", "external"));
    facts.put("node", node());
    facts.put("demo", demo.isOn() ? "on" : "off");
    facts.put("zone", Frame.ZONE.getId());
    facts.put("mllp", settings.getProperty("vangnet.mllp.port", "—"));
    facts.put("mllp-tls", set("vangnet.mllp.tls.bundle") ? "on" : "off");
    facts.put(
        "web-tls",
        set("server.ssl.bundle") || set("server.ssl.key-store") || set("server.ssl.certificate")
            ? "on"
            : "off");
    return facts;
  }

  private boolean set(String property) {
    return !settings.getProperty(property, "").isBlank();
  }

  private static String node() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "—";
    }
  }
}

/// The fields of the form about a decision, as text.
record DecisionForm(String key, String value, String validFrom, String decidedBy, String source) {
  static DecisionForm of(Map<String, String> fields) {
    return new DecisionForm(
        Answers.text(fields.get("key")),
        Answers.text(fields.get("value")),
        Answers.text(fields.get("from")),
        Answers.text(fields.get("by")),
        Answers.text(fields.get("source")));
  }

  /// The moment from which the decision holds; the minute that runs now means now. Null when it
  /// cannot be read.
  @Nullable Instant from(Instant now) {
    try {
      var from = LocalDateTime.parse(validFrom).atZone(Frame.ZONE).toInstant();
      return from.isBefore(now) && from.isAfter(now.minusSeconds(120)) ? now : from;
    } catch (DateTimeException e) {
      return null;
    }
  }
}

/// One rule: the version in force, null when none is yet, and all versions.
record RuleRow(String key, String kind, @Nullable Rule inForce, List<Rule> versions) {
  /// The key without the region and the phase that it holds for.
  String baseKey() {
    return key.replaceFirst("[@#].*", "");
  }
}

/// The settings page.
record SettingsView(
    List<RuleRow> rows,
    Map<String, String> facts,
    DecisionForm form,
    @Nullable String refused,
    @Nullable String done,
    int least,
    int most) {}
