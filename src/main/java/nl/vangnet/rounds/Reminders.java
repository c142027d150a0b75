package nl.vangnet.rounds;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.ContactPoint;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.outbox.Email;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.web.Languages;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Lets reminders go out, each once: to the hospitals that have not filed at the moments before the
/// deadline, and to the regions after it, with the names of who is missing (CAP-01).
@Component
class Reminders {
  static final String ESCALATION = "escalation";

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.of("nl", "NL"));
  private static final Duration LATEST = Duration.ofMinutes(30);

  private final RoundStore store;
  private final RoundBoard board;
  private final Directory directory;
  private final DirectoryDesk sheets;
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final Words words;
  private final URI base;

  Reminders(
      RoundStore store,
      RoundBoard board,
      Directory directory,
      DirectoryDesk sheets,
      Outbox outbox,
      TransactionOperations transactions,
      Languages languages,
      @Value("${vangnet.base-url:http://localhost:8080}") URI base) {
    this.store = store;
    this.board = board;
    this.directory = directory;
    this.sheets = sheets;
    this.outbox = outbox;
    this.transactions = transactions;
    this.words = languages.of("nl");
    this.base = base;
  }

  /// Sends what is due now. A moment that passed before the round was open, or long ago, is left.
  void send(Board at, Instant now) {
    var times = at.round().times();
    for (var moment : times.reminders()) {
      if (isDue(at, moment, now) && now.isBefore(times.hospitalDue())) {
        var name = "-" + Duration.between(moment, times.hospitalDue()).toMinutes();
        missing(at, now).forEach(site -> remind(at, site, name, now));
      }
    }
    if (isDue(at, times.escalate(), now)) {
      missing(at, now).stream()
          .map(s -> at.recipients().get(s))
          .filter(Objects::nonNull)
          .flatMap(java.util.Optional::stream)
          .distinct()
          .forEach(region -> escalate(at, region, now));
    }
  }

  private static boolean isDue(Board at, Instant moment, Instant now) {
    return !moment.isBefore(at.round().openedAt())
        && !now.isBefore(moment)
        && now.isBefore(moment.plus(LATEST));
  }

  private static List<SiteId> missing(Board at, Instant now) {
    return at.recipients().keySet().stream()
        .filter(s -> !at.state(s, now).isFiled())
        .sorted(Comparator.comparingLong(SiteId::value))
        .toList();
  }

  private static boolean went(Board at, String about, String moment) {
    return at.reminders().getOrDefault(about, List.of()).stream()
        .anyMatch(r -> r.moment().equals(moment));
  }

  private void remind(Board at, SiteId site, String moment, Instant now) {
    var about = "site:" + site;
    var found = directory.snapshot().findSite(site).orElse(null);
    if (found == null || went(at, about, moment)) {
      return;
    }
    var round = at.round();
    transactions.executeWithoutResult(t -> {
      var to = address(site);
      if (store.addReminder(round.id(), about, moment, to, now)) {
        if (to != null) {
          store.setDelivery(
              round.id(),
              about,
              moment,
              outbox.email(
                  Actor.SYSTEM,
                  new Email(
                      to,
                      words.of("rounds.mail.reminder.headline", clock(round.times().hospitalDue())),
                      words.of(
                          "rounds.mail.reminder.text",
                          found.name(),
                          DAY.format(round.day()),
                          clock(round.times().hospitalDue()),
                          link("/aanlevering/" + round.id() + "/" + found.code())),
                      "round:" + round.id(),
                      List.of())));
        }
        board.changed(round.id());
      }
    });
  }

  private void escalate(Board at, RegionId region, Instant now) {
    var about = "region:" + region.value();
    if (went(at, about, ESCALATION)) {
      return;
    }
    var round = at.round();
    var snapshot = directory.snapshot();
    var names =
        missing(at, now).stream()
            .filter(s -> at.sites(region).contains(s))
            .flatMap(s -> snapshot.findSite(s).stream())
            .map(s -> "- " + s.name())
            .sorted()
            .collect(Collectors.joining("\n"));
    transactions.executeWithoutResult(t -> {
      var contact = store.contacts().get(region);
      var to = contact == null ? null : contact.email();
      if (store.addReminder(round.id(), about, ESCALATION, to, now)) {
        var code = snapshot.findRegion(region).map(r -> r.code()).orElse("");
        if (to != null) {
          store.setDelivery(
              round.id(),
              about,
              ESCALATION,
              outbox.email(
                  Actor.SYSTEM,
                  new Email(
                      to,
                      words.of("rounds.mail.escalation.headline", DAY.format(round.day())),
                      words.of(
                          "rounds.mail.escalation.text",
                          clock(round.times().hospitalDue()),
                          names,
                          clock(round.times().regionDue()),
                          link("/aanlevering/" + round.id() + "/regio/" + code)),
                      "round:" + round.id(),
                      List.of())));
        }
        board.changed(round.id());
      }
    });
  }

  /// The e-mail address of a site: its own contact for capacity, else its own first, else that of
  /// its organisation; null when none is known.
  private @Nullable String address(SiteId site) {
    var sheet = sheets.findSheet(site).orElse(null);
    if (sheet == null) {
      return null;
    }
    return Stream.concat(sheet.contacts().stream(), sheet.organisation().contacts().stream())
        .filter(c -> c.kind() == ContactPoint.Kind.EMAIL)
        .min(Comparator.comparingInt(Reminders::rank))
        .map(ContactPoint::value)
        .orElse(null);
  }

  private static int rank(ContactPoint contact) {
    var purpose = contact.purpose().toLowerCase(Locale.ROOT);
    return Map.of("capaciteit", 0, "bedden", 1, "bed", 1).entrySet().stream()
        .filter(e -> purpose.contains(e.getKey()))
        .mapToInt(Map.Entry::getValue)
        .min()
        .orElse(2);
  }

  private static String clock(Instant at) {
    return CLOCK.format(at.atZone(Times.ZONE));
  }

  private String link(String path) {
    var start = base.toString();
    return (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path;
  }
}
