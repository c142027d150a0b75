package nl.vangnet.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Picture;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.Site;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// MeasureReports: the picture out, and figures in.
@Component
class FhirReports {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int MOST_IN_PAGE = 100;
  private static final Pattern VIEW =
      Pattern.compile(
          "(saner-)?((?:site|region)-[1-9][0-9]{0,17}|country-[A-Z-]{2,6}?)(?:-([0-9]{8}T[0-9]{6}Z))?");
  private static final Pattern NUMBER = Pattern.compile("r([1-9][0-9]{0,17})");
  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final DateTimeFormatter IN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final FhirPlaces places;
  private final LivePicture pictures;
  private final MeasureReportReader reader;
  private final MeasureReportWriter writer;
  private final MeasureReportStore store;
  private final CapacityBook book;
  private final Guard guard;
  private final FhirJson json;
  private final Clock clock;

  FhirReports(
      FhirPlaces places,
      LivePicture pictures,
      MeasureReportReader reader,
      MeasureReportWriter writer,
      MeasureReportStore store,
      CapacityBook book,
      Guard guard,
      FhirJson json,
      Clock clock) {
    this.places = places;
    this.pictures = pictures;
    this.reader = reader;
    this.writer = writer;
    this.store = store;
    this.book = book;
    this.guard = guard;
    this.json = json;
    this.clock = clock;
  }

  // ---- out

  Reply read(Ask ask) {
    var view = VIEW.matcher(ask.id());
    if (view.matches()) {
      return Reply.of(view(view.group(1), view.group(2), view.group(3)));
    }
    var row =
        stored(ask.id()).orElseThrow(() -> FhirFault.missing("No MeasureReport with this id"));
    return Reply.of(write(row), row.edition());
  }

  private MeasureReport view(@Nullable String saner, String place, @Nullable String at) {
    var found =
        places
            .find(place)
            .orElseThrow(() -> FhirFault.missing("No Location with the id in this report's id"));
    var shape = saner == null ? MeasureReportWriter.Shape.LINES : MeasureReportWriter.Shape.SUMS;
    if (at == null) {
      return writer.write(found, pictures.current(), shape, false);
    }
    try {
      var moment = Instant.from(IN_ID.parse(at));
      return writer.write(found, pictures.at(moment, null), shape, true);
    } catch (java.time.DateTimeException e) {
      throw FhirFault.missing("The moment in this id is none; write it as 20261122T083000Z");
    }
  }

  private Optional<MeasureReportStore.Row> stored(String id) {
    var number = NUMBER.matcher(id);
    return number.matches()
        ? store.find(Long.parseLong(number.group(1))).filter(r -> r.logicalId() == null)
        : store.find(id);
  }

  private MeasureReport write(MeasureReportStore.Row row) {
    var content = row.content();
    if (content == null) {
      throw new FhirFault(
          410,
          "not-found",
          "forgotten",
          "",
          "The text of this report is no longer kept; its figures stand in the record, see the"
              + " report of the site at that moment");
    }
    var report = (MeasureReport) json.again(content);
    report.setId(row.fhirId());
    report.getMeta().setVersionId(Integer.toString(row.edition()));
    report.getMeta().setLastUpdated(java.util.Date.from(row.receivedAt()));
    return report;
  }

  Reply search(Ask ask) {
    var identifier = ask.one("identifier");
    if (!identifier.isEmpty()) {
      return Reply.of(Searchset.page(ask, byIdentifier(ask), MOST_IN_PAGE, this::write));
    }
    var measure = ask.one("measure");
    if (!measure.isEmpty()
        && !measure.startsWith(Canonical.MEASURE)
        && !measure.startsWith(Canonical.SANER)
        && !measure.matches("Measure/(capacity|saner-bed-capacity)")) {
      return Reply.of(
          Searchset.page(ask, List.<Place>of(), MOST_IN_PAGE, p -> new MeasureReport()));
    }
    var shape =
        measure.endsWith("saner-bed-capacity")
            ? MeasureReportWriter.Shape.SUMS
            : MeasureReportWriter.Shape.of(measure);
    var at = moment(ask);
    var picture = at == null ? pictures.current() : pictures.at(at, null);
    return Reply.of(
        Searchset.page(
            ask,
            subjects(ask, picture),
            MOST_IN_PAGE,
            place -> writer.write(place, picture, shape, at != null)));
  }

  private List<MeasureReportStore.Row> byIdentifier(Ask ask) {
    var identifier = ask.one("identifier");
    var bar = identifier.lastIndexOf('|');
    return store
        .byIdentifier(
            bar < 0 ? "" : identifier.substring(0, bar), identifier.substring(bar + 1), 200)
        .stream()
        .filter(r -> r.content() != null)
        .toList();
  }

  /// The moment that was asked for; null is now. A day counts to its end, today to now.
  private @Nullable Instant moment(Ask ask) {
    var name = ask.query().containsKey("period") ? "period" : "date";
    var text = ask.one(name);
    if (text.isEmpty()) {
      return null;
    }
    var plain = text.replaceFirst("^(eq|le|lt|ap)", "").replace(' ', '+');
    try {
      var at =
          plain.length() == 10
              ? LocalDate.parse(plain).plusDays(1).atStartOfDay(ZONE).toInstant().minusSeconds(1)
              : OffsetDateTime.parse(plain).toInstant();
      return at.isBefore(clock.instant())
          ? at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
          : null;
    } catch (java.time.DateTimeException e) {
      throw FhirFault.parameter(
          name, "write a day or a moment with offset, such as 2026-11-22T08:30:00+01:00");
    }
  }

  private List<Place> subjects(Ask ask, Picture picture) {
    var subject = ask.one("subject").replaceFirst("^Location/", "");
    var identified = ask.one("subject:identifier");
    var part = ask.one("subject.partof");
    if (part.isEmpty()) {
      part = ask.one("subject:Location.partof");
    }
    part = part.replaceFirst("^Location/", "");
    var reporter = ask.one("reporter").replaceFirst("^Organization/", "");
    var ids = ask.one("_id");
    if (!ids.isEmpty()) {
      return java.util.Arrays.stream(ids.split(","))
          .map(VIEW::matcher)
          .filter(m -> m.matches() && m.group(3) == null)
          .flatMap(m -> places.find(m.group(2)).stream())
          .toList();
    }
    if (!subject.isEmpty()) {
      return places
          .find(subject)
          .filter(p -> !(p instanceof Place.OfUnit) && !(p instanceof Place.OfBed))
          .stream()
          .toList();
    }
    if (!identified.isEmpty()) {
      var bar = identified.lastIndexOf('|');
      return places
          .byIdentifier(
              bar < 0 ? Canonical.SITE_CODE + places.home() : identified.substring(0, bar),
              identified.substring(bar + 1))
          .stream()
          .toList();
    }
    List<Site> sites;
    if (!reporter.isEmpty()) {
      sites =
          reporter.matches("[1-9][0-9]{0,17}")
              ? places.snapshot().sites(new OrganisationId(Long.parseLong(reporter)))
              : List.of();
    } else if (!part.isEmpty()) {
      sites = places.find(part).map(places::sites).orElse(List.of());
    } else {
      sites = places.snapshot().sites(places.home());
    }
    return sites.stream()
        .filter(s -> picture.site(s.id()) != null)
        .<Place>map(Place.OfSite::new)
        .toList();
  }

  // ---- in

  Reply create(Actor actor, Ask ask, MeasureReport report) {
    requireSender(actor);
    var same =
        Conditional.find(
            ask, q -> byIdentifier(q).stream().filter(r -> r.actor().equals(actor.id())).toList());
    if (same.isPresent()) {
      return Conditional.existing(ask, same.get().fhirId(), write(same.get()));
    }
    return take(actor, ask, report, null, null);
  }

  private static void requireSender(Actor actor) {
    if (!actor.has(Permission.ENTER_FIGURES)) {
      actor.require(Permission.SEND_OBSERVATIONS, "MeasureReport");
    }
  }

  Reply update(Actor actor, Ask ask, MeasureReport report) {
    requireSender(actor);
    var view = VIEW.matcher(ask.id());
    if (view.matches()) {
      if (view.group(3) != null) {
        throw new FhirFault(
            405,
            "not-supported",
            "past-view",
            "MeasureReport.id",
            "The past is not written; send the figures with their moment to the report of the site");
      }
      var place = places.find(view.group(2));
      if (place.isEmpty() || !place.equals(places.resolve(report.getSubject()))) {
        throw new FhirFault(
            422,
            "value",
            "other-subject",
            "MeasureReport.subject",
            "The report with this id is about " + view.group(2) + "; name that Location");
      }
      var reply = take(actor, ask, report, null, null);
      return new Reply(200, null, ask.base() + "/MeasureReport/" + ask.id(), "", reply.issues());
    }
    Conditional.checkId(ask, report);
    if (!CLIENT_ID.matcher(ask.id()).matches()) {
      throw new FhirFault(
          400,
          "value",
          "bad-id",
          "MeasureReport.id",
          "An id has 1 to 64 letters, digits, points and hyphens");
    }
    var known = stored(ask.id());
    if (known.isEmpty()) {
      if (NUMBER.matcher(ask.id()).matches()) {
        throw FhirFault.missing("No MeasureReport with this id; create it by POST");
      }
      return take(actor, ask, report, ask.id(), null);
    }
    if (!known.get().actor().equals(actor.id())) {
      throw new FhirFault(
          409,
          "conflict",
          "id-taken",
          "MeasureReport.id",
          "Another sender keeps the report with this id; choose another");
    }
    Conditional.checkMatch(ask, known.get().edition());
    return take(actor, ask, report, known.get().logicalId(), known.get());
  }

  private Reply take(
      Actor actor,
      Ask ask,
      MeasureReport report,
      @Nullable String logicalId,
      MeasureReportStore.@Nullable Row before) {
    var reading = reader.read(report);
    var site = reading.site();
    var permission =
        actor.id().startsWith("source:") ? Permission.SEND_OBSERVATIONS : Permission.ENTER_FIGURES;
    if (!guard.may(actor, permission, site.id())) {
      throw new FhirFault(
          403,
          "forbidden",
          "not-allowed",
          "MeasureReport.subject",
          "You may not give figures for this site; check the site, or use the key of its hospital");
    }
    var issues = new ArrayList<>(reading.issues());
    var taken = record(actor, reading, issues);
    var kept = reading.issues().stream().anyMatch(i -> i.code().equals("kept-with-report"));
    if (taken == 0 && !kept) {
      issues.addFirst(
          Issue.error(
              "business-rule",
              "nothing-recorded",
              "MeasureReport.group",
              "No population of this report became a figure; each is listed"));
      throw new FhirFault(422, issues);
    }
    var copy = reader.kept(report, writer, site, reading.heldAt());
    var content = json.write(copy);
    var fingerprint = fingerprint((logicalId == null ? "" : logicalId) + "\n" + content);
    var identifier = copy.getIdentifierFirstRep();
    var row =
        new MeasureReportStore.Row(
            before == null ? 0 : before.id(),
            logicalId,
            site.id(),
            actor.id(),
            FhirOrganisations.text(identifier.getSystem()),
            FhirOrganisations.text(identifier.getValue()),
            reading.heldAt(),
            clock.instant(),
            before == null ? 1 : before.edition(),
            content);
    if (before != null) {
      return changed(ask, row, fingerprint, issues);
    }
    var id = store.add(row, fingerprint);
    if (id.isEmpty()) {
      var same = store.findSame(actor.id(), fingerprint).orElseThrow();
      issues.addFirst(Issue.told("duplicate", "MeasureReport", "This very report came before"));
      return new Reply(
          200,
          null,
          ask.base() + "/MeasureReport/" + same.fhirId(),
          Reply.tag(same.edition()),
          issues);
    }
    return new Reply(
        201,
        null,
        ask.base() + "/MeasureReport/" + (logicalId == null ? "r" + id.get() : logicalId),
        Reply.tag(1),
        issues);
  }

  private Reply changed(
      Ask ask, MeasureReportStore.Row row, byte[] fingerprint, List<Issue> issues) {
    if (!store.change(row, fingerprint)) {
      throw Conditional.stale(row.edition() + 1);
    }
    return new Reply(
        200,
        null,
        ask.base() + "/MeasureReport/" + row.fhirId(),
        Reply.tag(row.edition() + 1),
        issues);
  }

  private int record(Actor actor, MeasureReportReader.Reading reading, List<Issue> issues) {
    var given = reading.given();
    if (given.isEmpty()) {
      return 0;
    }
    var outcomes =
        book.record(
            actor,
            MeasureReportReader.methodOf(actor),
            given.stream().map(MeasureReportReader.Given::figure).toList());
    var taken = 0;
    for (var i = 0; i < outcomes.size(); i++) {
      var element = given.get(i).expression();
      switch (outcomes.get(i)) {
        case ObservationOutcome.Recorded(var line) -> {
          taken++;
          issues.add(Issue.told("recorded", element, said(given.get(i))));
        }
        case ObservationOutcome.AlreadyKnown(var line) -> {
          taken++;
          issues.add(Issue.told("already-known", element, said(given.get(i))));
        }
        case ObservationOutcome.Refused(var code, var advice) ->
            issues.add(Issue.error("business-rule", code, element + element(code), advice));
      }
    }
    return taken;
  }

  private static String said(MeasureReportReader.Given given) {
    var figure = given.figure();
    return figure.unit()
        + " "
        + figure.category()
        + "/"
        + figure.cohort()
        + " "
        + figure.variable().code()
        + " "
        + (figure.value() == null ? "unknown" : figure.value().toString());
  }

  private static String element(String code) {
    return switch (code) {
      case "negative-value", "value-too-large", "unknown-reason-missing" -> ".count";
      case "observed-in-future" -> ".extension";
      default -> "";
    };
  }

  private static byte[] fingerprint(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The report of a site as it is now, for subscribers.
  Resource now(Site site) {
    return writer.write(
        new Place.OfSite(site), pictures.current(), MeasureReportWriter.Shape.LINES, false);
  }
}
