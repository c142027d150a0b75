package nl.vangnet.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.vangnet.testing.Browser;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;

/// The pages of messages from outside: what a desk sees and what it does not, the links in e-mail
/// (issue 4, D14).
class AlertPagesIT extends AlertsDay {
  private static final Pattern LINK = Pattern.compile("/m/[A-Za-z0-9_-]{32}");

  private Web at(Account account) {
    return new Web(port).signIn(account.login());
  }

  private static String link(String text) {
    var found = LINK.matcher(text);
    assertThat(found.find()).isTrue();
    return found.group();
  }

  @Test
  void anotherDeskNeitherSeesNorReadsIt() {
    var id = alerts.tell(World.of(zuid), offer(World.of(noord), true));
    var mine = at(account(World.of(noord)));
    var other = at(account(World.of(world.hospital("LI"))));
    assertThat(mine.get("/meldingen").words()).contains("Proefmelding van Zuid");
    assertThat(other.get("/meldingen").words()).doesNotContain("Proefmelding van Zuid");
    assertThat(other.post("/meldingen/" + id + "/gelezen", Map.of()).status()).isEqualTo(404);
    assertThat(other.get("/meldingen/bezorging?over=" + about()).status()).isEqualTo(403);
    assertThat(other.get("/meldingen/stand").text()).contains("\"unread\":0");
    assertThat(told().firstReceipt()).isNull();
    var visitor = new Web(port);
    assertThat(visitor.get("/meldingen").status()).isEqualTo(302);
    assertThat(visitor.get("/meldingen/stand").status()).isIn(302, 401);

    assertThat(mine.get("/meldingen/stand").text()).contains("\"unread\":1", "\"urgent\":1");
    assertThat(mine.post("/meldingen/geen/gelezen", Map.of()).status()).isEqualTo(404);
    assertThat(mine.post("/meldingen/" + id + "/gelezen", Map.of()).status()).isEqualTo(303);
    assertThat(mine.get("/meldingen/stand").text()).contains("\"unread\":0", "\"urgent\":0");
    assertThat(mine.get("/meldingen/bezorging?over=" + about()).words())
        .contains("Gelezen door Bed desk " + noord.code());
  }

  @Test
  void openingThePageThatItLeadsToIsReadingAndAPageThatReloadsItselfIsNot() {
    var mine = at(account(World.of(noord)));
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    World.until(() -> mine.get("/help").words().contains("1 ongelezen melding"));
    assertThat(mine.get("/piket", Map.of("X-Refresh", "1")).status()).isEqualTo(200);
    assertThat(mine.get("/piket", Map.of("Sec-Purpose", "prefetch")).status()).isEqualTo(200);
    at(account(World.of(zuid))).get("/piket");
    assertThat(mine.get("/help").words()).contains("1 ongelezen melding");
    assertThat(told().firstReceipt()).isNull();
    clock.move(Duration.ofSeconds(41));
    mine.get("/piket");
    World.until(() -> told().firstReceipt() != null);
    assertThat(told().firstReceipt())
        .satisfies(r -> {
          assertThat(r).isNotNull();
          assertThat(r.how()).isEqualTo(Receipt.How.PAGE);
          assertThat(r.at()).isEqualTo(clock.instant());
        });
  }

  @Test
  void theLinkInAnEmailOpensThePersonalPageOfItsAddressAndAScannerOfMailReadsNothing() {
    var to = "link-" + noord.code().toLowerCase(java.util.Locale.ROOT) + "@vangnet.example";
    var rcps = "rcps-" + noord.code().toLowerCase(java.util.Locale.ROOT) + "@vangnet.example";
    card(World.of(noord), "Opname", "", to);
    card(world.desk("BR"), "RCPS-dienst", "", rcps);
    alerts.tell(
        World.of(zuid),
        new Alert(
            desk(World.of(noord)),
            "alerts.trial",
            List.of("Zuid", "IC"),
            about(),
            "/piket",
            "030 555 1234",
            true,
            address -> "/antwoord/van-" + address.replace('@', '-')));
    var link = link(awaitMails(to, 1).getFirst().text());
    var visitor = new Web(port);
    var page = visitor.get(link);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("noindex");
    assertThat(told().firstReceipt()).as("only looking at the link is not reading").isNull();

    clock.move(Duration.ofMinutes(5));
    reroute.tick();
    var above = link(awaitMails(rcps, 1).getFirst().text());
    var other = new Web(port);
    other.get(above);
    assertThat(other.post(above, Map.of()).header("Location"))
        .as("the answer of the hospital is not the region's to give")
        .endsWith("/piket");

    visitor.get(link);
    var opened = visitor.post(link, Map.of());
    assertThat(opened.status()).isEqualTo(303);
    assertThat(opened.header("Location")).endsWith("/antwoord/van-" + to.replace('@', '-'));
    assertThat(told().copies().getFirst().receipts())
        .extracting(Receipt::reader, Receipt::name, Receipt::how)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("mail:" + to, "Opname", Receipt.How.LINK));
    assertThat(visitor.get("/m/" + "A".repeat(32)).status()).isEqualTo(404);
    assertThat(visitor.post("/m/" + "A".repeat(32), Map.of()).status()).isEqualTo(404);
  }

  @Test
  void whatIsUrgentStandsAboveWhatIsNewer() {
    var urgent = alerts.tell(World.of(zuid), offer(World.of(noord), true));
    clock.move(Duration.ofMinutes(3));
    var newer = alerts.tell(World.of(zuid), offer(World.of(noord), false));
    assertThat(at(account(World.of(noord))).get("/meldingen").text())
        .containsSubsequence("melding-" + urgent + "\"", "melding-" + newer + "\"");
  }

  @Test
  void whoSitsAtTheDeskAndOpensTheLinkIsNamed() {
    var to = "naam-" + noord.code().toLowerCase(java.util.Locale.ROOT) + "@vangnet.example";
    card(World.of(noord), "Opname", "", to);
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    var link = link(awaitMails(to, 1).getFirst().text());
    var me = account(World.of(noord));
    var web = at(me);
    web.get(link);
    web.post(link, Map.of());
    assertThat(told().firstReceipt())
        .satisfies(r -> {
          assertThat(r).isNotNull();
          assertThat(r.reader()).isEqualTo(me.actor().id());
        });
  }

  @Test
  void theSettingsAreKeptAndARefusalIsSaidOnThePage() {
    card(World.of(noord), "Opname", "030 555 2222", "set@vangnet.example");
    var mine = at(account(World.of(noord)));
    assertThat(mine.get("/meldingen/instellingen").words()).contains("Opname");
    mine.post("/meldingen/instellingen/bureau", Map.of("webhook", "geen adres", "taal", "en"));
    assertThat(mine.get("/meldingen/instellingen").words())
        .contains("Vul het hele adres in, beginnend met https://.");
    mine.post(
        "/meldingen/instellingen/bureau",
        Map.of("webhook", "https://sms.example/vangnet", "taal", "en"));
    var done = mine.get("/meldingen/instellingen");
    assertThat(done.words()).contains("Noteer het geheim van de handtekening");
    var again = mine.get("/meldingen/instellingen");
    assertThat(again.words()).doesNotContain("Noteer het geheim");
    assertThat(again.text()).contains("https://sms.example/vangnet");
    assertThat(at(account(World.OVERSIGHT)).get("/meldingen/instellingen").status()).isEqualTo(403);
  }

  @Test
  void pagesWithMessagesAreForEveryone() {
    card(World.of(noord), "Opname", "030 555 2222", "axe@vangnet.example");
    var read = alerts.tell(World.of(zuid), offer(World.of(noord), true));
    alerts.read(World.of(noord), read);
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    alerts.withdraw(about(), "alerts.trial", desk(World.of(noord)));
    alerts.tell(World.of(zuid), offer(World.of(noord), true));
    var me = account(World.of(noord));
    try (var browser = Browser.open()) {
      for (var width : List.of(1440, 390)) {
        try (var context =
            browser.openContext(
                "http://localhost:" + port,
                width,
                width == 390 ? ColorScheme.DARK : ColorScheme.LIGHT)) {
          var page = context.newPage();
          page.navigate("/login");
          page.fill("#username", me.login());
          page.fill("#password", World.PASSWORD);
          page.click("main button[type=submit]");
          page.waitForURL("**/");
          for (var path :
              List.of("/meldingen", "/meldingen/bezorging", "/meldingen/instellingen")) {
            page.navigate(path);
            assertThat(
                    new AxeBuilder(page)
                        .setLegacyMode(true)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                        .analyze()
                        .getViolations())
                .as(path + " at " + width)
                .isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .as(path + " at " + width)
                .isEqualTo(0);
          }
          page.navigate("/meldingen");
          assertThat(page.textContent("[data-bell-count]").strip()).isEqualTo("1");
        }
      }
      theBellRings(browser, me);
    }
  }

  /// A page that stands open counts what comes in, without anybody reloading it.
  private void theBellRings(Browser browser, Account me) {
    try (var context = browser.openContext("http://localhost:" + port, 1440, ColorScheme.LIGHT)) {
      var page = context.newPage();
      page.navigate("/login");
      page.fill("#username", me.login());
      page.fill("#password", World.PASSWORD);
      page.click("main button[type=submit]");
      page.waitForURL("**/");
      page.navigate("/meldingen");
      page.waitForFunction("document.querySelectorAll('.alert-card').length === 1");
      page.waitForTimeout(1500);
      alerts.tell(World.of(zuid), offer(World.of(noord), true));
      page.waitForFunction("document.querySelectorAll('.alert-card').length === 2");
      page.waitForFunction(
          "document.querySelector('[data-bell-count]').textContent.trim() === '2'");
      assertThat(page.title()).startsWith("● ");
    }
  }
}
