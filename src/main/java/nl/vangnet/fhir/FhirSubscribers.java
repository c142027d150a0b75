package nl.vangnet.fhir;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.outbox.Outbox;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Subscription;
import org.springframework.stereotype.Component;

/// Who wants to hear of changes: Subscription with a rest-hook. A system sees its own subscriptions
/// only, a data steward all.
@Component
class FhirSubscribers {
  static final String CHANNEL = "fhir_subscriptions";
  static final String SECRET = "X-Vangnet-Secret";
  private static final int MOST = 20;

  private final FhirSubscriptionStore store;
  private final FhirPlaces places;
  private final Outbox outbox;
  private final AuditTrail audit;
  private final Bell bell;
  private final Clock clock;

  FhirSubscribers(
      FhirSubscriptionStore store,
      FhirPlaces places,
      Outbox outbox,
      AuditTrail audit,
      Bell bell,
      Clock clock) {
    this.store = store;
    this.places = places;
    this.outbox = outbox;
    this.audit = audit;
    this.bell = bell;
    this.clock = clock;
  }

  Reply read(Actor actor, Ask ask) {
    var row = own(actor, ask.id());
    return Reply.of(write(row), row.edition());
  }

  private FhirSubscriptionStore.Row own(Actor actor, String id) {
    actor.require(Permission.SUBSCRIBE, "Subscription");
    return Optional.of(id)
        .filter(i -> i.matches("[1-9][0-9]{0,17}"))
        .flatMap(i -> store.find(Long.parseLong(i)))
        .filter(r -> r.actor().equals(actor.id()) || actor.role() != Role.SOURCE)
        .map(this::checked)
        .orElseThrow(() -> FhirFault.missing("No Subscription of yours with this id"));
  }

  /// A subscription whose last message was given up is in error, and says why.
  FhirSubscriptionStore.Row checked(FhirSubscriptionStore.Row row) {
    if (!row.state().equals("active")) {
      return row;
    }
    var last = outbox.about(about(row.id())).stream().findFirst();
    if (last.isPresent() && last.get().state() == Delivery.State.FAILED) {
      var fault = last.get().fault();
      store.setState(row.id(), "error", "not delivered: " + (fault == null ? "given up" : fault));
      return store.find(row.id()).orElse(row);
    }
    return row;
  }

  static String about(long id) {
    return "subscription:" + id;
  }

  Reply search(Actor actor, Ask ask) {
    actor.require(Permission.SUBSCRIBE, "Subscription");
    var status = ask.one("status");
    var criteria = ask.one("criteria");
    var ids = ask.one("_id");
    return Reply.of(
        Searchset.page(
            ask,
            store.list(actor.role() == Role.SOURCE ? actor.id() : null).stream()
                .map(this::checked)
                .filter(r -> status.isEmpty() || status.equals(r.state()))
                .filter(r -> criteria.isEmpty() || r.wanted().criteria().startsWith(criteria))
                .filter(
                    r -> ids.isEmpty() || List.of(ids.split(",")).contains(Long.toString(r.id())))
                .toList(),
            200,
            this::write));
  }

  private Subscription write(FhirSubscriptionStore.Row row) {
    var wanted = row.wanted();
    var resource = new Subscription();
    resource.setId(Long.toString(row.id()));
    resource.getMeta().setVersionId(Integer.toString(row.edition()));
    resource.setStatus(Subscription.SubscriptionStatus.fromCode(row.state()));
    resource.setReason(wanted.reason());
    resource.setCriteria(wanted.criteria());
    if (!row.fault().isEmpty()) {
      resource.setError(row.fault());
    }
    if (wanted.endsAt() != null) {
      resource.setEnd(Date.from(wanted.endsAt()));
    }
    var channel = resource.getChannel();
    channel.setType(Subscription.SubscriptionChannelType.RESTHOOK);
    channel.setEndpoint(wanted.endpoint());
    channel.setPayload("application/fhir+json");
    channel
        .getPayloadElement()
        .addExtension(Canonical.PAYLOAD_CONTENT, new CodeType(wanted.content()));
    // What a header carries may be a secret: only its name is shown again.
    for (var name : headers(wanted.headers()).keySet()) {
      channel.addHeader(name + ": ***");
    }
    if (!wanted.secret().isEmpty()) {
      channel.addHeader(SECRET + ": ***");
    }
    return resource;
  }

  static Map<String, String> headers(String lines) {
    var map = new java.util.LinkedHashMap<String, String>();
    lines
        .lines()
        .forEach(line -> {
          var colon = line.indexOf(':');
          if (colon > 0) {
            map.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
          }
        });
    return map;
  }

  Reply create(Actor actor, Ask ask, Subscription resource) {
    actor.require(Permission.SUBSCRIBE, "Subscription");
    if (store.list(actor.id()).size() >= MOST) {
      throw new FhirFault(
          422,
          "too-costly",
          "too-many",
          "Subscription",
          "A system keeps at most 20 subscriptions; delete one first");
    }
    var id = store.add(actor.id(), actor.name(), wanted(resource), clock.instant());
    told(actor, "fhir.subscription.add", id, resource);
    return new Reply(
        201,
        write(store.find(id).orElseThrow()),
        ask.base() + "/Subscription/" + id,
        Reply.tag(1),
        List.of());
  }

  private void told(Actor actor, String action, long id, Subscription resource) {
    audit.record(
        actor,
        action,
        about(id),
        null,
        Map.of("criteria", FhirOrganisations.text(resource.getCriteria())));
    bell.ring(CHANNEL, Long.toString(id));
  }

  Reply update(Actor actor, Ask ask, Subscription resource) {
    var row = own(actor, ask.id());
    Conditional.checkId(ask, resource);
    Conditional.checkMatch(ask, row.edition());
    var state = resource.getStatus() == Subscription.SubscriptionStatus.OFF ? "off" : "active";
    store.change(row.id(), wanted(resource), state);
    told(actor, "fhir.subscription.change", row.id(), resource);
    var now = store.find(row.id()).orElseThrow();
    return new Reply(200, write(now), "", Reply.tag(now.edition()), List.of());
  }

  Reply delete(Actor actor, Ask ask) {
    var row = own(actor, ask.id());
    store.delete(row.id());
    audit.record(
        actor,
        "fhir.subscription.remove",
        about(row.id()),
        null,
        Map.of("criteria", row.wanted().criteria()));
    bell.ring(CHANNEL, Long.toString(row.id()));
    return new Reply(200, null, "", "", List.of(Issue.told("deleted", "Subscription", "Deleted")));
  }

  // ---- what is asked for

  private FhirSubscriptionStore.Wanted wanted(Subscription resource) {
    var channel = resource.getChannel();
    if (channel.getType() != Subscription.SubscriptionChannelType.RESTHOOK) {
      throw new FhirFault(
          422,
          "not-supported",
          "channel-type",
          "Subscription.channel.type",
          "Only rest-hook is offered");
    }
    var payload = FhirOrganisations.text(channel.getPayload());
    if (!payload.isEmpty() && !payload.startsWith("application/fhir+json")) {
      throw new FhirFault(
          422,
          "not-supported",
          "payload-type",
          "Subscription.channel.payload",
          "Only application/fhir+json is offered; leave it out for a list of addresses");
    }
    var criteria = FhirOrganisations.text(resource.getCriteria());
    var mark = criteria.indexOf('?');
    var type = mark < 0 ? criteria : criteria.substring(0, mark);
    if (!type.equals("MeasureReport") && !type.equals("Location")) {
      throw criteria("Begin with MeasureReport or Location");
    }
    var end = resource.getEnd();
    return new FhirSubscriptionStore.Wanted(
        criteria.length() > 500 ? criteria.substring(0, 500) : criteria,
        type,
        place(type, mark < 0 ? "" : criteria.substring(mark + 1)),
        endpoint(FhirOrganisations.text(channel.getEndpoint())),
        headers(channel),
        secret(channel),
        content(payload, channel),
        cut(FhirOrganisations.text(resource.getReason())),
        end == null ? null : end.toInstant());
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  private static FhirFault criteria(String advice) {
    return new FhirFault(422, "value", "bad-criteria", "Subscription.criteria", advice);
  }

  /// The place that a subscription is about: a site, a region or a country.
  private String place(String type, String query) {
    var wanted = "";
    for (var pair : Conditional.query(query).entrySet()) {
      var value = pair.getValue().getFirst().replaceFirst("^Location/", "");
      switch (pair.getKey()) {
        case "subject", "subject.partof", "subject:Location.partof", "partof", "_id" ->
            wanted = value;
        case "measure" -> {}
        default ->
            throw criteria(
                type.equals("Location")
                    ? "Use partof=Location/… or _id=…"
                    : "Use subject=Location/… or subject.partof=Location/…");
      }
    }
    if (wanted.isEmpty()) {
      return "country-" + places.home();
    }
    var found = places.find(wanted);
    return switch (found.orElse(null)) {
      case Place.OfSite site -> site.id();
      case Place.OfRegion region -> region.id();
      case Place.OfCountry country -> country.id();
      case Place.OfUnit(var unit) -> "site-" + unit.site();
      case Place.OfBed(var unit, var bed) -> "site-" + unit.site();
      case null -> throw criteria("No Location has this id");
    };
  }

  private String endpoint(String text) {
    URI address;
    try {
      address = new URI(text);
    } catch (java.net.URISyntaxException e) {
      throw endpointFault("Give an absolute address with https://");
    }
    if (text.length() > 500 || address.getHost() == null || address.getUserInfo() != null) {
      throw endpointFault("Give an absolute address with https://, without user and password");
    }
    var refusal = outbox.refusal(address);
    if (refusal != null) {
      throw endpointFault("Messages do not go to this address: " + refusal);
    }
    return text;
  }

  private static FhirFault endpointFault(String advice) {
    return new FhirFault(422, "value", "bad-endpoint", "Subscription.channel.endpoint", advice);
  }

  private static String headers(Subscription.SubscriptionChannelComponent channel) {
    var lines = new ArrayList<String>();
    for (var header : channel.getHeader()) {
      var text = FhirOrganisations.text(header.getValue());
      if (!text.matches("[A-Za-z0-9-]{1,60}:[ -~]{1,400}")) {
        throw new FhirFault(
            422,
            "value",
            "bad-header",
            "Subscription.channel.header",
            "Write each header as Name: value in plain characters");
      }
      var name = text.substring(0, text.indexOf(':'));
      if (name.matches("(?i)host|content-.*|transfer-encoding|connection|x-vangnet-signature")) {
        throw new FhirFault(
            422,
            "value",
            "bad-header",
            "Subscription.channel.header",
            "The header " + name + " is set by Vangnet itself");
      }
      if (!name.equalsIgnoreCase(SECRET)) {
        lines.add(text);
      }
    }
    if (lines.size() > 10) {
      throw new FhirFault(
          422, "too-long", "bad-header", "Subscription.channel.header", "Give at most 10 headers");
    }
    return String.join("\n", lines);
  }

  private static String secret(Subscription.SubscriptionChannelComponent channel) {
    for (var header : channel.getHeader()) {
      var text = FhirOrganisations.text(header.getValue());
      var colon = text.indexOf(':');
      if (colon > 0 && text.substring(0, colon).equalsIgnoreCase(SECRET)) {
        return text.substring(colon + 1).strip();
      }
    }
    return "";
  }

  private static String content(String payload, Subscription.SubscriptionChannelComponent channel) {
    var extension = channel.getPayloadElement().getExtensionByUrl(Canonical.PAYLOAD_CONTENT);
    if (extension != null && extension.getValue() instanceof PrimitiveType<?> plain) {
      return switch (FhirOrganisations.text(plain.getValueAsString())) {
        case "full-resource" -> "full-resource";
        case "id-only", "empty" -> "id-only";
        default ->
            throw new FhirFault(
                422,
                "code-invalid",
                "payload-content",
                "Subscription.channel.payload.extension",
                "Use full-resource or id-only");
      };
    }
    return payload.isEmpty() ? "id-only" : "full-resource";
  }
}
