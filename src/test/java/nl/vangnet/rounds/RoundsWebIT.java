package nl.vangnet.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import nl.vangnet.capacity.Variable;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;

/// The pages of the rounds and their JSON door, as people and systems meet them (CAP-01, CAP-07,
/// SPR-04, SPR-05).
class RoundsWebIT extends RoundsDay {
  private static final Pattern FIELD = Pattern.compile("name=\"v\\.([0-9]+\\.[a-z_]+)\"");

  private String form() {
    return "/aanlevering/" + round().round().id() + "/" + site.code();
  }

  private static Map<String, String> fields(String page) {
    var found = new HashMap<String, String>();
    var matcher = FIELD.matcher(page);
    while (matcher.find()) {
      found.put(
          matcher.group(1).substring(matcher.group(1).indexOf('.') + 1), "v." + matcher.group(1));
    }
    return found;
  }

  private static String name(Map<String, String> fields, String variable) {
    return java.util.Objects.requireNonNull(fields.get(variable), variable);
  }

  @Test
  void aHospitalFillsInItsFormAndTheRegionSeesIt() {
    open();
    figures(20, 17);
    time("08:10");
    var person = new Web(port).signIn(world.account(World.of(site)));
    assertThat(person.get("/aanlevering").words()).contains(site.name()).contains("Invullen");
    var page = person.get(form());
    var fields = fields(page.text());
    assertThat(fields).containsOnlyKeys("physical", "staffed", "occupied", "reserve", "offered");
    assertThat(page.words()).contains("Eigen bezetting").contains("Overnamecapaciteit");
    // What is typed is kept, also for who opens the form after it.
    var kept =
        person.post(
            form() + "/concept",
            Map.of("field", name(fields, "occupied").substring(2), "value", "18", "edition", "0"));
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.text()).contains("\"outcome\":\"saved\"").contains("\"edition\":1");
    var other = new Web(port).signIn(world.account(World.of(site)));
    assertThat(other.get(form()).text()).contains("value=\"18\"");
    var overtaken =
        other.post(
            form() + "/concept",
            Map.of("field", name(fields, "occupied").substring(2), "value", "19", "edition", "0"));
    assertThat(overtaken.status()).isEqualTo(409);
    assertThat(overtaken.text()).contains("\"outcome\":\"overtaken\"").contains("18");
    // A wrong figure: the page says where, and keeps what was typed.
    var wrong =
        person.post(
            form(),
            Map.of(
                name(fields, "occupied"),
                "18",
                name(fields, "staffed"),
                "<b>veel</b>",
                "e." + name(fields, "occupied").substring(2),
                "1"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("role=\"alert\"").doesNotContain("<b>veel</b>");
    assertThat(round().last(site.id())).isNull();
    var filed =
        person.post(
            form(),
            Map.of(
                name(fields, "physical"),
                "24",
                name(fields, "staffed"),
                "20",
                name(fields, "occupied"),
                "18",
                name(fields, "reserve"),
                "0",
                name(fields, "offered"),
                "1",
                "remark",
                "rustig",
                "active",
                "95"));
    assertThat(filed.status()).isEqualTo(303);
    assertThat(person.get(form()).words()).contains("Ingediend om 08:10");
    assertThat(person.get(form() + "/ingediend").words()).contains("rustig").contains("18");
    assertThat(round().seconds(java.util.List.of(site.id()))).containsExactly(95);
    var region = new Web(port).signIn(world.account(world.desk("BR")));
    var board = region.get("/aanlevering/" + round().round().id() + "/regio/BR").words();
    assertThat(board).contains(site.name()).contains("rustig").contains("08:10");
  }

  @Test
  void strangersAreRefusedOnEveryDoor() {
    open();
    figures(20, 17);
    var stranger = new Web(port).signIn(world.account(World.of(world.hospital("LI"))));
    assertThat(stranger.get(form()).status()).isEqualTo(403);
    assertThat(stranger.get(form() + "/concept").status()).isEqualTo(403);
    assertThat(stranger.post(form(), Map.of()).status()).isEqualTo(403);
    assertThat(stranger.post(form() + "/concept", Map.of("field", "remark")).status())
        .isEqualTo(403);
    assertThat(stranger.post(form() + "/vanzelf", Map.of("aan", "ja")).status()).isEqualTo(403);
    assertThat(stranger.get(form() + "/ingediend").status()).isEqualTo(403);
    var sign = "/aanlevering/" + round().round().id() + "/regio/BR/akkoord";
    assertThat(stranger.post(sign, Map.of("zonder", "ja")).status()).isEqualTo(403);
    var wrongRegion = new Web(port).signIn(world.account(world.desk("LI")));
    assertThat(wrongRegion.post(sign, Map.of("zonder", "ja", "remark", "x")).status())
        .isEqualTo(403);
    assertThat(wrongRegion.get(form()).status()).isEqualTo(403);
    assertThat(wrongRegion.get("/aanlevering/geen-getal").status()).isEqualTo(404);
    assertThat(wrongRegion.get("/aanlevering/" + round().round().id() + "/regio/XX").status())
        .isEqualTo(404);
    assertThat(new Web(port).get(form()).status()).isEqualTo(302);
  }

  @Test
  void theRegionSignsOnItsPage() {
    open();
    figures(20, 17);
    time("08:20");
    var region = new Web(port).signIn(world.account(world.desk("BR")));
    var here = "/aanlevering/" + round().round().id() + "/regio/BR";
    assertThat(region.get("/aanlevering").header("Location")).endsWith("/regio/BR");
    region.get(here);
    assertThat(region.post(here + "/akkoord", Map.of("remark", "")).status())
        .as("too early: hospitals are missing and have until 08:30")
        .isEqualTo(422);
    time("09:40");
    region.get(here);
    var without = region.post(here + "/akkoord", Map.of("remark", "twee gebeld", "zonder", "ja"));
    assertThat(without.status()).isEqualTo(303);
    assertThat(region.get(here).words()).contains("twee gebeld");
    var nation = new Web(port).signIn(world.account(World.NATIONAL));
    assertThat(nation.get("/aanlevering/" + round().round().id()).words())
        .contains("09:40")
        .contains("twee gebeld");
  }

  @Test
  void theBarSaysWhatIsDueFromWhom() {
    open();
    figures(20, 17);
    time("08:18");
    var hospital = new Web(port).signIn(world.account(World.of(site)));
    assertThat(hospital.get("/help").words()).contains("08:30").contains("over 12 min");
    var region = new Web(port).signIn(world.account(world.desk("BR")));
    assertThat(region.get("/help").words()).contains("08:30").contains("over 12 min");
    time("09:15");
    assertThat(region.get("/help").words()).contains("10:00");
    assertThat(hospital.get("/help").words()).contains("08:30");
    var watcher = new Web(port).signIn(world.account(World.OVERSIGHT));
    assertThat(watcher.get("/help").text()).doesNotContain("class=\"deadline");
  }

  @Test
  void systemsFileThroughTheJsonDoor() {
    open();
    figures(20, 17);
    time("08:05");
    var key = world.key(site);
    var door = "/api/v1/rounds/" + round().round().id() + "/sites/" + site.code() + "/filing";
    var web = new Web(port);
    var today = web.get("/api/v1/rounds/today", Map.of("X-API-Key", key));
    assertThat(today.status()).isEqualTo(200);
    assertThat(today.text())
        .contains("\"site\":\"" + site.code() + "\"")
        .contains("\"hospitalDueAt\":\"" + round().round().times().hospitalDue());
    assertThat(web.json(door, key, "{").status()).isEqualTo(400);
    assertThat(web.json(door, key, "[]").status()).isEqualTo(400);
    assertThat(web.json(door, key, "{\"figures\":7}").status()).isEqualTo(422);
    assertThat(web.json(door, key, "{\"figures\":[{\"unit\":\"IC\"},null,3]}").status())
        .isEqualTo(422);
    assertThat(web.json(door, key, "{}").text())
        .as("nothing is taken for granted without confirmRest")
        .contains("\"code\":\"not-given\"")
        .contains("IC/icu/covid/occupied");
    var unlikely =
        web.json(
            door,
            key,
            """
            {"figures":[{"unit":"IC","category":"icu","cohort":"covid","variable":"occupied",
              "value":25}],"confirmRest":true}
            """);
    assertThat(unlikely.status()).isEqualTo(422);
    assertThat(unlikely.text()).contains("occupied-above-staffed").contains("IC/icu/covid");
    var filed =
        web.json(
            door,
            key,
            """
            {"figures":[{"unit":"IC","category":"icu","cohort":"covid","variable":"occupied",
              "value":19}],"confirmRest":true,"remark":"uit het EPD"}
            """);
    assertThat(filed.status()).isEqualTo(201);
    assertThat(filed.text())
        .contains("\"edition\":1")
        .contains("\"state\":\"on-time\"")
        .contains("\"entered\":1");
    assertThat(used(Variable.OCCUPIED)).isEqualTo(19);
    var stranger = world.key(world.hospital("LI"));
    assertThat(web.json(door, stranger, "{\"confirmRest\":true}").status()).isEqualTo(403);
    time("12:00");
    var frozen = web.json(door, key, "{\"confirmRest\":true}");
    assertThat(frozen.status()).isEqualTo(409);
    assertThat(frozen.text()).contains("\"code\":\"frozen\"");
  }

  @Test
  void aCorrectionThroughTheDoorKeepsTheStateOfTheFirst() {
    open();
    figures(20, 17);
    var key = world.key(site);
    var door = "/api/v1/rounds/" + round().round().id() + "/sites/" + site.code() + "/filing";
    time("08:50");
    assertThat(new Web(port).json(door, key, "{\"confirmRest\":true}").text())
        .contains("\"state\":\"late\"");
    assertThat(new Web(port).json(door, key, "{\"confirmRest\":true}").text())
        .as("who was late stays late")
        .contains("\"edition\":2")
        .contains("\"state\":\"late\"");
  }
}
