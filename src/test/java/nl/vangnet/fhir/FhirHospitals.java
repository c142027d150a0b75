package nl.vangnet.fhir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.OrganisationDraft;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteDraft;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Hospitals with a key for tests of the FHIR door, and a plain client of it.
record FhirHospitals(ApplicationContext app, int port) {
  static final Actor ADMIN = new Actor("person:9001", "Beheer", Role.ADMIN, new Scope.Everywhere());
  static final JsonMapper JSON = JsonMapper.shared();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// A hospital with one site, its source and the key of that.
  record Hospital(Site site, SourceSystem source, String key) {}

  /// An answer with its body read as JSON.
  record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /// The logical id at the end of the Location header.
    String id() {
      var parts = header("Location").split("/");
      return parts[parts.length - 1];
    }
  }

  Hospital open(String country) {
    return open(country, "F" + NUMBER.incrementAndGet());
  }

  Hospital open(String country, String code) {
    var directory = app.getBean(Directory.class);
    var desk = app.getBean(DirectoryDesk.class);
    var land = new CountryCode(country);
    var organisation =
        new OrganisationId(
            ((DirectoryOutcome.Saved)
                    desk.addOrganisation(
                        new OrganisationDraft(
                            land, code, "Ziekenhuis " + code, ProviderType.HOSPITAL)))
                .id());
    desk.addSite(
        new SiteDraft(
            organisation,
            code,
            "Locatie " + code,
            "Plaats",
            ProviderType.HOSPITAL,
            SiteClass.GENERAL,
            true,
            null));
    var sources = app.getBean(SourceSystems.class);
    var source =
        ((SourceOutcome.Done)
                sources.add(
                    ADMIN,
                    new SourceDetails(
                        "fhir-" + code.toLowerCase(Locale.ROOT),
                        "EPD " + code,
                        land,
                        organisation,
                        null,
                        null,
                        null,
                        ZoneId.of("Europe/Amsterdam"))))
            .source();
    return new Hospital(
        directory.snapshot().findSite(land, code).orElseThrow(),
        source,
        sources.issueKey(ADMIN, source.id()));
  }

  /// Sends a request; `headers` are pairs of name and value.
  Answer send(
      String method, String path, @Nullable String key, @Nullable String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (key != null) {
      request.header("X-API-Key", key);
    }
    var typed = false;
    for (var i = 0; i < headers.length; i += 2) {
      typed |= headers[i].equals("Content-Type");
      request.header(headers[i], headers[i + 1]);
    }
    if (body != null && !typed) {
      request.header("Content-Type", "application/fhir+json");
    }
    var answer = HTTP.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body().isBlank()
            ? Objects.requireNonNull(JSON.createObjectNode())
            : JSON.readTree(answer.body()),
        answer);
  }

  /// A report of one line: `figures` are pairs such as "staffed", "12" or "occupied", "?reason".
  static String report(
      Site site, String unit, String category, String cohort, String at, String... figures) {
    var populations = new StringBuilder();
    for (var i = 0; i < figures.length; i += 2) {
      populations
          .append(i == 0 ? "" : ",")
          .append("{\"code\":{\"coding\":[{\"system\":\"")
          .append(Canonical.VARIABLE)
          .append("\",\"code\":\"")
          .append(figures[i])
          .append("\"}]},")
          .append(
              figures[i + 1].startsWith("?")
                  ? "\"_count\":{\"extension\":[{\"url\":\""
                      + Canonical.ABSENT
                      + "\",\"valueCode\":\""
                      + figures[i + 1].substring(1)
                      + "\"}]}"
                  : "\"count\":" + figures[i + 1])
          .append('}');
    }
    return """
    {"resourceType":"MeasureReport","status":"complete","type":"summary",
     "measure":"https://vangnet.nl/fhir/Measure/capacity",
     "subject":{"identifier":{"system":"https://vangnet.nl/fhir/NamingSystem/site-code/%s","value":"%s"}},
     "date":"%s","period":{"start":"%s","end":"%s"},
     "group":[{"extension":[{"url":"https://vangnet.nl/fhir/StructureDefinition/unit",
        "valueReference":{"identifier":{"system":"https://vangnet.nl/fhir/NamingSystem/unit-code","value":"%s"}}}],
       "code":{"coding":[{"system":"https://vangnet.nl/fhir/CodeSystem/group","code":"line"},
         {"system":"https://vangnet.nl/fhir/CodeSystem/category","code":"%s"},
         {"system":"https://vangnet.nl/fhir/CodeSystem/cohort","code":"%s"}]},
       "population":[%s]}]}
    """
        .formatted(site.country(), site.code(), at, at, at, unit, category, cohort, populations);
  }

  /// The codes of all issues, in their order.
  static java.util.List<String> codes(JsonNode outcome) {
    var codes = new java.util.ArrayList<String>();
    for (var issue : outcome.path("issue")) {
      codes.add(issue.path("details").path("coding").path(0).path("code").asString());
    }
    return codes;
  }

  /// "code at expression" of all issues.
  static java.util.List<String> places(JsonNode outcome) {
    var places = new java.util.ArrayList<String>();
    for (var issue : outcome.path("issue")) {
      places.add(
          issue.path("details").path("coding").path(0).path("code").asString()
              + " at "
              + issue.path("expression").path(0).asString(""));
    }
    return places;
  }
}
