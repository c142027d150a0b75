package nl.vangnet.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;

/// The public site as a visitor and its editors meet it (COM-01, COM-10).
class PublicSiteIT extends PublicationDay {
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

  @Test
  void aVisitorReadsTheFiguresOfTodayAndTheyAreThoseOfTheFile() {
    figures();
    release();
    time("12:40");
    var page = visitor().get("/openbaar");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.words())
        .contains("Vandaag om 12:30")
        .contains("224")
        .contains("van 270 bedden");
    assertThat(csv("national-daily/" + day + ".csv"))
        .contains(day + ",icu,224,99,125,270,measured");
    assertThat(page.words())
        .as("what stays away is said, not drawn as nothing")
        .contains("Limburg");
    day = day.plusDays(1);
    time("09:00");
    assertThat(visitor().get("/openbaar").words())
        .as("yesterday's figures do not pass for today's")
        .doesNotContain("Vandaag om");
  }

  @Test
  void theSameInEnglish() {
    figures();
    release();
    var page = visitor().get("/openbaar?lang=en").words();
    assertThat(page).contains("What we do").doesNotContain("Wat wij doen").contains("224");
  }

  /// Whoever follows every link of the public site without an account meets no page that asks for
  /// one, but the sign-in page itself.
  @Test
  void everyLinkOfThePublicSiteOpensWithoutAnAccount() {
    figures();
    release();
    var seen = new TreeSet<String>();
    var refused = new TreeMap<String, Integer>();
    var next = new ArrayDeque<>(List.of("/openbaar"));
    var web = visitor();
    while (!next.isEmpty()) {
      var address = next.remove();
      if (!seen.add(address) || seen.size() > 200) {
        continue;
      }
      var answer = web.get(address);
      if (answer.status() != 200) {
        refused.put(address + " -> " + answer.header("Location"), answer.status());
      }
      if (answer.header("Content-Type").contains("html") && !address.startsWith("/login")) {
        var links = LINK.matcher(answer.text());
        while (links.find()) {
          next.add(links.group(1).replace("&amp;", "&"));
        }
      }
    }
    assertThat(seen).contains("/openbaar/vragen", "/openbaar/begrippen", "/open-data");
    assertThat(refused).isEmpty();
  }

  @Test
  void nothingBeyondThePublicSiteOpensWithoutAnAccount() {
    figures();
    release();
    var site = sites("BR").getFirst().code();
    for (var address :
        List.of(
            "/",
            "/locatie/" + site,
            "/dagrapport/" + day,
            "/dagrapport/" + day + ".pdf",
            "/regioblad/BR/" + day + ".csv",
            "/aanlevering",
            "/bevindingen",
            "/geven",
            "/keten",
            "/bulletins",
            "/contacten",
            "/openbaar/beheer",
            "/openbaar/beheer/wat")) {
      var answer = visitor().get(address);
      assertThat(answer.status()).as(address).isEqualTo(302);
      assertThat(answer.header("Location")).as(address).contains("/login");
    }
    for (var address : List.of("/api/v1/giving", "/api/v1/findings", "/api/v1/rounds/today")) {
      assertThat(visitor().get(address, Map.of("Accept", "application/json")).status())
          .as(address)
          .isEqualTo(401);
    }
  }

  private static Map<String, String> text(String dutch, String english) {
    var form = new HashMap<String, String>();
    form.put("titelNl", "Wat wij doen");
    form.put("tekstNl", dutch);
    form.put("titelEn", "What we do");
    form.put("tekstEn", english);
    form.put("eigenaar", "Communicatie");
    form.put("herzien", "2026-12-01");
    form.put("volgorde", "10");
    form.put("getoond", "on");
    return form;
  }

  @Test
  void anEditorKeepsATextAndEveryVersionStays() {
    var editor = new Web(port).signIn(world.account(World.NATIONAL));
    var here = "/openbaar/beheer/wat";
    editor.get(here);
    var wrong = editor.post(here, text("Wij helpen <script>alert(1)</script>", ""));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text())
        .as("what was typed is not lost, and not run")
        .contains("Wij helpen &lt;script&gt;")
        .doesNotContain("<script>alert");
    assertThat(visitor().get("/openbaar").words()).doesNotContain("Wij helpen");
    editor.get(here);
    assertThat(editor.post(here, text("Wij helpen <script>alert(1)</script>", "We help")).status())
        .isEqualTo(303);
    assertThat(visitor().get("/openbaar").text())
        .contains("Wij helpen &lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
    assertThat(visitor().get("/openbaar?lang=en").words()).contains("We help");
    assertThat(editor.get(here).words())
        .as("the text of before is still there")
        .contains("Als het in een ziekenhuis te druk wordt")
        .contains("Wij helpen");
    assertThat(editor.get("/openbaar/beheer").words())
        .contains("Communicatie")
        .contains("2026-12-01");
  }

  @Test
  void aTextThatShouldHaveBeenLookedAtIsCalledOut() {
    var editor = new Web(port).signIn(world.account(World.NATIONAL));
    var form = text("Bijgewerkt", "Updated");
    form.put("herzien", day.plusDays(2).toString());
    editor.get("/openbaar/beheer/hoe");
    assertThat(editor.post("/openbaar/beheer/hoe", form).status()).isEqualTo(303);
    var before = overdue(editor);
    day = day.plusDays(3);
    time("09:00");
    var later = new Web(port).signIn(world.account(World.NATIONAL));
    assertThat(overdue(later)).isEqualTo(before + 1);
  }

  private static int overdue(Web editor) {
    return editor.get("/openbaar/beheer").text().split("<span class=\"badge\">te laat", -1).length
        - 1;
  }

  @Test
  void aMistakeIsPutRightInPublic() {
    var editor = new Web(port).signIn(world.account(World.NATIONAL));
    editor.get("/openbaar/beheer/rectificatie");
    var form = text("Het waren er 240, niet 224.", "It was 240, not 224.");
    form.put("titelNl", "Cijfers van 3 maart");
    assertThat(editor.post("/openbaar/beheer/rectificatie", form).status()).isEqualTo(303);
    assertThat(visitor().get("/openbaar/vragen").words())
        .contains("Cijfers van 3 maart")
        .contains("Het waren er 240, niet 224.");
  }

  @Test
  void onlyEditorsChangeWhatThePublicReads() {
    for (var actor : List.of(World.OVERSIGHT, World.of(sites("BR").getFirst()))) {
      var web = new Web(port).signIn(world.account(actor));
      assertThat(web.get("/openbaar/beheer").status()).isEqualTo(403);
      assertThat(web.post("/openbaar/beheer/wat", text("x", "y")).status()).isEqualTo(403);
    }
    var editor = new Web(port).signIn(world.account(World.NATIONAL));
    assertThat(editor.get("/openbaar/beheer/bestaat-niet").status()).isEqualTo(404);
    assertThat(editor.post("/openbaar/beheer/bestaat-niet", text("x", "y")).status())
        .isEqualTo(404);
  }
}
