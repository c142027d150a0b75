package nl.vangnet.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Region;
import nl.vangnet.fleet.FleetKeeper;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.DocExamples;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// The document of moving patients, executed by a sending and a receiving hospital, a third one and
/// the desk of their region (SPR-03, SPR-08, SPR-15, IDX-05, IDX-08).
@AppTest
class TransferDocIT {
  private static final String DOCUMENT = "transfer.md";
  private static final String CASES = "/api/v1/transfers";

  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private HomeRegions regions;
  @Autowired private FleetKeeper keeper;
  @Autowired private CaseBook cases;

  private final Map<String, String> values = new HashMap<>();

  @Test
  void everyExampleOfTheDocumentHolds() throws Exception {
    var world = new World(app);
    var region = regions.find("OOST").or(() -> regions.list().stream().reduce((a, b) -> b)).get();
    var sites = world.hospitals(region);
    var sender = sites.getFirst();
    var receiver = sites.get(1);
    world.beds(sender, "B4/ward/other", 11, 11);
    world.beds(receiver, "B4/ward/other", 17, 4);
    world.ambulance(sender, "DOCUMENT-1");
    World.until(() -> keeper.fleet().findVehicle("DOCUMENT-1").isPresent());
    var sending = world.key(sender);
    var receiving = world.key(receiver);
    var stranger = world.key(world.hospital("LI"));
    var desk = new Web(port).signIn(world.account(of(region)));
    values.put("sender", sender.code());
    values.put("receiver", receiver.code());

    assertThat(play("asker", sending)).isEqualTo(4);
    values.put("caseNumber", first(CASES, sending, "\"caseNumber\":\"([^\"]+)\""));
    assertThat(play("asker-reads", sending)).isEqualTo(2);
    assertThat(DocExamples.play(DOCUMENT, "region", desk, values)).isEqualTo(5);
    values.put("offer", first(CASES + "/offers", receiving, "\"id\":([0-9]+)"));
    assertThat(play("stranger", stranger)).isEqualTo(2);
    assertThat(stands()).isEqualTo(State.OFFERED);
    assertThat(play("receiver", receiving)).isEqualTo(5);
    assertThat(stands()).isEqualTo(State.ACCEPTED);
    assertThat(play("asker-ends", sending)).isEqualTo(2);
    assertThat(stands()).isEqualTo(State.CANCELLED);

    var earlier = values.get("caseNumber");
    assertThat(play("asker", sending)).isEqualTo(4);
    values.put(
        "caseNumber", first(CASES, sending, "\"caseNumber\":\"([^\"]+)\",\"state\":\"submitted\""));
    assertThat(values.get("caseNumber")).isNotEqualTo(earlier);
    assertThat(play("asker-withdraws", sending)).isEqualTo(2);
    assertThat(stands()).isEqualTo(State.WITHDRAWN);
    assertThat(play("figures", sending)).isEqualTo(2);
  }

  private int play(String word, String key) throws Exception {
    return DocExamples.play(DOCUMENT, word, port, key, values);
  }

  private String first(String path, String key, String pattern) {
    // The list of a desk follows a moment later.
    var found = new ArrayList<String>();
    World.until(() -> {
      var answer = new Web(port).get(path, Map.of("X-API-Key", key)).text();
      var places = Pattern.compile(pattern).matcher(answer);
      return places.find() && found.add(places.group(1));
    });
    return found.getFirst();
  }

  private State stands() {
    var number = new CaseNumber(values.getOrDefault("caseNumber", ""));
    return cases.peek(World.NATIONAL, number).orElseThrow().state();
  }

  private static Actor of(Region region) {
    return new Actor("person:9601", "RCPS", Role.REGION, new Scope.InRegion(region.id()));
  }
}
