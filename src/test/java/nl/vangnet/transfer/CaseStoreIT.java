package nl.vangnet.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.SiteId;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The record of cases in a real database: an illegal step and a bed held twice cannot be there.
class CaseStoreIT {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  private static final Actor WHO =
      new Actor("person:1", "Wie", Role.NATIONAL, new Scope.Everywhere());

  private DataSource database;
  private CaseStore cases;
  private OfferStore offers;
  private JdbcTemplate sql;
  private SiteId site;
  private SiteId other;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    cases = new CaseStore(JdbcClient.create(database));
    offers = new OfferStore(JdbcClient.create(database));
    sql = new JdbcTemplate(database);
    var sites =
        Directory.on(database, Clock.fixed(NOW, ZoneOffset.UTC))
            .snapshot()
            .sites(new CountryCode("NL"));
    site = sites.get(3).id();
    other = sites.get(8).id();
  }

  private TransferRequest draft() {
    return cases.insert(
        CaseNumber.of(2026, cases.nextRunning()),
        new TransferRequest.Origin(site, "B2", "BR", TransferRequest.Channel.SCREEN, "Wie"),
        Cases.ward(),
        TransferRequest.Links.NONE,
        WHO,
        NOW);
  }

  private TransferRequest searching() {
    var draft = draft();
    cases.markSubmitted(draft.id(), NOW);
    var submitted = cases.step(draft, State.SUBMITTED, "", "", NOW.plusSeconds(600), WHO, NOW);
    return cases.step(
        submitted, State.REGIONAL_SEARCH, "", "", NOW.plusSeconds(1200), WHO, NOW.plusSeconds(5));
  }

  private Offer offer(TransferRequest request, SiteId to, int line) {
    return offers.add(
        new OfferStore.NewOffer(
            request.id(), to, new LineId(line), 1, 3, "[]", "", NOW, NOW.plusSeconds(900)),
        WHO);
  }

  @Test
  void theStepsOfTheDatabaseAreThoseOfTheCode() {
    var inDatabase =
        new HashSet<>(
            sql.query(
                "select from_state, to_state from transfer.legal_step",
                (row, i) -> row.getString(1) + ">" + row.getString(2)));
    var inCode = new HashSet<String>();
    for (var from : State.values()) {
      from.next().forEach(to -> inCode.add(from + ">" + to));
    }
    assertThat(inDatabase).isEqualTo(inCode);
  }

  @Test
  void aCaseIsReadBackAsItWasWritten() {
    var draft = draft();
    assertThat(cases.find(draft.number())).contains(draft);
    assertThat(draft.content()).isEqualTo(Cases.ward());
    cases.edit(draft, Cases.icu(), WHO, NOW.plusSeconds(60));
    var edited = cases.find(draft.id()).orElseThrow();
    assertThat(edited.content()).isEqualTo(Cases.icu());
    assertThat(edited.progress().contentVersion()).isEqualTo(2);
  }

  @Test
  void noIllegalStepIsPossibleHoweverItIsTried() {
    for (var to : State.values()) {
      var draft = draft();
      if (draft.state().next().contains(to)) {
        continue;
      }
      assertThatThrownBy(() -> cases.step(draft, to, "died", "", null, WHO, NOW))
          .as("DRAFT > " + to)
          .isInstanceOf(DataAccessException.class);
      assertThatThrownBy(() ->
              sql.update(
                  "update transfer.request set state = ?, version = version + 1, submitted_at = now()"
                      + " where id = ?",
                  to.name(),
                  draft.id()))
          .as("update to " + to)
          .isInstanceOf(DataAccessException.class);
      assertThat(cases.find(draft.id()).orElseThrow().state()).isEqualTo(State.DRAFT);
    }
  }

  @Test
  void aStepFromAStateThatIsNoLongerTrueIsRefused() {
    var draft = draft();
    cases.markSubmitted(draft.id(), NOW);
    cases.step(draft, State.SUBMITTED, "", "", null, WHO, NOW);
    assertThatThrownBy(() -> cases.step(draft, State.SUBMITTED, "", "", null, WHO, NOW))
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> cases.step(draft, State.WITHDRAWN, "mistake", "", null, WHO, NOW))
        .isInstanceOf(DataAccessException.class);
    assertThat(cases.steps(draft.id())).hasSize(1);
  }

  @Test
  void nothingEndsWithoutAReasonAndNobodyArrivesWithoutAPlace() {
    var request = searching();
    assertThatThrownBy(() -> cases.step(request, State.CANCELLED, "", "", null, WHO, NOW))
        .hasMessageContaining("ends only for a reason");
    var offered = cases.step(request, State.OFFERED, "", "", null, WHO, NOW);
    assertThatThrownBy(() -> cases.step(offered, State.ACCEPTED, "", "", null, WHO, NOW))
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void theRecordIsAppendOnly() {
    var request = searching();
    var open = offer(request, other, 17);
    for (var change :
        new String[] {
          "update transfer.step set note = 'x'",
          "delete from transfer.step",
          "update transfer.content set body = '{}'",
          "delete from transfer.request",
          "update transfer.request set case_number = '26-000000-0'",
          "delete from transfer.offer",
          "update transfer.offer set site_id = site_id + 1",
          "delete from transfer.hold",
          "update transfer.legal_step set to_state = 'CLOSED'"
        }) {
      assertThatThrownBy(() -> sql.update(change))
          .as(change)
          .isInstanceOf(DataAccessException.class);
    }
    assertThat(offers.find(open.id())).contains(open);
  }

  @Test
  void anOfferIsAnsweredOnceAndACaseHasOnePlace() {
    var request = cases.step(searching(), State.OFFERED, "", "", null, WHO, NOW);
    var first = offer(request, other, 17);
    var second = offer(request, site, 18);
    var yes =
        new Offer.Answer(
            Offer.Via.SCREEN, NOW.plusSeconds(60), "person:2", "Anna", null, "", "B3", "longarts");
    assertThat(offers.answer(first.id(), Offer.State.ACCEPTED, yes)).isTrue();
    assertThat(offers.answer(first.id(), Offer.State.REFUSED, yes)).isFalse();
    assertThatThrownBy(() -> offers.answer(second.id(), Offer.State.ACCEPTED, yes))
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> offer(request, site, 19)).isInstanceOf(DataAccessException.class);
  }

  @Test
  void aHoldFallsFreeByItselfAndIsNeverTheSameBedTwice() {
    var request = searching();
    var line = new LineId(23);
    var first = offer(request, other, 23);
    var slot = offers.freeSlot(line, 2, NOW, NOW.plusSeconds(1800));
    offers.hold(first.id(), line, slot, NOW, NOW.plusSeconds(1800));
    assertThat(slot).isEqualTo(1);
    assertThat(offers.freeSlot(line, 2, NOW, NOW.plusSeconds(1800))).isEqualTo(2);
    assertThat(offers.freeSlot(line, 1, NOW, NOW.plusSeconds(1800))).isZero();
    assertThat(offers.freeSlot(line, 1, NOW.plusSeconds(1800), NOW.plusSeconds(3600))).isEqualTo(1);
    assertThat(offers.held(NOW.plusSeconds(1799))).containsEntry(line, 1);
    assertThat(offers.held(NOW.plusSeconds(1800))).doesNotContainKey(line);
    var second = offer(request, site, 23);
    assertThatThrownBy(
            () -> offers.hold(second.id(), line, 1, NOW.plusSeconds(60), NOW.plusSeconds(90)))
        .isInstanceOf(DataAccessException.class);
    offers.holdUntil(first.id(), NOW.plusSeconds(30));
    offers.hold(second.id(), line, 1, NOW.plusSeconds(60), NOW.plusSeconds(90));
    assertThat(offers.held(NOW.plusSeconds(70))).containsEntry(line, 1);
  }

  @Test
  void twentyDesksThatWantThreeBedsAtOnceGetThree() throws Exception {
    var line = new LineId(31);
    var made = new ArrayList<Offer>();
    for (var i = 0; i < 20; i++) {
      made.add(offer(searching(), other, 31));
    }
    var transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    try (var desks = Executors.newFixedThreadPool(10)) {
      var tries = new ArrayList<Callable<Boolean>>();
      for (var offer : made) {
        tries.add(() ->
            Boolean.TRUE.equals(
                transactions.execute(t -> {
                  var slot = offers.freeSlot(line, 3, NOW, NOW.plusSeconds(1800));
                  if (slot == 0) {
                    return false;
                  }
                  offers.hold(offer.id(), line, slot, NOW, NOW.plusSeconds(1800));
                  return true;
                })));
      }
      var won = 0;
      for (var outcome : desks.invokeAll(tries)) {
        won += outcome.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(3);
    }
    assertThat(offers.held(NOW)).containsEntry(line, 3);
  }

  @Test
  void theRecordOfAnswersCountsPerSite() {
    var request = searching();
    var no =
        new Offer.Answer(
            Offer.Via.TELEPHONE,
            NOW.plusSeconds(60),
            "person:2",
            "Anna",
            RefusalReason.NO_STAFF,
            "",
            "",
            "");
    var silence =
        new Offer.Answer(null, NOW.plusSeconds(900), "system", "Vangnet", null, "", "", "");
    offers.answer(offer(request, other, 41).id(), Offer.State.REFUSED, no);
    offers.answer(offer(request, other, 41).id(), Offer.State.EXPIRED, silence);
    offers.answer(offer(request, other, 41).id(), Offer.State.EXPIRED, silence);
    offer(request, other, 41);
    var answers = java.util.Objects.requireNonNull(offers.answers(NOW.minusSeconds(1)).get(other));
    assertThat(answers.asked()).isEqualTo(3);
    assertThat(answers.refused()).isEqualTo(1);
    assertThat(answers.expired()).isEqualTo(2);
    assertThat(answers.accepted()).isZero();
    assertThat(offers.answers(NOW.plusSeconds(1))).isEmpty();
  }
}
