package nl.vangnet.fhir.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import nl.vangnet.access.Actor;
import nl.vangnet.access.CurrentActor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.access.Permission;
import nl.vangnet.fhir.Ask;
import nl.vangnet.fhir.FhirAccount;
import nl.vangnet.fhir.FhirDesk;
import nl.vangnet.fhir.FhirFault;
import nl.vangnet.fhir.FhirJson;
import nl.vangnet.fhir.Issue;
import nl.vangnet.fhir.Reply;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// FHIR R4 over HTTP. Every answer is FHIR JSON, refusals and faults too: an OperationOutcome that
/// names the element. Bodies are bounded, and nothing of them is logged.
@RestController
class FhirDoorJson {
  private static final Logger log = LoggerFactory.getLogger(FhirDoorJson.class);
  private static final int BUSY = 503;
  private static final int MAX_BODY = 8 * 1024 * 1024;
  private static final MediaType FHIR =
      new MediaType("application", "fhir+json", StandardCharsets.UTF_8);

  private final FhirDesk desk;
  private final FhirJson json;
  private final FhirAccount account;
  private final ReportGate gate;

  FhirDoorJson(FhirDesk desk, FhirJson json, FhirAccount account, ReportGate gate) {
    this.desk = desk;
    this.json = json;
    this.account = account;
    this.gate = gate;
  }

  @GetMapping("/fhir/metadata")
  @OpenToAll(why = "what an interface offers is public")
  ResponseEntity<byte[]> metadata(HttpServletRequest request) {
    checkAccept(request);
    return written(request, 200, desk.metadata(base(request))).body(null, json);
  }

  // ---- reading

  @GetMapping("/fhir/{type}")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> search(
      Actor actor, @PathVariable String type, HttpServletRequest request) {
    return read(actor, type, "", request);
  }

  @GetMapping("/fhir/{type}/{id}")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> read(
      Actor actor, @PathVariable String type, @PathVariable String id, HttpServletRequest request) {
    checkAccept(request);
    var reply =
        desk.answer(
            actor, Ask.read(base(request), type, id, query(request), header(request, "Prefer")), 0);
    var seen = header(request, "If-None-Match");
    if (!reply.etag().isEmpty() && reply.etag().equals(seen)) {
      return ResponseEntity.status(304).eTag(reply.etag()).build();
    }
    return answer(request, reply);
  }

  // ---- writing

  @PostMapping("/fhir/Organization")
  @Grant(Permission.EDIT_DIRECTORY)
  ResponseEntity<byte[]> addOrganization(Actor actor, HttpServletRequest request)
      throws IOException {
    return write(actor, "Organization", "", request);
  }

  @PutMapping("/fhir/Organization/{id}")
  @Grant(Permission.EDIT_DIRECTORY)
  ResponseEntity<byte[]> saveOrganization(
      Actor actor, @PathVariable String id, HttpServletRequest request) throws IOException {
    return write(actor, "Organization", id, request);
  }

  @PostMapping("/fhir/Location")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> addLocation(Actor actor, HttpServletRequest request) throws IOException {
    requireAny(actor, Permission.SEND_OBSERVATIONS, Permission.EDIT_DIRECTORY);
    return write(actor, "Location", "", request);
  }

  @PutMapping("/fhir/Location/{id}")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> saveLocation(
      Actor actor, @PathVariable String id, HttpServletRequest request) throws IOException {
    requireAny(actor, Permission.SEND_OBSERVATIONS, Permission.EDIT_DIRECTORY);
    return write(actor, "Location", id, request);
  }

  @PostMapping("/fhir/MeasureReport")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> addReport(Actor actor, HttpServletRequest request) throws IOException {
    requireAny(actor, Permission.SEND_OBSERVATIONS, Permission.ENTER_FIGURES);
    return write(actor, "MeasureReport", "", request);
  }

  @PutMapping("/fhir/MeasureReport/{id}")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> saveReport(
      Actor actor, @PathVariable String id, HttpServletRequest request) throws IOException {
    requireAny(actor, Permission.SEND_OBSERVATIONS, Permission.ENTER_FIGURES);
    return write(actor, "MeasureReport", id, request);
  }

  @PostMapping("/fhir/Subscription")
  @Grant(Permission.SUBSCRIBE)
  ResponseEntity<byte[]> subscribe(Actor actor, HttpServletRequest request) throws IOException {
    return write(actor, "Subscription", "", request);
  }

  @PutMapping("/fhir/Subscription/{id}")
  @Grant(Permission.SUBSCRIBE)
  ResponseEntity<byte[]> saveSubscription(
      Actor actor, @PathVariable String id, HttpServletRequest request) throws IOException {
    return write(actor, "Subscription", id, request);
  }

  @DeleteMapping("/fhir/Subscription/{id}")
  @Grant(Permission.SUBSCRIBE)
  ResponseEntity<byte[]> unsubscribe(
      Actor actor, @PathVariable String id, HttpServletRequest request) {
    var ask = new Ask(base(request), "DELETE", "Subscription", id, Map.of(), null, "", "", "");
    return counted(actor, ask, 0, request);
  }

  @PostMapping("/fhir/ServiceRequest")
  @Grant(Permission.REQUEST_TRANSFER)
  ResponseEntity<byte[]> askForPlace(Actor actor, HttpServletRequest request) throws IOException {
    return write(actor, "ServiceRequest", "", request);
  }

  @PutMapping("/fhir/ServiceRequest/{id}")
  @Grant(Permission.REQUEST_TRANSFER)
  ResponseEntity<byte[]> endRequest(
      Actor actor, @PathVariable String id, HttpServletRequest request) throws IOException {
    return write(actor, "ServiceRequest", id, request);
  }

  @PutMapping("/fhir/Task/{id}")
  @Grant(Permission.SEE_TRANSFERS)
  ResponseEntity<byte[]> answerOffer(
      Actor actor, @PathVariable String id, HttpServletRequest request) throws IOException {
    return write(actor, "Task", id, request);
  }

  @PostMapping({"/fhir", "/fhir/"})
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> bundle(Actor actor, HttpServletRequest request) throws IOException {
    requireAny(
        actor, Permission.SEND_OBSERVATIONS, Permission.ENTER_FIGURES, Permission.EDIT_DIRECTORY);
    var bytes = body(actor, "bundle", "Bundle", request);
    return gate.pass(() -> bundle(actor, bytes, request));
  }

  private ResponseEntity<byte[]> bundle(Actor actor, byte[] bytes, HttpServletRequest request) {
    try {
      var read = json.read(bytes);
      if (!(read.resource() instanceof Bundle bundle)) {
        throw new FhirFault(
            400, "value", "other-type", "", "Send a Bundle to this address, others to their type");
      }
      var answer = desk.bundle(actor, base(request), bundle, bytes.length);
      return written(request, 200, answer).body(null, json);
    } catch (FhirFault fault) {
      account.refused(actor, "bundle", "Bundle", fault, bytes.length);
      throw fault;
    }
  }

  /// The body, read before a place at the gate is taken: a slow sender holds nobody up.
  private byte[] body(Actor actor, String interaction, String type, HttpServletRequest request)
      throws IOException {
    try {
      return body(request);
    } catch (FhirFault fault) {
      account.refused(actor, interaction, type, fault, 0);
      throw fault;
    }
  }

  private static void requireAny(Actor actor, Permission... permissions) {
    for (var permission : permissions) {
      if (actor.has(permission)) {
        return;
      }
    }
    throw new NotAllowed(permissions[0], "fhir");
  }

  private ResponseEntity<byte[]> write(
      Actor actor, String type, String id, HttpServletRequest request) throws IOException {
    var interaction = request.getMethod().equalsIgnoreCase("PUT") ? "update" : "create";
    var bytes = body(actor, interaction, type, request);
    return type.equals("MeasureReport")
        ? gate.pass(() -> take(actor, interaction, type, id, bytes, request))
        : take(actor, interaction, type, id, bytes, request);
  }

  private ResponseEntity<byte[]> take(
      Actor actor,
      String interaction,
      String type,
      String id,
      byte[] bytes,
      HttpServletRequest request) {
    FhirJson.Read read;
    try {
      read = json.read(bytes);
    } catch (FhirFault fault) {
      account.refused(actor, interaction, type, fault, bytes.length);
      throw fault;
    }
    var ask =
        new Ask(
            base(request),
            request.getMethod().toUpperCase(Locale.ROOT),
            type,
            id,
            query(request),
            read.resource(),
            header(request, "If-Match"),
            header(request, "If-None-Exist"),
            header(request, "Prefer"));
    return counted(actor, ask, bytes.length, request, read.remarks());
  }

  private ResponseEntity<byte[]> counted(
      Actor actor, Ask ask, int bytes, HttpServletRequest request) {
    return counted(actor, ask, bytes, request, List.of());
  }

  private ResponseEntity<byte[]> counted(
      Actor actor, Ask ask, int bytes, HttpServletRequest request, List<Issue> remarks) {
    try {
      var reply = desk.answer(actor, ask, bytes);
      if (remarks.isEmpty()) {
        return answer(request, reply);
      }
      var issues = new ArrayList<>(reply.issues());
      issues.addAll(remarks);
      return answer(
          request,
          new Reply(reply.status(), reply.resource(), reply.location(), reply.etag(), issues));
    } catch (FhirFault fault) {
      var issues = new ArrayList<>(fault.issues());
      issues.addAll(remarks);
      var told = new FhirFault(fault.status(), issues);
      account.refused(actor, interaction(ask), ask.type(), told, bytes);
      throw told;
    } catch (NotAllowed refused) {
      account.refused(actor, interaction(ask), ask.type(), forbidden(), bytes);
      throw refused;
    }
  }

  private static String interaction(Ask ask) {
    return switch (ask.method()) {
      case "PUT" -> "update";
      case "DELETE" -> "delete";
      default -> "create";
    };
  }

  private static FhirFault forbidden() {
    return new FhirFault(
        403,
        "forbidden",
        "not-allowed",
        "",
        "You may not do this here; ask the administrator for the right or use another key");
  }

  private byte[] body(HttpServletRequest request) throws IOException {
    checkAccept(request);
    var type = request.getContentType();
    var plain = type == null ? "" : type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
    if (!plain.equals("application/fhir+json") && !plain.equals("application/json")) {
      throw new FhirFault(
          415,
          "not-supported",
          "content-type",
          "",
          "Send the resource as application/fhir+json; XML is not read here");
    }
    var bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new FhirFault(
          413, "too-long", "too-large", "", "Send at most 8 MiB, in several requests");
    }
    if (bytes.length == 0) {
      throw new FhirFault(400, "required", "no-body", "", "Send a resource in the body");
    }
    return bytes;
  }

  private static void checkAccept(HttpServletRequest request) {
    var format = request.getParameter("_format");
    var accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
    var wanted = (format == null ? accept : format).toLowerCase(Locale.ROOT);
    if (wanted.contains("xml")
        && !wanted.contains("json")
        && !wanted.contains("*/*")
        && !wanted.contains("html")) {
      throw new FhirFault(
          406, "not-supported", "format", "", "Answers are given as application/fhir+json only");
    }
  }

  private static Map<String, List<String>> query(HttpServletRequest request) {
    var query = new LinkedHashMap<String, List<String>>();
    if (request.getQueryString() != null) {
      request.getParameterMap().forEach((name, values) -> query.put(name, List.of(values)));
    }
    return query;
  }

  private static String header(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "").strip();
  }

  private static String base(HttpServletRequest request) {
    var url = request.getRequestURL();
    var path = request.getContextPath() + "/fhir";
    return url.substring(0, url.indexOf(path, url.indexOf("://") + 3)) + path;
  }

  // ---- answering

  private record Written(ResponseEntity.BodyBuilder builder, Resource resource) {
    ResponseEntity<byte[]> body(@Nullable String etag, FhirJson json) {
      if (etag != null && !etag.isEmpty()) {
        builder.eTag(etag);
      }
      return builder.body(json.write(resource).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Written written(HttpServletRequest request, int status, Resource resource) {
    return new Written(
        ResponseEntity.status(status).contentType(FHIR).cacheControl(CacheControl.noStore()),
        resource);
  }

  private ResponseEntity<byte[]> answer(HttpServletRequest request, Reply reply) {
    var prefer = header(request, "Prefer");
    var resource = reply.resource();
    if (resource == null || prefer.contains("return=OperationOutcome")) {
      resource = FhirJson.outcome(reply.issues());
    }
    var written = written(request, reply.status(), resource);
    if (!reply.location().isEmpty()) {
      written.builder().location(URI.create(reply.location()));
    }
    if (prefer.contains("return=minimal") && !request.getMethod().equals("GET")) {
      if (!reply.etag().isEmpty()) {
        written.builder().eTag(reply.etag());
      }
      return written.builder().build();
    }
    return written.body(reply.etag(), json);
  }

  /// Nothing else is here; said in FHIR, with what is.
  @RequestMapping("/fhir/**")
  @OpenToAll(why = "says only that there is nothing at this address")
  ResponseEntity<byte[]> nothing(HttpServletRequest request) {
    var method = request.getMethod();
    var known = method.equals("GET");
    throw new FhirFault(
        known ? 404 : 405,
        "not-supported",
        known ? "not-found" : "not-supported",
        "",
        "Nothing is offered here; read /fhir/metadata");
  }

  // ---- faults

  @ExceptionHandler(FhirFault.class)
  ResponseEntity<byte[]> refuse(FhirFault fault, HttpServletRequest request) {
    return outcome(request, fault);
  }

  @ExceptionHandler(NotAllowed.class)
  ResponseEntity<byte[]> refuse(NotAllowed refused, HttpServletRequest request) {
    return outcome(request, forbidden());
  }

  @ExceptionHandler({AuthenticationException.class, AccessDeniedException.class})
  void leaveToSecurity(RuntimeException refused) {
    throw refused;
  }

  /// Our own fault: its text stays in the log, under the incident id that the answer shows.
  @ExceptionHandler(RuntimeException.class)
  ResponseEntity<byte[]> fail(RuntimeException fault, HttpServletRequest request) {
    var incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()).substring(4);
    log.error(
        "incident {} on {} {}: {}",
        incident,
        request.getMethod(),
        request.getRequestURI(),
        fault.getClass().getName(),
        fault);
    CurrentActor.find()
        .ifPresent(actor -> log.debug("incident {} was met by {}", incident, actor.id()));
    return outcome(
        request,
        new FhirFault(
            500,
            "exception",
            "unknown-fault",
            "",
            "Something went wrong here; tell the help desk incident " + incident));
  }

  private ResponseEntity<byte[]> outcome(HttpServletRequest request, FhirFault fault) {
    var written = written(request, fault.status(), FhirJson.outcome(fault.issues()));
    if (fault.status() == BUSY) {
      written.builder().header("Retry-After", String.valueOf(ReportGate.AGAIN.toSeconds()));
    }
    return written.body(null, json);
  }
}
