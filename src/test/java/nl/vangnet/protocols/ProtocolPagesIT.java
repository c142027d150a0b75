package nl.vangnet.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// The library as people meet it: the national desk writes, everybody finds and reads, what was
/// written is kept (SPR-25).
@AppTest
class ProtocolPagesIT {
  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private ProtocolLibrary library;
  @Autowired private JdbcTemplate jdbc;

  private static Map<String, String> form(String title, String body) {
    var form = new HashMap<String, String>();
    form.put("title", title);
    form.put("kind", "ecmo");
    form.put("audience", "region");
    form.put("body", body);
    form.put("link", "https://fms.example/ecmo");
    form.put("owner", "Vereniging voor Intensive Care");
    form.put("review", "2031-05-06");
    form.put("version", "0");
    return form;
  }

  private Protocol add(String title, Kind kind, Audience audience) {
    var outcome =
        library.add(
            World.NATIONAL,
            new Protocol.Content(
                title,
                Set.of(kind),
                Set.of(audience),
                "Tekst van " + title,
                "",
                "Eigenaar",
                LocalDate.of(2030, 1, 2)));
    return ((ProtocolOutcome.Done) outcome).protocol();
  }

  @Test
  void theNationalDeskWritesChangesAndEndsAndEveryEditionIsKept() {
    var web = new Web(port).signIn(new World(app).account(World.NATIONAL));
    web.get("/protocollen/nieuw");
    var faulty = form("Canule vastzetten", "");
    faulty.put("link", "ftp://x");
    var refused = web.post("/protocollen", faulty);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.words()).contains("Het adres begint met https://");
    assertThat(refused.text()).contains("value=\"Canule vastzetten\"");

    web.get("/protocollen/nieuw");
    var saved =
        web.post("/protocollen", form("Canule vastzetten", "Eerst <b>twee</b> hechtingen."));
    assertThat(saved.status()).isEqualTo(303);
    var path = saved.header("Location").replaceFirst("^https?://[^/]+", "");
    var page = web.get(path);
    assertThat(page.words())
        .contains("De uitgave is bewaard")
        .contains("Vereniging voor Intensive Care")
        .contains("6 mei 2031");
    assertThat(page.text()).contains("Eerst &lt;b&gt;twee&lt;/b&gt; hechtingen.");

    web.get(path + "/wijzigen");
    var changed = form("Canule vastzetten", "Nu drie hechtingen.");
    changed.put("version", "1");
    assertThat(web.post(path + "/wijzigen", changed).status()).isEqualTo(303);
    assertThat(web.get(path).words())
        .contains("Nu drie hechtingen")
        .contains("Uitgave 1")
        .contains("twee");
    var late = web.post(path + "/wijzigen", changed);
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.words()).contains("Iemand bewaarde intussen een nieuwere uitgave");

    web.get(path);
    assertThat(web.post(path + "/beeindigen", Map.of("reason", " ")).status()).isEqualTo(422);
    assertThat(web.post(path + "/beeindigen", Map.of("reason", "vervangen")).status())
        .isEqualTo(303);
    assertThat(web.get("/protocollen?q=canule").words()).contains("Geen protocol past");
    assertThat(web.get("/protocollen?q=canule&oud=1").words()).contains("Canule vastzetten");
    var id = Long.parseLong(path.replaceFirst(".*/", ""));
    assertThat(library.editions(id)).extracting(Protocol::version).containsExactly(3, 2, 1);
    assertThat(library.editions(id))
        .extracting(Protocol::ended)
        .containsExactly("vervangen", "", "");
  }

  @Test
  void othersReadAndTakeNoteAndDoNotWrite() {
    var protocol = add("Zuurstof onderweg", Kind.OXYGEN, Audience.HOSPITAL);
    var path = "/protocollen/" + protocol.id();
    var world = new World(app);
    var region = new Web(port).signIn(world.account(world.desk("LI")));
    assertThat(region.get("/protocollen").words()).contains("Zuurstof onderweg");
    assertThat(region.get(path).text()).doesNotContain("/wijzigen").doesNotContain("/beeindigen");
    assertThat(region.get("/protocollen/nieuw").status()).isEqualTo(403);
    region.get(path);
    assertThat(region.post("/protocollen", form("Van een regio", "x")).status()).isEqualTo(403);
    assertThat(region.post(path + "/wijzigen", form("Van een regio", "x")).status()).isEqualTo(403);
    assertThat(region.post(path + "/beeindigen", Map.of("reason", "x")).status()).isEqualTo(403);
    assertThat(library.editions(protocol.id())).hasSize(1);

    region.get(path);
    assertThat(region.post(path + "/gelezen", Map.of()).status()).isEqualTo(303);
    assertThat(region.get(path).words())
        .contains("U hebt dit protocol als gelezen gemeld")
        .contains("Door één persoon als gelezen gemeld")
        .doesNotContain("Ik heb dit gelezen");
    var oversight = new Web(port).signIn(world.account(World.OVERSIGHT));
    assertThat(oversight.get(path).words()).doesNotContain("Ik heb dit gelezen");
    assertThat(oversight.post(path + "/gelezen", Map.of()).status()).isEqualTo(403);
    assertThat(region.get("/protocollen/999999").status()).isEqualTo(404);
    assertThat(region.get("/protocollen/geen").status()).isEqualTo(404);
  }

  @Test
  void aSearchLooksForWordsKindAndAudience() {
    var dialysis = add("Dialyse vóór vertrek", Kind.DIALYSIS, Audience.DISPATCH);
    var child = add("Kinderen begeleiden", Kind.CHILD, Audience.REGION);
    assertThat(found("dialyse VOOR", null, null)).contains(dialysis).doesNotContain(child);
    assertThat(found("", Kind.CHILD, null)).contains(child).doesNotContain(dialysis);
    assertThat(found("", null, Audience.DISPATCH)).contains(dialysis).doesNotContain(child);
    assertThat(found("tekst kinderen", null, Audience.REGION)).contains(child);
    assertThat(found("dialyse kinderen", null, null)).isEmpty();
  }

  private java.util.List<Protocol> found(
      String words,
      @org.jspecify.annotations.Nullable Kind kind,
      @org.jspecify.annotations.Nullable Audience audience) {
    return library.search(new ProtocolLibrary.Search(words, kind, audience, false));
  }

  @Test
  void whatFitsIsForWhoLooksAndTheBestFitStandsFirst() {
    var one = add("Isolatie", Kind.ISOLATION, Audience.HOSPITAL);
    var both =
        ((ProtocolOutcome.Done)
                library.add(
                    World.NATIONAL,
                    new Protocol.Content(
                        "Zuurstof in isolatie",
                        Set.of(Kind.ISOLATION, Kind.OXYGEN),
                        Set.of(Audience.HOSPITAL),
                        "x",
                        "",
                        "Eigenaar",
                        LocalDate.of(2030, 1, 2))))
            .protocol();
    Actor hospital = World.of(new World(app).hospital("LI"));
    assertThat(library.fitting(hospital, Set.of(Kind.ISOLATION, Kind.OXYGEN)))
        .startsWith(both)
        .contains(one);
    assertThat(library.fitting(hospital, Set.of(Kind.BARIATRIC))).doesNotContain(one, both);
    assertThat(library.fitting(new World(app).desk("LI"), Set.of(Kind.ISOLATION)))
        .doesNotContain(one, both);
    assertThat(library.fitting(World.OVERSIGHT, Set.of(Kind.ISOLATION))).contains(one, both);
  }

  @Test
  void noEditionAndNoReceiptIsEverChanged() {
    var protocol = add("Blijft staan", Kind.EVACUATION, Audience.REGION);
    library.receive(World.NATIONAL, protocol.id());
    for (var sql :
        new String[] {
          "update protocols.edition set title = 'x'",
          "delete from protocols.edition",
          "delete from protocols.receipt"
        }) {
      assertThatThrownBy(() -> jdbc.update(sql))
          .as(sql)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("append-only");
    }
  }
}
