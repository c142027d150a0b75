package nl.vangnet.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.outbox.Email;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// A message as it is written to one reader: in the reader's language, short in its subject, with
/// the number to call. `passed` tells a desk above why it hears this, null for the first desk.
record Letter(
    AlertStore.Row alert,
    Words words,
    String desk,
    String deskName,
    Told.Step step,
    @Nullable Passed passed) {
  private static final int LONGEST_PUSH = 900;
  private static final int LONGEST_SMS = 300;

  /// The desk that left a message unread: its name, for how many minutes, and its number.
  record Passed(String desk, long minutes, String phone) {}

  /// The subject.
  String head() {
    var head = alert.content().head(words);
    if (passed != null) {
      return words.of("alerts.sent.passed.head", passed.desk(), head);
    }
    return alert.urgent() ? words.of("alerts.sent.urgent.head", head) : head;
  }

  /// Why this reader hears it; empty for the first.
  private String why() {
    if (passed == null) {
      return step == Told.Step.ON_DUTY ? "" : words.of("alerts.sent.again");
    }
    var why = words.of("alerts.sent.passed", passed.desk(), Long.toString(passed.minutes()));
    return passed.phone().isEmpty()
        ? why
        : why + " " + words.of("alerts.sent.passed.call", passed.desk(), passed.phone());
  }

  /// The number to call, in words.
  private String call() {
    if (!alert.call().isEmpty()) {
      return words.of("alerts.sent.call", alert.call());
    }
    return alert.content().asks(words) ? words.of("alerts.sent.no-number") : "";
  }

  /// As e-mail.
  Email email(String to, String link) {
    var parts = new ArrayList<>(parts());
    parts.add(words.of("alerts.sent.open", link));
    parts.add(words.of("alerts.sent.foot", deskName, AlertText.about(alert.about(), words)));
    return new Email(to, head(), String.join("\n\n", parts) + "\n", alert.about(), List.of());
  }

  private List<String> parts() {
    return List.of(why(), alert.content().text(words), alert.content().ask(words), call()).stream()
        .filter(p -> !p.isEmpty())
        .toList();
  }

  /// As the browser's worker reads it.
  Map<String, Object> push(Instant at) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("tag", tag(alert.id()));
    facts.put("title", head());
    facts.put("body", shortened(String.join("\n", parts()), LONGEST_PUSH));
    facts.put("href", alert.href());
    facts.put("urgent", alert.urgent());
    facts.put("lang", words.locale().getLanguage());
    facts.put("at", at.toEpochMilli());
    return facts;
  }

  /// As a webhook.
  Hooks.Body hook(Instant at, String link) {
    var text =
        List.of(head(), alert.content().ask(words), call()).stream()
            .filter(p -> !p.isEmpty())
            .map(p -> p.replaceFirst("[.]$", ""))
            .toList();
    return new Hooks.Body(
        alert.id(),
        passed == null ? Hooks.Event.TOLD : Hooks.Event.PASSED_ON,
        at.toString(),
        alert.about(),
        desk,
        deskName,
        alert.urgent(),
        shortened(String.join(". ", text), LONGEST_SMS),
        String.join(" ", why(), alert.content().text(words)).strip(),
        alert.call(),
        link,
        words.locale().getLanguage());
  }

  /// That it no longer holds, as the browser's worker reads it: what is open closes.
  Map<String, Object> overPush() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("tag", tag(alert.id()));
    facts.put("closed", true);
    facts.put("title", words.of("alerts.sent.over.head", alert.content().head(words)));
    facts.put("body", words.of("alerts.sent.over"));
    facts.put("lang", words.locale().getLanguage());
    return facts;
  }

  /// That it no longer holds, as a webhook.
  Hooks.Body overHook(Instant at, String link) {
    return new Hooks.Body(
        alert.id(),
        Hooks.Event.WITHDRAWN,
        at.toString(),
        alert.about(),
        desk,
        deskName,
        alert.urgent(),
        shortened(words.of("alerts.sent.over.head", alert.content().head(words)), LONGEST_SMS),
        words.of("alerts.sent.over"),
        alert.call(),
        link,
        words.locale().getLanguage());
  }

  /// The name under which a browser keeps a message, so that a later one takes its place.
  static String tag(long alert) {
    return "alert-" + alert;
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1).stripTrailing() + "…";
  }
}
