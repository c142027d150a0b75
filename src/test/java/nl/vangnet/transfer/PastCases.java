package nl.vangnet.transfer;

import java.time.Instant;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Cases of long ago, written into the record step by step, with times of their own: what figures
/// are counted from.
public final class PastCases {
  /// Somebody at a desk.
  public static final Actor DESK =
      new Actor("person:9701", "Desk", Role.NATIONAL, new Scope.Everywhere());

  /// The product itself, that asks the next one when somebody says no.
  public static final Actor ITSELF =
      new Actor("system", "Vangnet", Role.NATIONAL, new Scope.Everywhere());

  private final CaseStore cases;
  private final OfferStore offers;
  private int line = 70_000;

  /// Writes into this database.
  public PastCases(JdbcClient jdbc) {
    this.cases = new CaseStore(jdbc);
    this.offers = new OfferStore(jdbc);
  }

  /// A case handed in at a moment, whose further steps are given in minutes after it.
  public Past submit(SiteId from, String region, Instant at) {
    return submit(from, region, at, Cases.ward());
  }

  /// The same for a patient who goes back where he belongs.
  public Past submitReturn(SiteId from, String region, Instant at) {
    var ward = Cases.ward();
    return submit(
        from,
        region,
        at,
        new Content(
            Content.Reason.RETURN_HOME,
            ward.emergency(),
            ward.need(),
            ward.eligibility(),
            ward.contact(),
            ward.wishes(),
            ward.note()));
  }

  private Past submit(SiteId from, String region, Instant at, Content content) {
    var draft =
        cases.insert(
            CaseNumber.of(2023, cases.nextRunning()),
            new TransferRequest.Origin(from, "B2", region, TransferRequest.Channel.SCREEN, "Wie"),
            content,
            TransferRequest.Links.NONE,
            DESK,
            at);
    cases.markSubmitted(draft.id(), at);
    return new Past(at, cases.step(draft, State.SUBMITTED, "", "", null, DESK, at));
  }

  /// One case on its way.
  public final class Past {
    private final Instant begin;
    private TransferRequest now;

    private Past(Instant begin, TransferRequest now) {
      this.begin = begin;
      this.now = now;
    }

    /// The case as it stands now.
    public TransferRequest request() {
      return now;
    }

    private Instant at(int minutes) {
      return begin.plusSeconds(60L * minutes);
    }

    /// Goes on to a state.
    public Past to(State state, int minutes) {
      return to(state, minutes, "");
    }

    /// Goes on to a state for a reason.
    public Past to(State state, int minutes, String reason) {
      now = cases.step(now, state, reason, "", null, DESK, at(minutes));
      return this;
    }

    /// The region takes it up after so many minutes.
    public Past takenUp(int minutes) {
      return to(State.REGIONAL_SEARCH, minutes);
    }

    /// Asks a site that declares so many free beds, and writes what became of it.
    public Past ask(
        SiteId site,
        @Nullable Integer free,
        String overrule,
        Actor by,
        int asked,
        Offer.State end,
        Offer.@Nullable Via via,
        int answered) {
      if (now.state() != State.OFFERED) {
        to(State.OFFERED, asked);
      }
      var offer =
          offers.add(
              new OfferStore.NewOffer(
                  now.id(),
                  site,
                  new LineId(line++),
                  overrule.isEmpty() ? 1 : 3,
                  free,
                  "[]",
                  overrule,
                  at(asked),
                  at(asked + 15)),
              by);
      var yes = end == Offer.State.ACCEPTED || end == Offer.State.LOST;
      var answer =
          new Offer.Answer(
              via,
              at(answered),
              "person:9702",
              "Anna",
              end == Offer.State.REFUSED ? RefusalReason.NO_STAFF : null,
              "",
              yes ? "D3" : "",
              yes ? "dr. Haan" : "");
      offers.answer(offer.id(), yes ? Offer.State.ACCEPTED : end, answer);
      if (yes) {
        cases.place(now.id(), offer.id());
        to(State.ACCEPTED, answered);
      }
      return this;
    }

    /// The bed that was promised is gone, and the search begins again.
    public Past loseBed(int minutes) {
      var offer = java.util.Objects.requireNonNull(now.placement()).offer();
      offers.end(offer, Offer.State.LOST, "bed-lost", DESK, at(minutes));
      to(State.REGIONAL_SEARCH, minutes, "bed-lost");
      cases.place(now.id(), null);
      return this;
    }

    /// Rides and arrives.
    public Past ride(int ordered, int left, int arrived) {
      return to(State.TRANSPORT_ORDERED, ordered)
          .to(State.UNDER_WAY, left)
          .to(State.ARRIVED, arrived);
    }
  }
}
