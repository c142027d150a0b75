package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.fleet.CrewDraft;
import nl.vangnet.fleet.CrewId;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.DutyDesk;
import nl.vangnet.fleet.FleetDesk;
import nl.vangnet.fleet.FleetFixture;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.fleet.FleetOutcome;
import nl.vangnet.fleet.Home;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.fleet.VehicleDraft;
import nl.vangnet.fleet.VehicleId;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.DocExamples;
import nl.vangnet.testing.TestClock;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// The document of transport, executed by the system and the planner of an ambulance service and by
/// the system of another (TRA-01, TRA-03, SPR-08, IDX-08).
@AppTest
class TransportDocIT {
  private static final String DOCUMENT = "transport.md";

  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private Directory directory;
  @Autowired private FleetDesk fleet;
  @Autowired private FleetKeeper keeper;
  @Autowired private DutyDesk duty;
  @Autowired private TransportDesk desk;
  @Autowired private SourceSystems sources;
  @Autowired private Clock clock;

  private final Map<String, String> values = new HashMap<>();

  @Test
  void everyExampleOfTheDocumentHolds() throws Exception {
    var own = organisation("RAV09");
    var vehicle = ambulance(own);
    var service = key("doc-rav09", own);
    var stranger = key("doc-rav17", organisation("RAV17"));
    var planner = new Web(port).signIn(new World(app).account(FleetFixture.planner(own)));

    assertThat(play("service", service)).isEqualTo(3);
    assertThat(play("stranger", stranger)).isEqualTo(1);
    World.until(() -> keeper.positions().containsKey(vehicle));
    assertThat(play("service-reads", service)).isEqualTo(1);
    assertThat(DocExamples.play(DOCUMENT, "planner", planner, values)).isEqualTo(7);
    World.until(() -> desk.legsOf("EXT-7").size() == 1);
    var legs =
        new Web(port).get("/api/v1/transport/legs?case=EXT-7", Map.of("X-API-Key", service)).text();
    var id = Pattern.compile("\"id\":([0-9]+)").matcher(legs);
    assertThat(id.find()).as(legs).isTrue();
    values.put("leg", id.group(1));
    assertThat(play("service-rides", service)).isEqualTo(6);
    assertThat(play("stranger-reads", stranger)).isEqualTo(1);
    assertThat(DocExamples.play(DOCUMENT, "planner-ends", planner, values)).isEqualTo(1);
    assertThat(desk.legsOf("EXT-7"))
        .singleElement()
        .extracting(Leg::state)
        .isEqualTo(LegState.CANCELLED);
  }

  private int play(String word, String key) throws Exception {
    return DocExamples.play(DOCUMENT, word, port, key, values);
  }

  private OrganisationId organisation(String code) {
    return directory.snapshot().findOrganisation(CountryCode.NL, code).orElseThrow().id();
  }

  private String key(String code, OrganisationId organisation) {
    var outcome =
        sources.add(
            World.ADMIN,
            new SourceDetails(
                code,
                "Meldkamer " + code,
                CountryCode.NL,
                organisation,
                null,
                null,
                null,
                TestClock.AMSTERDAM));
    return sources.issueKey(World.ADMIN, ((SourceOutcome.Done) outcome).source().id());
  }

  private VehicleId ambulance(OrganisationId owner) {
    var near = directory.snapshot().findSite(CountryCode.NL, "UMCU").orElseThrow();
    var home = new Home("Post DOC-1", Objects.requireNonNull(near.coordinates()));
    var vehicle =
        new VehicleId(
            done(
                fleet.add(
                    FleetFixture.NATIONAL,
                    new VehicleDraft(
                        "DOC-1",
                        "Ambulance DOC-1",
                        owner,
                        new Vehicle.Build(VehicleClass.AMBULANCE, Set.of(), 1, null, Duration.ZERO),
                        home,
                        new Vehicle.Use(false, Set.of(), null),
                        "toets"))));
    var crew =
        new CrewId(
            done(
                fleet.add(
                    FleetFixture.NATIONAL,
                    new CrewDraft("DOC-1-P", "Ploeg", CrewKind.AMBULANCE, owner, home, "toets"))));
    var now = clock.instant();
    done(
        duty.add(
            FleetFixture.NATIONAL,
            crew,
            vehicle,
            now.minus(Duration.ofHours(1)),
            now.plus(Duration.ofHours(9))));
    World.until(() -> !keeper.fleet().shifts(vehicle).isEmpty());
    return vehicle;
  }

  private static long done(FleetOutcome outcome) {
    assertThat(outcome).isInstanceOf(FleetOutcome.Done.class);
    return ((FleetOutcome.Done) outcome).id();
  }
}
