package nl.vangnet.fhir;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.web.Conflict;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Every FHIR interaction, one by one or in a bundle, whoever asks and by whatever door.
@Service
public class FhirDesk {
  private static final int MOST_ENTRIES = 500;

  private final FhirOrganisations organisations;
  private final FhirLocations locations;
  private final FhirReports reports;
  private final FhirTerms terms;
  private final FhirSubscribers subscribers;
  private final FhirCases cases;
  private final FhirOffers offers;
  private final FhirAccount account;
  private final TransactionTemplate transactions;
  private final Clock clock;

  FhirDesk(
      FhirOrganisations organisations,
      FhirLocations locations,
      FhirReports reports,
      FhirTerms terms,
      FhirSubscribers subscribers,
      FhirCases cases,
      FhirOffers offers,
      FhirAccount account,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.organisations = organisations;
    this.locations = locations;
    this.reports = reports;
    this.terms = terms;
    this.subscribers = subscribers;
    this.cases = cases;
    this.offers = offers;
    this.account = account;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /// What this installation offers.
  public CapabilityStatement metadata(String base) {
    var statement = new CapabilityStatement();
    statement.setStatus(Enumerations.PublicationStatus.ACTIVE);
    statement.setDateElement(MeasureReportWriter.moment(clock.instant()));
    statement.setKind(CapabilityStatement.CapabilityStatementKind.INSTANCE);
    statement.setFhirVersion(Enumerations.FHIRVersion._4_0_1);
    statement.setName("Vangnet");
    statement.setTitle("Vangnet FHIR R4");
    statement.getSoftware().setName("Vangnet");
    statement
        .getImplementation()
        .setDescription("Beds, places and the moving of patients")
        .setUrl(base);
    statement.addInstantiates(Canonical.SANER + "CapabilityStatement/PublicHealthAuthority");
    statement.getFormat().add(new CodeType("application/fhir+json"));
    var rest = statement.addRest().setMode(CapabilityStatement.RestfulCapabilityMode.SERVER);
    rest.getSecurity()
        .setDescription(
            "Systems send their key in X-API-Key; people use their session. Metadata is open.");
    rest.addInteraction().setCode(CapabilityStatement.SystemRestfulInteraction.TRANSACTION);
    rest.addInteraction().setCode(CapabilityStatement.SystemRestfulInteraction.BATCH);
    for (var offer : Offer.ALL) {
      var resource = rest.addResource().setType(offer.type());
      offer
          .interactions()
          .forEach(i ->
              resource
                  .addInteraction()
                  .setCode(CapabilityStatement.TypeRestfulInteraction.fromCode(i)));
      var writes = offer.interactions().contains("create");
      resource.setConditionalCreate(writes && !offer.type().equals("Subscription"));
      resource.setConditionalRead(ConditionalReadStatus.NOTSUPPORTED);
      resource.setVersioning(
          writes || offer.interactions().contains("update")
              ? CapabilityStatement.ResourceVersionPolicy.VERSIONEDUPDATE
              : CapabilityStatement.ResourceVersionPolicy.NOVERSION);
      resource.setUpdateCreate(offer.type().equals("MeasureReport"));
      if (offer.type().equals("MeasureReport")) {
        resource.addSupportedProfile(Canonical.SANER_PROFILE);
      }
      offer
          .parameters()
          .forEach((name, kind) -> {
            // A chained parameter is part of its reference, paging part of every search.
            if (!name.equals("_count") && !name.equals("_offset") && !name.contains(".")) {
              resource
                  .addSearchParam()
                  .setName(name)
                  .setType(Enumerations.SearchParamType.fromCode(kind));
            }
          });
    }
    return statement;
  }

  /// Answers one request; what it writes is one transaction with its entry in the account. `bytes`
  /// is the size of the message as it came.
  public Reply answer(Actor actor, Ask ask, int bytes) {
    if (ask.method().equals("GET")) {
      return dispatch(actor, ask);
    }
    return Objects.requireNonNull(
        transactions.execute(status -> {
          var reply = dispatch(actor, ask);
          account.taken(actor, ask.interaction(), ask.type(), reply, bytes);
          return reply;
        }));
  }

  private Reply dispatch(Actor actor, Ask ask) {
    Offer.of(ask.type()).check(ask);
    actor.require(Permission.SEE_PICTURE, "fhir");
    return switch (ask.type() + " " + ask.interaction()) {
      case "Organization read" -> organisations.read(ask);
      case "Organization search-type" -> organisations.search(ask);
      case "Organization create" -> organisations.create(actor, ask, body(ask, Organization.class));
      case "Organization update" -> organisations.update(actor, ask, body(ask, Organization.class));
      case "Location read" -> locations.read(ask);
      case "Location search-type" -> locations.search(ask);
      case "Location create" -> locations.create(actor, ask, body(ask, Location.class));
      case "Location update" -> locations.update(actor, ask, body(ask, Location.class));
      case "MeasureReport read" -> reports.read(ask);
      case "MeasureReport search-type" -> reports.search(ask);
      case "MeasureReport create" -> reports.create(actor, ask, body(ask, MeasureReport.class));
      case "MeasureReport update" -> reports.update(actor, ask, body(ask, MeasureReport.class));
      case "Measure read" -> terms.readMeasure(ask);
      case "Measure search-type" -> terms.searchMeasures(ask);
      case "CodeSystem read" -> terms.readCodes(ask);
      case "CodeSystem search-type" -> terms.searchCodes(ask);
      case "ConceptMap read" -> terms.readMap(ask);
      case "ConceptMap search-type" -> terms.searchMaps(ask);
      case "Subscription read" -> subscribers.read(actor, ask);
      case "Subscription search-type" -> subscribers.search(actor, ask);
      case "Subscription create" -> subscribers.create(actor, ask, body(ask, Subscription.class));
      case "Subscription update" -> subscribers.update(actor, ask, body(ask, Subscription.class));
      case "Subscription delete" -> subscribers.delete(actor, ask);
      case "ServiceRequest read" -> cases.read(actor, ask);
      case "ServiceRequest search-type" -> cases.search(actor, ask);
      case "ServiceRequest create" -> cases.create(actor, ask, body(ask, ServiceRequest.class));
      case "ServiceRequest update" -> cases.update(actor, ask, body(ask, ServiceRequest.class));
      case "Task read" -> offers.read(actor, ask);
      case "Task search-type" -> offers.search(actor, ask);
      case "Task update" -> offers.update(actor, ask, body(ask, Task.class));
      default -> throw new IllegalStateException("no interaction " + ask.interaction());
    };
  }

  private static <T extends Resource> T body(Ask ask, Class<T> type) {
    if (!type.isInstance(ask.resource())) {
      throw new FhirFault(
          400,
          "value",
          "other-type",
          "",
          "The body must be a resource of type " + ask.type() + ", as the address says");
    }
    return type.cast(ask.resource());
  }

  // ---- bundles

  /// Answers a batch, each entry by itself, or a transaction, all entries or none.
  public Bundle bundle(Actor actor, String base, Bundle bundle, int bytes) {
    var type = bundle.getType();
    var all = type == Bundle.BundleType.TRANSACTION;
    if (!all && type != Bundle.BundleType.BATCH) {
      throw new FhirFault(
          400, "value", "bundle-type", "Bundle.type", "Send a bundle of type batch or transaction");
    }
    if (bundle.getEntry().size() > MOST_ENTRIES) {
      throw new FhirFault(
          413, "too-long", "too-many", "Bundle.entry", "Send at most 500 entries in one bundle");
    }
    var answer =
        new Bundle()
            .setType(all ? Bundle.BundleType.TRANSACTIONRESPONSE : Bundle.BundleType.BATCHRESPONSE);
    if (all) {
      transactions.executeWithoutResult(status -> transaction(actor, base, bundle, answer, bytes));
    } else {
      for (var i = 0; i < bundle.getEntry().size(); i++) {
        answer.addEntry(one(actor, base, bundle, i, bytes));
      }
    }
    return answer;
  }

  /// Whole transactions are done in the order that references need: organisations, places, reports,
  /// then all else; answered in the order of the bundle.
  private void transaction(Actor actor, String base, Bundle bundle, Bundle answer, int bytes) {
    var entries = new ArrayList<Bundle.BundleEntryComponent>();
    for (var i = 0; i < bundle.getEntry().size(); i++) {
      entries.add(new Bundle.BundleEntryComponent());
    }
    for (var rank = 0; rank < 4; rank++) {
      for (var i = 0; i < bundle.getEntry().size(); i++) {
        if (rank(bundle.getEntry().get(i)) != rank) {
          continue;
        }
        var place = "Bundle.entry[" + i + "]";
        try {
          var ask = ask(base, bundle.getEntry().get(i), place);
          var reply = answer(actor, ask, bytes / bundle.getEntry().size());
          entries.set(i, entry(reply));
          pointAt(bundle, bundle.getEntry().get(i).getFullUrl(), reply);
        } catch (FhirFault fault) {
          throw new FhirFault(
              fault.status() == 404 ? 422 : fault.status(),
              fault.issues().stream().map(x -> x.inside(place + ".resource")).toList());
        } catch (NotAllowed refused) {
          throw new FhirFault(403, forbidden(place));
        }
      }
    }
    entries.forEach(answer::addEntry);
  }

  private static List<Issue> forbidden(String place) {
    return List.of(
        Issue.error(
            "forbidden",
            "not-allowed",
            place,
            "You may not do this; ask for the right or leave it out"));
  }

  private static int rank(Bundle.BundleEntryComponent entry) {
    var type = entry.getRequest().getUrl();
    if (entry.getRequest().getMethod() == Bundle.HTTPVerb.GET || type == null) {
      return 3;
    }
    return type.startsWith("Organization") ? 0 : type.startsWith("Location") ? 1 : 2;
  }

  /// References by the `fullUrl` of an entry become references to what was made of it.
  private static void pointAt(Bundle bundle, String fullUrl, Reply reply) {
    if (fullUrl == null || fullUrl.isBlank() || reply.location().isEmpty()) {
      return;
    }
    var parts = reply.location().split("/");
    var made = parts[parts.length - 2] + "/" + parts[parts.length - 1];
    for (var entry : bundle.getEntry()) {
      switch (entry.getResource()) {
        case Location location -> {
          if (fullUrl.equals(location.getManagingOrganization().getReference())) {
            location.getManagingOrganization().setReference(made);
          }
          if (fullUrl.equals(location.getPartOf().getReference())) {
            location.getPartOf().setReference(made);
          }
        }
        case MeasureReport report -> {
          if (fullUrl.equals(report.getSubject().getReference())) {
            report.getSubject().setReference(made);
          }
        }
        case null, default -> {}
      }
    }
  }

  private Bundle.BundleEntryComponent one(
      Actor actor, String base, Bundle bundle, int index, int bytes) {
    var place = "Bundle.entry[" + index + "]";
    var part = bytes / bundle.getEntry().size();
    try {
      return entry(answer(actor, ask(base, bundle.getEntry().get(index), place), part));
    } catch (FhirFault fault) {
      var told =
          new FhirFault(
              fault.status(),
              fault.issues().stream().map(x -> x.inside(place + ".resource")).toList());
      account.refused(actor, "batch-entry", "", told, part);
      return failed(told);
    } catch (NotAllowed refused) {
      var told = new FhirFault(403, forbidden(place));
      account.refused(actor, "batch-entry", "", told, part);
      return failed(told);
    } catch (Conflict late) {
      var told =
          new FhirFault(
              409,
              "conflict",
              late.code(),
              place,
              Objects.requireNonNullElse(late.getMessage(), ""));
      account.refused(actor, "batch-entry", "", told, part);
      return failed(told);
    }
  }

  private static Bundle.BundleEntryComponent failed(FhirFault fault) {
    var entry = new Bundle.BundleEntryComponent();
    entry
        .getResponse()
        .setStatus(Integer.toString(fault.status()))
        .setOutcome(FhirJson.outcome(fault.issues()));
    return entry;
  }

  private Bundle.BundleEntryComponent entry(Reply reply) {
    var entry = new Bundle.BundleEntryComponent();
    var response = entry.getResponse().setStatus(Integer.toString(reply.status()));
    if (!reply.location().isEmpty()) {
      response.setLocation(reply.location());
    }
    if (!reply.etag().isEmpty()) {
      response.setEtag(reply.etag());
    }
    if (reply.resource() != null) {
      entry.setResource(reply.resource());
    }
    if (!reply.issues().isEmpty()) {
      response.setOutcome(FhirJson.outcome(reply.issues()));
    }
    response.setLastModified(Date.from(clock.instant()));
    return entry;
  }

  private static Ask ask(String base, Bundle.BundleEntryComponent entry, String place) {
    var request = entry.getRequest();
    var url = request.getUrl();
    if (!entry.hasRequest() || request.getMethod() == null || url == null || url.isBlank()) {
      throw new FhirFault(
          400,
          "required",
          "request-missing",
          place + ".request",
          "Give each entry a request with method and url");
    }
    var address = url.startsWith(base + "/") ? url.substring(base.length() + 1) : url;
    var mark = address.indexOf('?');
    var path = (mark < 0 ? address : address.substring(0, mark)).split("/");
    if (path.length > 2 || !path[0].matches("[A-Za-z]{1,40}")) {
      throw new FhirFault(
          400, "value", "bad-url", place + ".request.url", "Write Type, Type/id or Type?search");
    }
    return new Ask(
        base,
        request.getMethod().toCode().toUpperCase(Locale.ROOT),
        path[0],
        path.length == 2 ? path[1] : "",
        mark < 0 ? java.util.Map.of() : Conditional.query(address.substring(mark + 1)),
        entry.getResource(),
        FhirOrganisations.text(request.getIfMatch()),
        FhirOrganisations.text(request.getIfNoneExist()),
        "");
  }
}
