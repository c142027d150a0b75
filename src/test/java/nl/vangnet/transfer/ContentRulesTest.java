package nl.vangnet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.Breathing;
import org.junit.jupiter.api.Test;

/// What is wrong with a request, and what it misses (SPR-14).
class ContentRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:17:00Z");

  private static Content with(Content.Contact contact, Content.Wishes wishes, String note) {
    return new Content(
        Content.Reason.CAPACITY,
        false,
        Cases.need("ward", "covid", Breathing.OXYGEN_LOW),
        Cases.ALL_TOLD,
        contact,
        wishes,
        note);
  }

  private static final Content.Contact LUNG = new Content.Contact("longarts", "06-12345678");

  private static java.util.List<String> missing(Content content) {
    return ContentRules.missing(content, NOW, Set.of(), Set.of());
  }

  @Test
  void aCompleteRequestMissesNothing() {
    assertThat(missing(Cases.ward())).isEmpty();
    assertThat(ContentRules.wrong(Cases.ward(), "B2")).isEmpty();
  }

  @Test
  void aNumberToCallBackIsNeeded() {
    assertThat(missing(with(new Content.Contact("", "bel mij"), Content.Wishes.NONE, "")))
        .containsExactly("contact-missing", "call-back-missing");
  }

  @Test
  void highOxygenAsksForTheLitres() {
    var need = Cases.need("ward", "covid", Breathing.OXYGEN_LOW);
    var high =
        new CareNeed(
            "ward",
            "covid",
            need.isolation(),
            new CareNeed.Lungs(Breathing.OXYGEN_HIGH, null, null, null),
            false,
            need.stability(),
            Set.of(),
            "",
            need.person(),
            need.limit());
    assertThat(missing(Cases.content(high, Cases.ALL_TOLD, false)))
        .containsExactly("oxygen-missing");
  }

  @Test
  void aWindowThatIsOverOrTurnedIsNoWindow() {
    var past = new Content.Wishes(null, NOW.minusSeconds(60), Set.of(), Set.of(), null);
    assertThat(missing(with(LUNG, past, ""))).containsExactly("window-past");
    var turned =
        new Content.Wishes(NOW.plusSeconds(7200), NOW.plusSeconds(3600), Set.of(), Set.of(), null);
    assertThat(ContentRules.wrong(with(LUNG, turned, ""), "B2")).containsExactly("window-turned");
  }

  @Test
  void aSiteIsNotWantedAndUnwantedAtOnce() {
    var both = new Content.Wishes(null, null, Set.of(new SiteId(7)), Set.of(new SiteId(7)), null);
    assertThat(ContentRules.wrong(with(LUNG, both, ""), "B2")).containsExactly("wanted-and-not-to");
  }

  @Test
  void textThatTellsWhoItIsIsRefusedWhereverItStands() {
    assertThat(ContentRules.wrong(with(LUNG, Content.Wishes.NONE, "bsn 111222333"), "B2"))
        .containsExactly("looks-like-bsn");
    assertThat(ContentRules.wrong(with(LUNG, Content.Wishes.NONE, ""), "kamer van 12-3-1951"))
        .containsExactly("looks-like-birth-date");
  }

  @Test
  void impossibleNumbersAreRefused() {
    var need = Cases.need("icu", "covid", Breathing.INVASIVE);
    var odd =
        new CareNeed(
            "icu",
            "covid",
            need.isolation(),
            new CareNeed.Lungs(Breathing.INVASIVE, 81, 20, 41),
            true,
            need.stability(),
            Set.of(),
            "Arabisch",
            need.person(),
            need.limit());
    assertThat(ContentRules.wrong(Cases.content(odd, Cases.ALL_TOLD, false), "IC"))
        .containsExactly(
            "language-unknown", "oxygen-impossible", "fio2-impossible", "peep-impossible");
  }
}
