package nl.vangnet.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import nl.vangnet.desks.Desk;
import nl.vangnet.web.Languages;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a message says: in each reader's language, short, with the number to call.
class AlertTextTest {
  private static final Words DUTCH = new Languages().dutch();
  private static final Words ENGLISH = new Languages().of("en");

  private static final AlertText OFFER =
      new AlertText(
          "alerts.offer",
          List.of(
              "26-001234-9",
              "IC, " + Alert.word("alerts.urgent"),
              "Ziekenhuis Zuid",
              "Ziekenhuis Noord",
              Alert.clock(Instant.parse("2026-03-02T02:47:00Z"))));

  private static AlertStore.Row row(String call, boolean urgent) {
    return new AlertStore.Row(
        41, OFFER, "case:26-001234-9", "/overplaatsing/26-001234-9", call, urgent, "hospital:7");
  }

  private static Letter letter(String call, Words words, Letter.@Nullable Passed passed) {
    return new Letter(
        row(call, true), words, "hospital:7", "Ziekenhuis Noord", Told.Step.ON_DUTY, passed);
  }

  @Test
  void saysItInTheLanguageOfTheReader() {
    assertThat(OFFER.head(DUTCH)).isEqualTo("Plek gevraagd 26-001234-9: IC, spoed");
    assertThat(OFFER.head(ENGLISH)).isEqualTo("Place asked 26-001234-9: IC, urgent");
    assertThat(OFFER.ask(DUTCH)).isEqualTo("Zeg ja of nee voor 03:47.");
    assertThat(OFFER.ask(ENGLISH)).isEqualTo("Say yes or no before 03:47.");
  }

  @Test
  void anArgumentThatOnlyLooksLikeAWordStaysReadable() {
    var odd =
        new AlertText(
            "alerts.bed-lost", List.of("$1 \\ @{no.such.word}", "@{clock gisteren} @{", "x"));
    assertThat(odd.head(DUTCH)).isEqualTo("Bed vervallen $1 \\ no.such.word: gisteren @{");
  }

  @Test
  void aSubjectStaysOnOneShortLine() {
    var long1 = new AlertText("alerts.accepted", List.of("a\nb", "x".repeat(400), "", ""));
    assertThat(long1.head(DUTCH)).hasSize(120).startsWith("Ja voor a b: xxx").endsWith("…");
  }

  @Test
  void anEmailCarriesTheNumberTheLinkAndWhatItIsAbout() {
    var mail =
        letter("030 555 1234", DUTCH, null)
            .email("bed@zkh.example", "https://vangnet.example/m/abc");
    assertThat(mail.headline()).isEqualTo("Spoed: Plek gevraagd 26-001234-9: IC, spoed");
    assertThat(mail.text())
        .contains("Ziekenhuis Zuid vraagt een plek bij Ziekenhuis Noord: IC, spoed.")
        .contains("Zeg ja of nee voor 03:47.")
        .contains("Bel 030 555 1234")
        .contains("https://vangnet.example/m/abc")
        .contains("Zaak 26-001234-9")
        .doesNotContain("{");
  }

  @Test
  void aTextMessageFitsAndCarriesTheNumber() {
    var body =
        letter("030 555 1234", ENGLISH, null)
            .hook(Instant.parse("2026-03-02T02:30:00Z"), "https://vangnet.example/m/abc");
    assertThat(body.text())
        .isEqualTo(
            "Urgent: Place asked 26-001234-9: IC, urgent. Say yes or no before 03:47. Call 030 555"
                + " 1234");
    assertThat(body.event()).isEqualTo(Hooks.Event.TOLD);
    assertThat(body.call()).isEqualTo("030 555 1234");
  }

  @Test
  void withoutAnyNumberItSaysSo() {
    assertThat(letter("", DUTCH, null).email("a@b.example", "x").text())
        .contains("Er is geen telefoonnummer bekend");
  }

  @Test
  void theDeskAboveHearsWhoDidNotReadAndHowToReachThem() {
    var passed = new Letter.Passed("Ziekenhuis Noord", 5, "030 555 9999");
    var mail = letter("030 555 1234", DUTCH, passed).email("rcps@roaz.example", "x");
    assertThat(mail.headline())
        .isEqualTo("Ongelezen bij Ziekenhuis Noord: Plek gevraagd 26-001234-9: IC, spoed");
    assertThat(mail.text())
        .startsWith(
            "Ziekenhuis Noord las dit niet binnen 5 minuten. Bel Ziekenhuis Noord: 030 555 9999.");
    assertThat(letter("", DUTCH, passed).hook(Instant.EPOCH, "x").event())
        .isEqualTo(Hooks.Event.PASSED_ON);
  }

  @Test
  void theNextInLineHearsThatNobodyRead() {
    var again = new Letter(row("030 1", true), DUTCH, "hospital:7", "Noord", Told.Step.CARD, null);
    assertThat(again.email("a@b.example", "x").text())
        .startsWith("Wie dienst heeft, las dit nog niet.");
  }

  @Test
  void everyMessageThatAsksHasAnAskInBothLanguagesAndEveryHeadAText() throws IOException {
    var read = new Properties();
    try (var in =
        Files.newBufferedReader(Path.of("src/main/resources/messages/alerts_nl.properties"))) {
      read.load(in);
    }
    var heads =
        read.stringPropertyNames().stream()
            .filter(k -> k.endsWith(".head") && !k.startsWith("alerts.sent."))
            .map(k -> k.substring(0, k.length() - 5))
            .toList();
    assertThat(heads).hasSizeGreaterThan(10);
    for (var key : heads) {
      var text = new AlertText(key, List.of("26-001234-9", "b", "c", "d", "e"));
      assertThat(text.isKnown(DUTCH) && text.isKnown(ENGLISH)).as(key).isTrue();
      assertThat(text.asks(DUTCH)).as(key).isEqualTo(text.asks(ENGLISH));
      assertThat(text.head(DUTCH) + text.text(ENGLISH) + text.ask(ENGLISH))
          .as(key)
          .doesNotContain("{");
    }
  }

  @Test
  void aMessageLeadsToAPageOfOursAndSaysWhatItIsAbout() {
    assertThatThrownBy(() ->
            new Alert(
                new Desk.National(), "k", List.of(), "case:1", "//evil.example", "", false, null))
        .hasMessageContaining("a page of ours");
    assertThatThrownBy(
            () -> new Alert(new Desk.National(), "k", List.of(), " ", "/x", "", false, null))
        .hasMessageContaining("what it is about");
  }
}
