package nl.vangnet.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// The distribution lists with a real mail server: once per address, in its language, and off the
/// list without an account (COM-08).
class DistributionIT extends ReportsDay {
  private static final Pattern LEAVE = Pattern.compile("/verzendlijsten/afmelden/([0-9a-f-]{36})");

  private static DistributionList.Address address(
      String organisation, String email, String language) {
    return new DistributionList.Address(organisation, "Postbus", email, language);
  }

  private long list(String name) {
    return ((ReportOutcome.Done) lists.open(World.NATIONAL, name + " " + day, "proef")).id();
  }

  private long add(long list, DistributionList.Address address) {
    return ((ReportOutcome.Done) lists.add(World.NATIONAL, list, address)).id();
  }

  private String at(String who) {
    return who + "-" + day + "@vws.example";
  }

  @Test
  void anEditionGoesToEachAddressOnceWithItsPaper() throws Exception {
    figures(21, 15, 66);
    var edition = publish();
    var ministry = list("Ministerie");
    var sector = list("Sector");
    add(ministry, address("VWS", at("dcz"), "nl"));
    add(ministry, address("IGJ", at("igj"), "en"));
    add(sector, address("VWS", at("dcz").toUpperCase(), "nl"));
    add(sector, address("AZN", at("azn"), "nl"));
    try (var nodes = Executors.newFixedThreadPool(3)) {
      var sends = new ArrayList<Callable<ReportOutcome>>();
      for (var i = 0; i < 3; i++) {
        sends.add(() -> lists.send(World.NATIONAL, edition, ministry));
      }
      var count = 0L;
      for (var one : nodes.invokeAll(sends)) {
        count += ((ReportOutcome.Done) one.get()).id();
      }
      assertThat(count).as("three at once, two addresses").isEqualTo(2);
    }
    assertThat(lists.send(World.NATIONAL, edition, sector))
        .as("who stands on two lists gets one copy")
        .isEqualTo(new ReportOutcome.Done(1));
    var dutch = awaitMails(at("dcz"), 1).getFirst();
    assertThat(dutch.headline()).contains("Dagrapport");
    assertThat(dutch.text()).contains("/dagrapport/" + day + "?uitgave=1");
    assertThat(dutch.attached())
        .singleElement()
        .satisfies(a -> assertThat(a.name()).isEqualTo("dagrapport-" + day + "-1.pdf"));
    try (var paper = Loader.loadPDF(dutch.attached().getFirst().content())) {
      assertThat(new PDFTextStripper().getText(paper)).contains("Dagrapport");
    }
    var report = reports.find(World.OVERSIGHT, day, 1).orElseThrow();
    assertThat(dutch.attached().getFirst().content())
        .as("the very file of the record")
        .isEqualTo(reports.file(report, "nl.pdf"));
    var english = awaitMails(at("igj"), 1).getFirst();
    assertThat(english.attached().getFirst().name()).isEqualTo("day-report-" + day + "-1.pdf");
    assertThat(english.headline()).doesNotContain("Dagrapport");
    awaitMails(at("azn"), 1);
    Thread.sleep(300);
    assertThat(mails(at("dcz"))).hasSize(1);
    World.until(() ->
        lists.sent(World.NATIONAL, edition).stream()
            .allMatch(s -> s.delivery() != null && s.delivery().state().name().equals("SENT")));
    assertThat(lists.sent(World.NATIONAL, edition)).hasSize(3);
  }

  @Test
  void aSecondEditionGoesOutAgainAndOneAddressCanBeSentAgainOnPurpose() {
    figures(21, 15, 66);
    var first = publish();
    var list = list("Ministerie");
    var recipient = add(list, address("VWS", at("dcz"), "nl"));
    lists.send(World.NATIONAL, first, list);
    assertThat(lists.send(World.NATIONAL, first, list)).isEqualTo(new ReportOutcome.Done(0));
    assertThat(lists.sendAgain(World.NATIONAL, first, recipient))
        .isEqualTo(new ReportOutcome.Done(1));
    awaitMails(at("dcz"), 2);
    clock.move(Duration.ofHours(1));
    reports.publish(World.NATIONAL, day, null, "duiding verbeterd");
    var second = reports.editions(day).getFirst();
    assertThat(second.number()).isEqualTo(2);
    assertThat(lists.send(World.NATIONAL, second, list)).isEqualTo(new ReportOutcome.Done(1));
    assertThat(awaitMails(at("dcz"), 3).getLast().attached().getFirst().name())
        .isEqualTo("dagrapport-" + day + "-2.pdf");
  }

  @Test
  void whoWantsNoMoreLeavesWithoutAnAccount() {
    figures(21, 15, 66);
    var edition = publish();
    var list = list("Ministerie");
    add(list, address("VWS", at("weg"), "nl"));
    add(list, address("VWS", at("blijft"), "nl"));
    lists.send(World.NATIONAL, edition, list);
    var link = LEAVE.matcher(awaitMails(at("weg"), 1).getFirst().text());
    assertThat(link.find()).isTrue();
    var visitor = new Web(port);
    var page = visitor.get("/verzendlijsten/afmelden/" + link.group(1));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.words()).contains(at("weg"));
    // Reading the link changes nothing: a mail scanner opens it too.
    assertThat(lists.list(World.NATIONAL))
        .filteredOn(l -> l.id() == list)
        .singleElement()
        .satisfies(l -> assertThat(l.open()).hasSize(2));
    assertThat(visitor.post("/verzendlijsten/afmelden/" + link.group(1), Map.of()).status())
        .isEqualTo(200);
    assertThat(lists.list(World.NATIONAL))
        .filteredOn(l -> l.id() == list)
        .singleElement()
        .satisfies(l ->
            assertThat(l.open())
                .extracting(r -> r.address().email())
                .containsExactly(at("blijft")));
    clock.move(Duration.ofHours(1));
    reports.publish(World.NATIONAL, day, null, "nog eens");
    lists.send(World.NATIONAL, reports.editions(day).getFirst(), list);
    awaitMails(at("blijft"), 2);
    assertThat(mails(at("weg"))).hasSize(1);
    assertThat(
            visitor.get("/verzendlijsten/afmelden/00000000-0000-0000-0000-000000000000").status())
        .isEqualTo(404);
    assertThat(visitor.get("/verzendlijsten/afmelden/x").status()).isEqualTo(404);
  }

  @Test
  void onlyWhoWritesReportsKeepsTheListsAndEachRefusalSaysWhy() {
    var list = list("Lijst");
    for (var who : List.of(world.desk("BR"), World.of(brabant), World.OVERSIGHT, World.STEWARD)) {
      assertThatThrownBy(() -> lists.list(who)).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> lists.open(who, "x", "")).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> lists.add(who, list, address("VWS", at("x"), "nl")))
          .isInstanceOf(NotAllowed.class);
    }
    assertThat(lists.open(World.NATIONAL, "LIJST " + day, ""))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.ALREADY_THERE));
    assertThat(lists.open(World.NATIONAL, " ", ""))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.NAME_MISSING));
    for (var no : List.of("geen adres", "a@b", "a@b.nl, c@d.nl", "a@b.nl\nBcc: x@y.nl")) {
      assertThat(lists.add(World.NATIONAL, list, address("VWS", no, "nl")))
          .as(no)
          .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.EMAIL_MALFORMED));
    }
    add(list, address("VWS", at("x"), "nl"));
    assertThat(lists.add(World.NATIONAL, list, address("VWS", at("x").toUpperCase(), "nl")))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.ALREADY_THERE));
    assertThat(lists.change(World.NATIONAL, list, "Gesloten " + day, "", false))
        .isInstanceOf(ReportOutcome.Done.class);
    figures(21, 15, 66);
    assertThat(lists.send(World.NATIONAL, publish(), list))
        .isEqualTo(new ReportOutcome.Refused(ReportOutcome.Reason.NOBODY_TO_SEND_TO));
  }
}
