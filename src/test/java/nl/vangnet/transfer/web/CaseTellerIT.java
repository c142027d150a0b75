package nl.vangnet.transfer.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.vangnet.access.Actor;
import nl.vangnet.alerts.AlertView;
import nl.vangnet.alerts.Alerts;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.desks.Desk;
import nl.vangnet.directory.Site;
import nl.vangnet.exercise.InventedRequests;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.testing.Day;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseClock;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.RefusalReason;
import nl.vangnet.transfer.RequestDesk;
import nl.vangnet.transfer.SearchDesk;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferOutcome;
import nl.vangnet.transfer.TransferRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// Who hears what of a case, by the inbox and by a real mail server (issue 4 points 7, 8, 14;
/// SPR-05, SPR-14).
@TestPropertySource(properties = "test.room=transfer-alerts")
class CaseTellerIT extends Day {
  @Autowired private RequestDesk requests;
  @Autowired private SearchDesk search;
  @Autowired private AnswerDesk answers;
  @Autowired private CaseBook book;
  @Autowired private CaseClock cases;
  @Autowired private Alerts alerts;
  @Autowired private HomeRegions regions;

  private World world;
  private Site sender;
  private Site receiver;
  private Actor rcps;

  @BeforeEach
  void twoHospitalsOfOneRegion() {
    clock.move(Duration.ofDays(2));
    world = world();
    var region = regions.find("EU").orElseThrow();
    var here = world.hospitals(region);
    sender = here.getFirst();
    receiver = here.get(1);
    rcps = world.desk("EU");
    world.beds(receiver, "B2/ward/other", 19, 12);
    world.ambulance(sender, "MELD-" + clock.instant().getEpochSecond());
  }

  private CaseNumber handedIn() {
    var random = new Random(11);
    var content =
        Stream.generate(() -> InventedRequests.content(random))
            .filter(c -> c.need().cohort().equals("other") && !c.emergency())
            .findFirst()
            .orElseThrow();
    return done(
        requests.request(
            World.of(sender),
            new RequestDesk.Wish(
                sender.id(),
                "A3",
                content,
                TransferRequest.Channel.SCREEN,
                TransferRequest.Links.NONE)));
  }

  private static CaseNumber done(TransferOutcome outcome) {
    assertThat(outcome).isInstanceOf(TransferOutcome.Done.class);
    return ((TransferOutcome.Done) outcome).request().number();
  }

  private Offer asked(CaseNumber number) {
    done(search.takeUp(rcps, number));
    done(search.ask(rcps, number, List.of(receiver.id()), "", false));
    return book.find(World.NATIONAL, number).orElseThrow().offers().getLast();
  }

  private List<String> waits(Actor at, CaseNumber number) {
    return alerts.unread(at).stream()
        .filter(a -> a.about().equals("case:" + number))
        .map(AlertView::content)
        .map(c -> c.key())
        .toList();
  }

  private String mailbox(String who) {
    var address = who + "-" + clock.instant().getEpochSecond() + "@ziekenhuis.example";
    app.getBean(nl.vangnet.desks.DutyDesk.class)
        .addCard(
            World.of(receiver),
            new ContactCard(
                0,
                Desk.of(World.of(receiver)).orElseThrow().key(),
                "Capaciteit",
                "053 555 8191",
                address,
                "24/7",
                false,
                clock.instant()));
    return address;
  }

  @Test
  void whoIsAskedGetsALinkToAnswerAndWhoWaitsHearsTheYes() throws Exception {
    var address = mailbox("ja");
    var number = handedIn();
    assertThat(waits(rcps, number)).containsExactly("alerts.request");
    var offer = asked(number);
    assertThat(waits(rcps, number)).as("taken up: it asks nothing any more").isEmpty();
    assertThat(waits(World.of(receiver), number)).containsExactly("alerts.offer");

    var mail = awaitMails(address, 1).getFirst();
    assertThat(mail.headline()).contains("Plek gevraagd").contains(number.value());
    assertThat(mail.text()).contains(sender.name()).contains(receiver.name());
    var opened = open(link(mail.text()));
    assertThat(opened.uri().getPath()).startsWith("/antwoord/");
    assertThat(opened.body()).contains(number.value()).contains("Ja, accepteren");

    assertThat(
            answers.accept(
                World.of(receiver), offer.id(), "B2 kamer 7", "dr. van dienst", "", null))
        .isInstanceOf(TransferOutcome.Done.class);
    assertThat(waits(World.of(receiver), number)).as("answered").isEmpty();
    assertThat(waits(World.of(sender), number)).containsExactly("alerts.accepted");
    assertThat(waits(rcps, number)).containsExactly("alerts.accepted");

    assertThat(answers.loseBed(World.of(receiver), number, "bed bezet door eigen spoed"))
        .isInstanceOf(TransferOutcome.Done.class);
    assertThat(waits(World.of(sender), number)).contains("alerts.bed-lost");
    assertThat(waits(rcps, number)).contains("alerts.bed-lost");
  }

  @Test
  void aNoAndASilenceReachTheDeskThatAskedAndNobodyElse() {
    var number = handedIn();
    var offer = asked(number);
    assertThat(answers.refuse(World.of(receiver), offer.id(), RefusalReason.NO_STAFF, "", null))
        .isInstanceOf(TransferOutcome.Done.class);
    assertThat(waits(rcps, number)).contains("alerts.refused-offer");
    assertThat(waits(World.of(sender), number)).isEmpty();
    assertThat(waits(World.of(receiver), number)).isEmpty();

    var second = handedIn();
    var silent = asked(second);
    clock.move(Duration.between(clock.instant(), silent.due()).plusSeconds(1));
    cases.tick();
    assertThat(waits(rcps, second)).contains("alerts.expired");
    assertThat(waits(World.of(receiver), second)).as("too late to answer").isEmpty();
  }

  @Test
  void aStepThatTakesTooLongIsCalledOutAtTheDeskWhoseTurnItIsUntilTheCaseMoves() {
    var number = handedIn();
    var due = requireNonNull(book.peek(World.NATIONAL, number).orElseThrow().progress().due());
    clock.move(Duration.between(clock.instant(), due).dividedBy(2).plusSeconds(1));
    cases.tick();
    assertThat(waits(rcps, number)).containsExactlyInAnyOrder("alerts.request", "alerts.half");
    clock.move(Duration.between(clock.instant(), due).plusSeconds(1));
    cases.tick();
    cases.tick();
    assertThat(waits(rcps, number))
        .containsExactlyInAnyOrder("alerts.request", "alerts.half", "alerts.late");
    assertThat(waits(World.of(receiver), number)).isEmpty();
    done(search.takeUp(rcps, number));
    assertThat(waits(rcps, number)).isEmpty();
    assertThat(book.peek(World.NATIONAL, number).orElseThrow().state())
        .isEqualTo(State.REGIONAL_SEARCH);
  }

  private static String link(String text) {
    var found = Pattern.compile("https?://\\S+/m/\\S+").matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group();
  }

  /// Opens the link of a message without an account, as a person does: a page with one button.
  private HttpResponse<String> open(String link) throws Exception {
    var visitor = new Visitor(port);
    var path = URI.create(link).getPath();
    assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    return visitor.get(Visitor.to(visitor.post(path, Map.of())));
  }
}
