package nl.vangnet.capacity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import org.junit.jupiter.api.Test;

/// What counts as a figure in the form of a site: only what was changed, each by itself.
class EntryFormTest {
  private static final Instant NOW = Instant.parse("2021-02-03T10:00:00Z");

  private final Map<String, String> sent = new HashMap<>();

  private static SiteFormView.Field field(
      Variable variable, SiteFormView.Mode mode, String value, String unknown, String note) {
    var shown = new SiteFormView.Typed(value, unknown, note, "", "");
    return new SiteFormView.Field(
        variable,
        "7." + variable.code(),
        variable.code(),
        mode,
        shown,
        shown,
        value,
        "fresh",
        NOW,
        null,
        0,
        null);
  }

  private static SiteFormView.Field open(Variable variable, String value) {
    return field(variable, SiteFormView.Mode.OPEN, value, "", "");
  }

  private EntryFormTest type(Variable variable, String value) {
    sent.put("v.7." + variable.code(), value);
    return this;
  }

  private EntryFormTest with(String part, Variable variable, String text) {
    sent.put(part + ".7." + variable.code(), text);
    return this;
  }

  private String changes(SiteFormView.Field... fields) {
    var line =
        new SiteFormView.LineForm(
            new LineId(7),
            "IC · COVID",
            "IC",
            "icu",
            "covid",
            "2",
            "fresh",
            "",
            0,
            List.of(new SiteFormView.Group("stock", true, false, List.of(fields))));
    return String.join(
        " | ",
        EntryForm.changes(new SiteId(3), List.of(line), sent, NOW).stream()
            .map(EntryFormTest::show)
            .toList());
  }

  private static String show(EntryForm.Change change) {
    var figure = change.figure();
    if (figure == null) {
      return change.field().variable().code() + " refused " + change.fault();
    }
    return figure.variable().code()
        + "="
        + (figure.value() == null ? "? " + figure.unknownReason() : figure.value().toString())
        + (figure.note() == null ? "" : " (" + figure.note() + ")");
  }

  @Test
  void leavesWhatWasNotChanged() {
    type(Variable.STAFFED, "22").type(Variable.OCCUPIED, " 17 ");
    assertThat(changes(open(Variable.STAFFED, "22"), open(Variable.OCCUPIED, "17"))).isEmpty();
  }

  @Test
  void takesWhatDiffersFromWhatWasShownNotFromWhatCameInMeanwhile() {
    type(Variable.STAFFED, "22");
    with("was", Variable.STAFFED, new SiteFormView.Typed("22", "", "", "", "").text());
    assertThat(changes(open(Variable.STAFFED, "25"))).isEmpty();
    type(Variable.STAFFED, "24");
    assertThat(changes(open(Variable.STAFFED, "25"))).isEqualTo("staffed=24");
  }

  @Test
  void neverTakesCountedFigures() {
    type(Variable.OCCUPIED, "3");
    assertThat(changes(field(Variable.OCCUPIED, SiteFormView.Mode.COUNTED, "17", "", "")))
        .isEmpty();
  }

  @Test
  void aClearedFieldWantsAReasonAndIsThenUnknown() {
    type(Variable.STAFFED, "");
    assertThat(changes(open(Variable.STAFFED, "22")))
        .isEqualTo("staffed refused unknown-reason-missing");
    with("u", Variable.STAFFED, "rooster kwijt");
    assertThat(changes(open(Variable.STAFFED, "22"))).isEqualTo("staffed=? rooster kwijt");
  }

  @Test
  void aNumberReplacesAnUnknownThatWasShownButNotAReasonJustTyped() {
    type(Variable.STAFFED, "22").with("u", Variable.STAFFED, "rooster kwijt");
    assertThat(changes(field(Variable.STAFFED, SiteFormView.Mode.OPEN, "", "rooster kwijt", "")))
        .isEqualTo("staffed=22");
    assertThat(changes(open(Variable.STAFFED, "21")))
        .isEqualTo("staffed refused value-and-unknown");
  }

  @Test
  void wantsWholeNumbers() {
    type(Variable.STAFFED, "2,5");
    assertThat(changes(open(Variable.STAFFED, "22"))).isEqualTo("staffed refused not-a-number");
    type(Variable.STAFFED, "1234567890");
    assertThat(changes(open(Variable.STAFFED, "22"))).isEqualTo("staffed refused not-a-number");
  }

  @Test
  void closedBedsWantAReason() {
    type(Variable.CLOSED, "3");
    assertThat(changes(open(Variable.CLOSED, "")))
        .isEqualTo("closed refused closed-reason-missing");
    with("n", Variable.CLOSED, "norovirus");
    assertThat(changes(open(Variable.CLOSED, ""))).isEqualTo("closed=3 (norovirus)");
    type(Variable.CLOSED, "0").with("n", Variable.CLOSED, "");
    assertThat(changes(open(Variable.CLOSED, ""))).isEqualTo("closed=0");
  }

  @Test
  void aReserveWantsHolderReasonAndReviewDate() { // CAP-09
    type(Variable.RESERVE, "2").with("n", Variable.RESERVE, "eigen spoed");
    assertThat(changes(open(Variable.RESERVE, ""))).isEqualTo("reserve refused reserve-incomplete");
    with("h", Variable.RESERVE, "IC-hoofd").with("d", Variable.RESERVE, "2021-02-02");
    assertThat(changes(open(Variable.RESERVE, ""))).isEqualTo("reserve refused review-past");
    with("d", Variable.RESERVE, "morgen");
    assertThat(changes(open(Variable.RESERVE, ""))).isEqualTo("reserve refused review-not-a-day");
    with("d", Variable.RESERVE, "2021-02-03");
    assertThat(changes(open(Variable.RESERVE, "")))
        .isEqualTo("reserve=2 (Houder: IC-hoofd; reden: eigen spoed; herzien op: 2021-02-03)");
  }
}
