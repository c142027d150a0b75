package nl.vangnet.reports;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.outbox.Attachment;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.outbox.Email;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The desk of the distribution lists (COM-08): who gets the day report, and what became of each
/// e-mail. An edition goes to an address once, unless somebody sends it again on purpose.
@Service
public class DistributionLists {
  /// The organisations that used to get a copy.
  public static final List<String> SUGGESTED =
      List.of("VWS", "IGJ", "NZA", "FMS", "ZN", "Actiz", "AZN", "LHV", "Ineen");

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,;\"]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

  private final ListStore store;
  private final DayReports reports;
  private final Outbox outbox;
  private final Languages languages;
  private final AuditTrail trail;
  private final Clock clock;
  private final String baseUrl;

  DistributionLists(
      ListStore store,
      DayReports reports,
      Outbox outbox,
      Languages languages,
      AuditTrail trail,
      Clock clock,
      @Value("${vangnet.base-url:http://localhost:8080}") String baseUrl) {
    this.store = store;
    this.reports = reports;
    this.outbox = outbox;
    this.languages = languages;
    this.trail = trail;
    this.clock = clock;
    this.baseUrl = baseUrl.replaceAll("/+$", "");
  }

  /// All lists, by name; needs WRITE_REPORT, for addresses are of persons.
  public List<DistributionList> list(Actor reader) {
    reader.require(Permission.WRITE_REPORT, "lists");
    return store.list();
  }

  /// Makes a list.
  @Transactional
  public ReportOutcome open(Actor by, String name, String what) {
    by.require(Permission.WRITE_REPORT, "lists");
    if (name.isBlank() || name.length() > 80 || what.length() > 300) {
      return refused(ReportOutcome.Reason.NAME_MISSING);
    }
    var id = store.insert(name.strip(), what.strip(), clock.instant(), by.id());
    if (id.isEmpty()) {
      return refused(ReportOutcome.Reason.ALREADY_THERE);
    }
    tell(by, "report.list", "list:" + id.get());
    return new ReportOutcome.Done(id.get());
  }

  /// Changes a list, or closes it.
  @Transactional
  public ReportOutcome change(Actor by, long list, String name, String what, boolean active) {
    by.require(Permission.WRITE_REPORT, "list:" + list);
    if (name.isBlank() || name.length() > 80 || what.length() > 300) {
      return refused(ReportOutcome.Reason.NAME_MISSING);
    }
    if (!store.update(list, name.strip(), what.strip(), active)) {
      return refused(ReportOutcome.Reason.ALREADY_THERE);
    }
    tell(by, "report.list", "list:" + list);
    return new ReportOutcome.Done(list);
  }

  /// Puts an address on a list.
  @Transactional
  public ReportOutcome add(Actor by, long list, DistributionList.Address address) {
    by.require(Permission.WRITE_REPORT, "list:" + list);
    var fault = fault(address);
    if (fault != null) {
      return refused(fault);
    }
    var id = store.insert(list, clean(address), clock.instant(), by.id());
    if (id.isEmpty()) {
      return refused(ReportOutcome.Reason.ALREADY_THERE);
    }
    tell(by, "report.recipient", "recipient:" + id.get());
    return new ReportOutcome.Done(id.get());
  }

  /// Changes an address, or takes it off its list.
  @Transactional
  public ReportOutcome change(
      Actor by, long recipient, DistributionList.Address address, boolean active) {
    by.require(Permission.WRITE_REPORT, "recipient:" + recipient);
    var fault = fault(address);
    if (fault != null) {
      return refused(fault);
    }
    if (!store.update(recipient, clean(address), active)) {
      return refused(ReportOutcome.Reason.ALREADY_THERE);
    }
    tell(by, "report.recipient", "recipient:" + recipient);
    return new ReportOutcome.Done(recipient);
  }

  private static ReportOutcome.@Nullable Reason fault(DistributionList.Address address) {
    if (!EMAIL.matcher(address.email().strip()).matches()) {
      return ReportOutcome.Reason.EMAIL_MALFORMED;
    }
    return address.organisation().isBlank()
            || address.organisation().length() > 80
            || address.name().length() > 80
        ? ReportOutcome.Reason.NAME_MISSING
        : null;
  }

  private static DistributionList.Address clean(DistributionList.Address address) {
    return new DistributionList.Address(
        address.organisation().strip(),
        address.name().strip(),
        address.email().strip(),
        address.language().equals("en") ? "en" : "nl");
  }

  /// The list and the address that a link to unsubscribe is about.
  public record Subscription(String list, String email) {}

  /// What a link to unsubscribe is about; empty when the link is not of ours.
  public Optional<Subscription> findSubscription(String token) {
    return uuid(token).flatMap(store::find).map(found -> new Subscription(found[0], found[1]));
  }

  /// Takes the holder of a link off the list; no account is needed. False when the link is not of
  /// ours.
  @Transactional
  public boolean unsubscribe(String token) {
    return uuid(token).flatMap(t -> store.unsubscribe(t, clock.instant())).isPresent();
  }

  private static Optional<UUID> uuid(String token) {
    try {
      return Optional.of(UUID.fromString(token));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Sends an edition to those on a list who do not have it yet, by e-mail with the PDF and a link.
  /// `Done` carries the number of e-mails.
  @Transactional
  public ReportOutcome send(Actor by, Edition edition, long list) {
    by.require(Permission.WRITE_REPORT, "report:" + edition.day());
    store.lockSending(edition.id());
    var found =
        store.list().stream().filter(l -> l.id() == list && l.active()).findFirst().orElse(null);
    if (found == null || found.open().isEmpty()) {
      return refused(ReportOutcome.Reason.NOBODY_TO_SEND_TO);
    }
    var have =
        store.sent(edition.id()).stream()
            .map(ListStore.Sent::recipient)
            .collect(Collectors.toSet());
    var addresses = addressesSent(edition);
    var count = 0;
    for (var recipient : found.open()) {
      var email = recipient.address().email().toLowerCase(java.util.Locale.ROOT);
      // Who stands on two lists gets one copy.
      if (!have.contains(recipient.id()) && addresses.add(email)) {
        send(by, edition, recipient, 1);
        count++;
      }
    }
    if (count > 0) {
      trail.record(
          by,
          "report.send",
          "report:" + edition.day(),
          null,
          Map.of(
              "edition", Integer.toString(edition.number()),
              "list", found.name(),
              "messages", Integer.toString(count)));
    }
    return new ReportOutcome.Done(count);
  }

  private java.util.Set<String> addressesSent(Edition edition) {
    var known = new HashMap<Long, String>();
    for (var list : store.list()) {
      list.recipients().forEach(r -> known.put(r.id(), r.address().email()));
    }
    return store.sent(edition.id()).stream()
        .map(s -> known.getOrDefault(s.recipient(), "").toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.toCollection(java.util.HashSet::new));
  }

  /// Sends an edition to one address again.
  @Transactional
  public ReportOutcome sendAgain(Actor by, Edition edition, long recipient) {
    by.require(Permission.WRITE_REPORT, "report:" + edition.day());
    store.lockSending(edition.id());
    var found =
        store.list().stream()
            .flatMap(l -> l.open().stream())
            .filter(r -> r.id() == recipient)
            .findFirst()
            .orElse(null);
    if (found == null) {
      return refused(ReportOutcome.Reason.NOBODY_TO_SEND_TO);
    }
    var attempt =
        store.sent(edition.id()).stream()
                .filter(s -> s.recipient() == recipient)
                .mapToInt(ListStore.Sent::attempt)
                .max()
                .orElse(0)
            + 1;
    send(by, edition, found, attempt);
    tell(by, "report.send-again", "recipient:" + recipient);
    return new ReportOutcome.Done(1);
  }

  private void send(Actor by, Edition edition, DistributionList.Recipient recipient, int attempt) {
    var words = languages.of(recipient.address().language());
    var dutch = words.isDutch();
    var report = reports.find(by, edition.day(), edition.number()).orElseThrow();
    var wording = new Wording(words, report.frozen());
    var pdf = reports.file(report, dutch ? "nl.pdf" : "en.pdf");
    var headline = words.of("reports.mail.headline", wording.day(edition.day()), edition.number());
    var text =
        words.of(
            "reports.mail.text",
            wording.day(edition.day()),
            edition.number(),
            baseUrl + "/dagrapport/" + edition.day() + "?uitgave=" + edition.number(),
            baseUrl + "/verzendlijsten/afmelden/" + recipient.token());
    var delivery =
        outbox.email(
            by,
            new Email(
                recipient.address().email(),
                headline,
                text,
                about(edition),
                List.of(
                    new Attachment(
                        (dutch ? "dagrapport-" : "day-report-")
                            + edition.day()
                            + "-"
                            + edition.number()
                            + ".pdf",
                        "application/pdf",
                        pdf))));
    store.insert(
        edition.id(),
        new ListStore.Sent(recipient.id(), attempt, delivery),
        clock.instant(),
        by.id());
  }

  private static String about(Edition edition) {
    return "edition:" + edition.id();
  }

  /// One e-mail of an edition: to whom, the how manieth, and what became of it (null when the
  /// message is no longer kept).
  public record Sending(
      String list,
      DistributionList.Recipient recipient,
      int attempt,
      @Nullable Delivery delivery) {}

  /// What was sent of an edition, with its delivery; needs WRITE_REPORT.
  public List<Sending> sent(Actor reader, Edition edition) {
    reader.require(Permission.WRITE_REPORT, "report:" + edition.day());
    var deliveries =
        outbox.about(about(edition)).stream()
            .collect(Collectors.toMap(Delivery::id, Function.identity()));
    var sendings = new ArrayList<Sending>();
    var sent = store.sent(edition.id());
    for (var list : store.list()) {
      for (var recipient : list.recipients()) {
        for (var one : sent) {
          if (one.recipient() == recipient.id()) {
            sendings.add(
                new Sending(list.name(), recipient, one.attempt(), deliveries.get(one.delivery())));
          }
        }
      }
    }
    return sendings;
  }

  /// Whether there is a mail server; without one e-mail waits.
  public boolean hasMailServer() {
    return outbox.hasMailServer();
  }

  private void tell(Actor by, String action, String subject) {
    trail.record(by, action, subject, null, Map.of());
  }

  private static ReportOutcome refused(ReportOutcome.Reason reason) {
    return new ReportOutcome.Refused(reason);
  }
}
