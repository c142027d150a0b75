package nl.vangnet.fhir;

import static nl.vangnet.fhir.FhirHospitals.codes;
import static nl.vangnet.fhir.FhirHospitals.places;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.ContactPoint;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.AppTest;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.SearchDesk;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/// Asking for a place and answering by FHIR, over HTTP, as the systems of two hospitals do it
/// (issue 4 A1 and B9; IDX-02, IDX-05, SPR-03, SPR-14).
@AppTest
class FhirTransferIT {
  private static final Actor STEWARD =
      new Actor("person:9602", "Gegevens", Role.STEWARD, new Scope.Everywhere());
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String OWN = "https://ziekenhuis.example/orders";

  @Autowired private ApplicationContext app;
  @Autowired private HomeRegions regions;
  @Autowired private CapacityBook book;
  @Autowired private LivePicture pictures;
  @Autowired private SearchDesk search;
  @Autowired private AnswerDesk answers;
  @Autowired private CaseBook cases;
  @Autowired private DirectoryDesk directory;
  @Autowired private SourceSystems sources;
  @Autowired private JdbcTemplate sql;
  @Autowired private Clock clock;
  @LocalServerPort private int port;

  private FhirHospitals door;
  private Actor region;
  private Site sender;
  private Site near;
  private Site second;
  private String senderKey;
  private String nearKey;
  private String secondKey;

  @BeforeEach
  void threeHospitalsOfOneRegion() throws Exception {
    door = new FhirHospitals(app, port);
    var own = regions.find("ZWN").orElseThrow();
    var here = apart(own);
    sender = here.get(0);
    near = here.get(1);
    second = here.get(2);
    region = new Actor("person:9601", "Regiodesk", Role.REGION, new Scope.InRegion(own.id()));
    senderKey = key(sender);
    nearKey = key(near);
    secondKey = key(second);
    beds(near, 41, 13);
    beds(second, 37, 19);
  }

  /// One hospital of each of several organisations.
  private List<Site> apart(Region own) {
    var found = new LinkedHashMap<Object, Site>();
    for (var site : regions.sites(own)) {
      if (site.type() == ProviderType.HOSPITAL && site.coordinates() != null) {
        found.putIfAbsent(site.organisation(), site);
      }
    }
    return List.copyOf(found.values());
  }

  private String key(Site site) {
    var source =
        ((SourceOutcome.Done)
                sources.add(
                    FhirHospitals.ADMIN,
                    new SourceDetails(
                        "move-" + NUMBER.incrementAndGet() + site.code().toLowerCase(Locale.ROOT),
                        "EPD " + site.code(),
                        site.country(),
                        site.organisation(),
                        null,
                        null,
                        null,
                        ZoneId.of("Europe/Amsterdam"))))
            .source();
    return sources.issueKey(FhirHospitals.ADMIN, source.id());
  }

  private void beds(Site site, int staffed, int occupied) throws InterruptedException {
    book.record(
        STEWARD,
        Method.MANUAL,
        List.of(
            reported(site, Variable.STAFFED, staffed),
            reported(site, Variable.OCCUPIED, occupied)));
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (pictures.current().site(site.id()) == null && System.nanoTime() < until) {
      Thread.sleep(20);
    }
  }

  private Reported reported(Site site, Variable variable, int value) {
    return new Reported(
        site.id(), "D3", "ward", "delabelled", variable, value, null, clock.instant(), null);
  }

  // ---- what is sent

  private static String coded(String system, String code) {
    return "{\"coding\":[{\"system\":\"https://vangnet.nl/fhir/CodeSystem/%s\",\"code\":\"%s\"}]}"
        .formatted(system, code);
  }

  /// A whole request; `more` are further elements, with a comma before each.
  private String request(String own, String more) {
    return """
    {"resourceType":"ServiceRequest","status":"active","intent":"order",
     "identifier":[{"system":"%s","value":"%s"}],
     "subject":{"identifier":{"system":"https://ziekenhuis.example/pseudonym","value":"p-41"}},
     "reasonCode":[%s],
     "orderDetail":[%s],
     "extension":[
      {"url":"https://vangnet.nl/fhir/StructureDefinition/origin",
       "valueReference":{"identifier":{"system":"https://vangnet.nl/fhir/NamingSystem/site-code/NL","value":"%s"}}},
      {"url":"https://vangnet.nl/fhir/StructureDefinition/sending-unit","valueString":"B4"},
      {"url":"https://vangnet.nl/fhir/StructureDefinition/contact","extension":[
       {"url":"function","valueString":"dienstdoende longarts"},
       {"url":"callBack","valueContactPoint":{"system":"phone","value":"010-7041234"}}]},
      {"url":"https://vangnet.nl/fhir/StructureDefinition/oxygen-litres","valueInteger":3},
      {"url":"https://vangnet.nl/fhir/StructureDefinition/handover","extension":[
       {"url":"fhir-base","valueUrl":"https://epd.verzender.example/fhir"},
       {"url":"authorization-base","valueString":"did:nuts:case#7f3a"}]}]%s}
    """
        .formatted(
            OWN,
            own,
            coded("transfer-reason", "capacity"),
            String.join(
                ",",
                coded("category", "ward"),
                coded("cohort", "delabelled"),
                coded("breathing", "oxygen-low"),
                coded("stability", "stable"),
                coded("age-band", "from-60-to-69"),
                coded("sex-for-room", "female"),
                coded("checklist", "patient-informed"),
                coded("checklist", "relatives-informed"),
                coded("checklist", "gp-informed")),
            sender.code(),
            more);
  }

  private static String number() {
    return "order-" + NUMBER.incrementAndGet();
  }

  private FhirHospitals.Answer post(String body, String... headers) throws Exception {
    return door.send("POST", "/fhir/ServiceRequest", senderKey, body, headers);
  }

  /// Has the desk offer a case to a site, and to no other; the id of the Task.
  private String offered(CaseNumber number, Site site) {
    var file = cases.find(region, number).orElseThrow();
    if (file.request().state() == State.SUBMITTED) {
      assertThat(search.takeUp(region, number)).isInstanceOf(TransferOutcome.Done.class);
    }
    for (var offer : file.offers()) {
      if (offer.state() == nl.vangnet.transfer.Offer.State.OPEN) {
        assertThat(answers.takeBack(region, offer.id(), "toch een ander"))
            .isInstanceOf(TransferOutcome.Done.class);
      }
    }
    assertThat(search.ask(region, number, List.of(site.id()), "heeft plaats", false))
        .isInstanceOf(TransferOutcome.Done.class);
    return Long.toString(
        cases.find(region, number).orElseThrow().offers().stream()
            .filter(o -> o.site().equals(site.id()))
            .mapToLong(o -> o.id())
            .max()
            .orElseThrow());
  }

  private CaseNumber made() throws Exception {
    var answer = post(request(number(), ""));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return new CaseNumber(answer.id());
  }

  private static String yes(String id, String bed, String doctor) {
    return """
    {"resourceType":"Task","id":"%s","status":"accepted","intent":"proposal","output":[
     {"type":%s,"valueString":"%s"},{"type":%s,"valueString":"%s"}]}
    """
        .formatted(id, coded("offer-answer", "bed"), bed, coded("offer-answer", "doctor"), doctor);
  }

  private static String no(String id, String reason) {
    return """
    {"resourceType":"Task","id":"%s","status":"rejected","intent":"proposal","businessStatus":%s}
    """
        .formatted(id, coded("refusal-reason", reason));
  }

  private FhirHospitals.Answer answer(String key, String id, String body) throws Exception {
    return door.send("PUT", "/fhir/Task/" + id, key, body);
  }

  private static List<String> steps(JsonNode request) {
    var steps = new ArrayList<String>();
    for (var extension : request.path("extension")) {
      if (extension.path("url").asString().endsWith("/step")) {
        steps.add(extension.path("extension").path(1).path("valueCode").asString());
      }
    }
    return steps;
  }

  private List<String> owners(CaseNumber number, String key) throws Exception {
    var owners = new ArrayList<String>();
    for (var entry :
        door.send("GET", "/fhir/Task?focus=ServiceRequest/" + number, key, null)
            .body()
            .path("entry")) {
      owners.add(entry.path("resource").path("owner").path("reference").asString());
    }
    return owners;
  }

  private int rows() {
    var rows = sql.queryForObject("select count(*) from transfer.request", Integer.class);
    return rows == null ? -1 : rows;
  }

  // ---- the life of a case

  @Test
  void aRequestIsMadeOfferedAcceptedAndTheSenderSeesItsWholeHistory() throws Exception {
    var made = post(request(number(), ",\"priority\":\"routine\""));
    assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
    assertThat(made.body().path("status").asString()).isEqualTo("active");
    assertThat(made.raw().body()).doesNotContain("p-41");
    var number = new CaseNumber(made.id());
    var task = offered(number, near);

    var asked = door.send("GET", "/fhir/Task/" + task, nearKey, null);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(asked.body().path("status").asString()).isEqualTo("requested");
    assertThat(asked.body().path("focus").path("reference").asString())
        .isEqualTo("ServiceRequest/" + number);
    assertThat(asked.body().path("owner").path("reference").asString())
        .isEqualTo("Organization/" + near.organisation());
    assertThat(asked.raw().body()).doesNotContain("epd.verzender.example", "did:nuts");

    var accepted = answer(nearKey, task, yes(task, "D3-07", "dr. Van Houten"));
    assertThat(accepted.status()).as(accepted.raw().body()).isEqualTo(200);
    assertThat(accepted.body().path("status").asString()).isEqualTo("accepted");
    assertThat(accepted.body().path("input").toString())
        .contains(
            "\"valueUrl\":\"https://epd.verzender.example/fhir\"",
            "http://fhir.nl/fhir/NamingSystem/TaskParameter",
            "\"code\":\"authorization-base\"",
            "\"valueString\":\"did:nuts:case#7f3a\"");

    var seen = door.send("GET", "/fhir/ServiceRequest/" + number, senderKey, null);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.raw().body()).contains("D3-07", "dr. Van Houten", "Task/" + task);
    assertThat(seen.body().path("performer").path(0).path("reference").asString())
        .isEqualTo("Organization/" + near.organisation());
    assertThat(steps(seen.body()))
        .containsExactly("submitted", "regional-search", "offered", "accepted");

    var again = answer(nearKey, task, yes(task, "D3-07", "dr. Van Houten"));
    assertThat(again.status()).isEqualTo(200);
    var other = answer(nearKey, task, yes(task, "D3-08", "dr. Van Houten"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(codes(other.body())).containsExactly("answered-already");
  }

  @Test
  void aNoCarriesItsReasonAndTheSearchGoesOn() throws Exception {
    var number = made();
    var task = offered(number, near);
    var without =
        answer(
            nearKey,
            task,
            "{\"resourceType\":\"Task\",\"status\":\"rejected\",\"intent\":\"proposal\"}");
    assertThat(without.status()).isEqualTo(422);
    assertThat(places(without.body())).containsExactly("reason-missing at Task.businessStatus");

    var refused = answer(nearKey, task, no(task, "no-staff"));
    assertThat(refused.status()).as(refused.raw().body()).isEqualTo(200);
    assertThat(refused.body().path("status").asString()).isEqualTo("rejected");
    var seen = door.send("GET", "/fhir/Task?focus=ServiceRequest/" + number, senderKey, null);
    assertThat(seen.body().path("entry").path(0).path("resource").path("businessStatus").toString())
        .contains("\"code\":\"no-staff\"");
    assertThat(steps(door.send("GET", "/fhir/ServiceRequest/" + number, senderKey, null).body()))
        .startsWith("submitted", "regional-search", "offered", "regional-search");
    var late = answer(nearKey, task, yes(task, "D3-07", "dr. Van Houten"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(codes(late.body())).containsExactly("answered-already");
  }

  @Test
  void anAnswerWithoutBedOrDoctorAndOtherStatesAreRefused() throws Exception {
    var task = offered(made(), near);
    var bare =
        answer(
            nearKey,
            task,
            "{\"resourceType\":\"Task\",\"status\":\"accepted\",\"intent\":\"proposal\"}");
    assertThat(bare.status()).isEqualTo(422);
    assertThat(places(bare.body())).containsExactly("bed-missing at Task.output");
    var completed =
        answer(
            nearKey,
            task,
            "{\"resourceType\":\"Task\",\"status\":\"completed\",\"intent\":\"proposal\"}");
    assertThat(completed.status()).isEqualTo(422);
    assertThat(places(completed.body())).containsExactly("status-not-offered at Task.status");
    var stale =
        door.send(
            "PUT", "/fhir/Task/" + task, nearKey, yes(task, "1", "dr. A"), "If-Match", "W/\"2\"");
    assertThat(stale.status()).isEqualTo(412);
    var number = answer(nearKey, task, yes(task, "D3", "dr. Van Houten, bsn 111222333"));
    assertThat(number.status()).isEqualTo(422);
    assertThat(places(number.body())).containsExactly("looks-like-bsn at Task.output[1].value");
    assertThat(
            door.send("GET", "/fhir/Task/" + task, nearKey, null).body().path("status").asString())
        .isEqualTo("requested");
  }

  @Test
  void whatDoesNotConcernAnOrganisationIsNotThere() throws Exception { // SPR-03
    var own = number();
    var answer = post(request(own, ""));
    var number = new CaseNumber(answer.id());
    assertThat(door.send("GET", "/fhir/ServiceRequest/" + number, nearKey, null).status())
        .isEqualTo(404);
    var found = door.send("GET", "/fhir/ServiceRequest?identifier=" + number, nearKey, null).body();
    assertThat(found.path("total").asInt(-1)).isZero();

    var first = offered(number, near);
    assertThat(answer(nearKey, first, no(first, "no-bed")).status()).isEqualTo(200);
    var task = offered(number, second);
    assertThat(door.send("GET", "/fhir/ServiceRequest/" + number, nearKey, null).status())
        .isEqualTo(200);
    // An asked hospital sees the questions to itself, not those to others.
    assertThat(door.send("GET", "/fhir/Task/" + task, nearKey, null).status()).isEqualTo(404);
    assertThat(answer(nearKey, task, no(task, "no-bed")).status()).isEqualTo(404);
    assertThat(owners(number, nearKey)).containsOnly("Organization/" + near.organisation());
    assertThat(owners(number, secondKey)).containsOnly("Organization/" + second.organisation());
    assertThat(owners(number, senderKey))
        .contains("Organization/" + near.organisation(), "Organization/" + second.organisation());
    // The sender reads the Task, and cannot answer in the other's stead.
    assertThat(answer(senderKey, task, no(task, "no-bed")).status()).isEqualTo(403);
    // Own numbers of the sender are its own.
    assertThat(door.send("GET", "/fhir/ServiceRequest/" + number, nearKey, null).raw().body())
        .doesNotContain(own);
    assertThat(door.send("GET", "/fhir/Task/" + task, null, null).status()).isIn(401, 403);
  }

  private static String revoked(String reason) {
    return """
    {"resourceType":"ServiceRequest","status":"revoked","intent":"order","extension":[
     {"url":"http://hl7.org/fhir/StructureDefinition/request-statusReason","valueCodeableConcept":%s}]}
    """
        .formatted(coded("case-end", reason));
  }

  private FhirHospitals.Answer put(String key, CaseNumber number, String body, String... headers)
      throws Exception {
    return door.send("PUT", "/fhir/ServiceRequest/" + number, key, body, headers);
  }

  private State stands(CaseNumber number) {
    return cases.peek(region, number).orElseThrow().state();
  }

  @Test
  void theSenderTakesARequestBackWithACodedReasonAndOnce() throws Exception {
    var number = made();
    var task = offered(number, near);
    var read = door.send("GET", "/fhir/ServiceRequest/" + number, senderKey, null);
    var stale = put(senderKey, number, revoked("own-room"), "If-Match", "W/\"1\"");
    assertThat(stale.status()).isEqualTo(412);

    // The whole of it may come back as it was read.
    var whole =
        read.raw()
            .body()
            .replace("\"status\":\"active\"", "\"status\":\"revoked\"")
            .replaceFirst(
                "\"extension\":\\[(?=\\{\"url\":\"https://vangnet.nl/fhir/StructureDefinition/origin)",
                java.util.regex.Matcher.quoteReplacement(
                    "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/request-statusReason\",\"valueCodeableConcept\":"
                        + coded("case-end", "own-room")
                        + "},"));
    assertThat(whole).contains("request-statusReason");
    var ended = put(senderKey, number, whole, "If-Match", read.header("ETag"));
    assertThat(ended.status()).as(ended.raw().body()).isEqualTo(200);
    assertThat(ended.body().path("status").asString()).isEqualTo("revoked");
    assertThat(ended.raw().body())
        .contains("request-statusReason", "\"code\":\"own-room\"", "\"valueCode\":\"withdrawn\"");
    assertThat(stands(number)).isEqualTo(State.WITHDRAWN);
    assertThat(
            door.send("GET", "/fhir/Task/" + task, nearKey, null).body().path("status").asString())
        .isEqualTo("cancelled");

    assertThat(put(senderKey, number, revoked("own-room")).status()).isEqualTo(200);
    var other = put(senderKey, number, revoked("improved"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(codes(other.body())).containsExactly("case-moved-on");
    assertThat(steps(ended.body()))
        .containsExactly("submitted", "regional-search", "offered", "withdrawn");
  }

  @Test
  void onceAPlaceWasPromisedItIsCancelledForAReasonThatFits() throws Exception {
    var number = made();
    var task = offered(number, near);
    assertThat(answer(nearKey, task, yes(task, "D3-11", "dr. Smit")).status()).isEqualTo(200);
    var unfit = put(senderKey, number, revoked("own-room"));
    assertThat(unfit.status()).as(unfit.raw().body()).isEqualTo(200);
    assertThat(stands(number)).isEqualTo(State.WITHDRAWN);

    var second = made();
    var another = offered(second, near);
    assertThat(answer(nearKey, another, yes(another, "D3-12", "dr. Smit")).status()).isEqualTo(200);
    var died = put(senderKey, second, revoked("died"));
    assertThat(died.status()).as(died.raw().body()).isEqualTo(200);
    assertThat(died.raw().body()).contains("\"valueCode\":\"cancelled\"");
    assertThat(stands(second)).isEqualTo(State.CANCELLED);
  }

  @Test
  void nobodyElseEndsARequestAndNothingElseOfItIsChanged() throws Exception {
    var number = made();
    assertThat(put(nearKey, number, revoked("mistake")).status())
        .as("does not exist")
        .isEqualTo(404);
    offered(number, near);
    var receiver = put(nearKey, number, revoked("mistake"));
    assertThat(receiver.status()).isEqualTo(403);
    assertThat(places(receiver.body())).containsExactly("not-allowed at ServiceRequest.requester");

    var nothing = put(senderKey, number, revoked("mistake").replace("revoked", "active"));
    assertThat(places(nothing.body()))
        .containsExactly("status-not-offered at ServiceRequest.status");
    var silent =
        put(
            senderKey,
            number,
            "{\"resourceType\":\"ServiceRequest\",\"status\":\"revoked\",\"intent\":\"order\"}");
    assertThat(silent.status()).isEqualTo(422);
    assertThat(codes(silent.body())).containsExactly("reason-missing");
    var unfit = put(senderKey, number, revoked("no-place"));
    assertThat(unfit.status()).isEqualTo(422);
    assertThat(codes(unfit.body())).containsExactly("reason-does-not-fit");
    var born =
        put(
            senderKey,
            number,
            revoked("died").replace("{\"coding\"", "{\"text\":\"geb. 02-03-1951\",\"coding\""));
    assertThat(born.status()).isEqualTo(422);
    assertThat(codes(born.body())).containsExactly("looks-like-birth-date");
    assertThat(stands(number)).isEqualTo(State.OFFERED);
  }

  @Test
  void aSiteOfAnotherOrganisationCannotBeSpokenFor() throws Exception {
    var before = rows();
    var answer = door.send("POST", "/fhir/ServiceRequest", nearKey, request(number(), ""));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(codes(answer.body())).containsExactly("not-allowed");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aRetryMakesOneCase() throws Exception {
    var own = number();
    var body = request(own, "");
    var header = "identifier=" + OWN + "%7C" + own;
    var before = rows();
    var calls = new ArrayList<Callable<FhirHospitals.Answer>>();
    for (var i = 0; i < 4; i++) {
      calls.add(() -> post(body, "If-None-Exist", header));
    }
    var ids = new java.util.TreeSet<String>();
    var created = 0;
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var one : threads.invokeAll(calls)) {
        var answer = one.get();
        assertThat(answer.status()).as(answer.raw().body()).isIn(200, 201);
        created += answer.status() == 201 ? 1 : 0;
        ids.add(answer.id());
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(created).isEqualTo(1);
    assertThat(rows()).isEqualTo(before + 1);
    // Without the header the own number does the same, and it finds the case.
    assertThat(post(body).status()).isEqualTo(200);
    var found =
        door.send("GET", "/fhir/ServiceRequest?identifier=" + OWN + "%7C" + own, senderKey, null);
    assertThat(found.body().path("total").asInt()).isEqualTo(1);
    assertThat(found.body().path("entry").path(0).path("resource").path("id").asString())
        .isEqualTo(ids.first());
    // A number that was refused may be sent again, mended.
    var mended = number();
    var broken = request(mended, "").replace("\"oxygen-low\"", "\"by-mouth\"");
    assertThat(post(broken).status()).isEqualTo(422);
    assertThat(post(request(mended, "")).status()).isEqualTo(201);
  }

  @Test
  void nothingThatTellsWhoThePatientIsIsTakenIn() throws Exception { // IDX-05
    var before = rows();
    var good = request(number(), "");
    var subject =
        "\"subject\":{\"identifier\":{\"system\":\"https://ziekenhuis.example/pseudonym\","
            + "\"value\":\"p-41\"}}";
    assertThat(good).contains(subject);
    var refused =
        List.of(
            good.replace(subject, "\"subject\":{\"reference\":\"Patient/41\"}"),
            good.replace(subject, "\"subject\":{\"display\":\"Aagje Jansonius\"}"),
            good.replace(
                subject,
                "\"subject\":{\"reference\":\"#p\"},\"contained\":[{\"resourceType\":\"Patient\","
                    + "\"id\":\"p\",\"name\":[{\"family\":\"Jansonius\"}]}]"),
            good.replace("p-41", "111222333"),
            good.replace(
                "https://ziekenhuis.example/pseudonym", "http://fhir.nl/fhir/NamingSystem/bsn"),
            request(number(), ",\"name\":[{\"family\":\"Jansonius\"}]"),
            request(number(), ",\"birthDate\":\"1951-03-02\""),
            request(number(), ",\"note\":[{\"text\":\"geboren 02-03-1951, Jansonius\"}]"),
            request(number(), ",\"note\":[{\"text\":\"BSN 111222333\"}]"),
            request("111222333", ""),
            request(
                number(),
                ",\"text\":{\"status\":\"generated\",\"div\":\"<div"
                    + " xmlns=\\\"http://www.w3.org/1999/xhtml\\\">Jansonius</div>\"}"),
            good.replace("\"valueString\":\"B4\"", "\"valueHumanName\":{\"text\":\"Jansonius\"}"),
            request(number(), ",\"supportingInfo\":[{\"display\":\"Jansonius\"}]"));
    for (var body : refused) {
      var answer = post(body);
      assertThat(answer.status()).as(body + answer.raw().body()).isEqualTo(422);
      assertThat(answer.body().path("resourceType").asString()).isEqualTo("OperationOutcome");
      assertThat(codes(answer.body()))
          .as(body)
          .containsAnyOf("personal-data", "looks-like-bsn", "looks-like-birth-date", "not-asked");
      assertThat(answer.raw().body()).doesNotContain("Jansonius", "111222333", "1951");
    }
    assertThat(rows()).isEqualTo(before);
    assertThat(
            sql.queryForObject(
                "select count(*) from fhir.sent_request where identifier_value = '111222333'",
                Integer.class))
        .isZero();
  }

  @Test
  void everyRefusalNamesTheElement() throws Exception {
    var untold =
        post(
            request(number(), "")
                .replace("patient-informed", "specialist-consulted")
                .replace("{\"url\":\"function\",\"valueString\":\"dienstdoende longarts\"},", ""));
    assertThat(untold.status()).isEqualTo(422);
    assertThat(places(untold.body()))
        .contains(
            "patient-not-informed at ServiceRequest.orderDetail",
            "contact-missing at ServiceRequest.extension('"
                + "https://vangnet.nl/fhir/StructureDefinition/contact')");
    var several =
        post(
            request(number(), ",\"priority\":\"asap\"")
                .replace("\"stable\"", "\"wobbly\"")
                .replace("\"valueInteger\":3", "\"valueString\":\"3\"")
                .replace("https://epd.verzender.example/fhir", "http://epd.verzender.example"));
    assertThat(several.status()).isEqualTo(422);
    assertThat(places(several.body()))
        .containsExactlyInAnyOrder(
            "choice-unknown at ServiceRequest.orderDetail[3].coding[0].code",
            "choice-unknown at ServiceRequest.priority",
            "field-malformed at ServiceRequest.extension[3]",
            "bad-address at ServiceRequest.extension[4].extension[0].value");
    var wide = post(request(number(), "").replace("\"valueInteger\":3", "\"valueInteger\":300"));
    assertThat(places(wide.body()))
        .containsExactly(
            "oxygen-impossible at ServiceRequest.extension('"
                + "https://vangnet.nl/fhir/StructureDefinition/oxygen-litres')");
  }

  @Test
  void theDirectorysAddressIsGivenWhenTheSenderGaveNone() throws Exception { // IDX-02
    directory.addContact(
        new Holder.OfOrganisation(sender.organisation()),
        ContactPoint.Kind.WEB,
        "fhir",
        "https://bgz.verzender.example/r4");
    var body =
        request(number(), "")
            .replace(
                "{\"url\":\"fhir-base\",\"valueUrl\":\"https://epd.verzender.example/fhir\"},", "")
            .replaceAll("\\{\"url\":\"fhir-base\",[^}]*},\\s*", "");
    var made = post(body);
    assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
    var task = offered(new CaseNumber(made.id()), second);
    assertThat(answer(secondKey, task, yes(task, "A1", "dr. Bos")).raw().body())
        .contains("https://bgz.verzender.example/r4", "did:nuts:case#7f3a");
    // Nobody else reads the address: not who was asked before, not another hospital.
    assertThat(door.send("GET", "/fhir/Task/" + task, nearKey, null).status()).isEqualTo(404);
  }

  @Test
  void listsShowWhatConcernsTheKeyAndFilterByOwnerAndStatus() throws Exception {
    var number = made();
    var task = offered(number, near);
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    var list = "";
    while (!list.contains("Task/" + task + "\"") && System.nanoTime() < until) {
      list =
          door.send(
                  "GET",
                  "/fhir/Task?status=requested&_count=100&owner=Organization/"
                      + near.organisation(),
                  nearKey,
                  null)
              .raw()
              .body();
      Thread.sleep(20);
    }
    assertThat(list).contains("/fhir/Task/" + task + "\"");
    assertThat(
            door.send("GET", "/fhir/Task?status=accepted&_id=" + task, nearKey, null)
                .body()
                .path("total")
                .asInt(-1))
        .isZero();
    assertThat(
            door.send("GET", "/fhir/ServiceRequest?status=active&_count=100", senderKey, null)
                .raw()
                .body())
        .contains("/fhir/ServiceRequest/" + number);
    assertThat(door.send("GET", "/fhir/ServiceRequest?patient=41", senderKey, null).status())
        .isEqualTo(400);
  }

  @Test
  void metadataListsBothWithWhatCanBeDone() throws Exception {
    var offered = new ArrayList<String>();
    for (var one :
        door.send("GET", "/fhir/metadata", null, null)
            .body()
            .path("rest")
            .path(0)
            .path("resource")) {
      var type = one.path("type").asString();
      one.path("interaction").forEach(i -> offered.add(type + " " + i.path("code").asString()));
      one.path("searchParam").forEach(p -> offered.add(type + "?" + p.path("name").asString()));
      offered.add(type + " conditional " + one.path("conditionalCreate").asBoolean(false));
    }
    assertThat(offered)
        .contains(
            "ServiceRequest read",
            "ServiceRequest search-type",
            "ServiceRequest create",
            "ServiceRequest update",
            "ServiceRequest?identifier",
            "ServiceRequest?status",
            "ServiceRequest conditional true",
            "Task read",
            "Task search-type",
            "Task update",
            "Task?owner",
            "Task?focus",
            "Task?status")
        .doesNotContain("ServiceRequest delete", "Task create", "Task conditional true");
  }
}
