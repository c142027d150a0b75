package nl.vangnet.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.SiteId;
import nl.vangnet.fleet.VehicleClass;
import org.jspecify.annotations.Nullable;

/// What moving patients came to in a period: counted from the record, for people to learn from
/// (SPR-16; anchors: Arizona Surge Line, 84 % placed, median 59 minutes; Minnesota, 37 %
/// unfulfilled without a cause).
public record TransferFigures(
    Instant from,
    Instant to,
    Placing placing,
    List<StepTime> times,
    Map<String, Integer> unfulfilled,
    List<SiteAnswers> answers,
    Channels channels,
    Overruling overruling,
    List<RegionBalance> regions,
    List<Reciprocity> abroad,
    List<Trips> trips) {
  /// How many cases ended with their need unmet: no place, no way there, or too late.
  public int unmet() {
    var count = 0;
    for (var cause : unfulfilled.entrySet()) {
      if (isUnmet(cause.getKey())) {
        count += cause.getValue();
      }
    }
    return count;
  }

  /// Whether a cause leaves the need unmet; a cause that nobody knows does.
  public static boolean isUnmet(String cause) {
    return EndReason.find(cause).map(EndReason::leavesNeedUnmet).orElse(true);
  }

  /// How many requests were handed in, found a place, arrived, still move, or ended without one.
  public record Placing(int submitted, int placed, int arrived, int open, int unfulfilled) {
    /// The share that found a place of those that are decided, in permille; null when none is.
    public @Nullable Integer placedPermille() {
      return permille(placed, decided());
    }

    /// How many requests are decided: they found a place or ended without one.
    public int decided() {
      return submitted - open;
    }
  }

  /// How long one stretch took, in minutes: the median with the first and third quartile; null when
  /// nothing took it yet.
  public record StepTime(
      String stretch,
      int count,
      @Nullable Double q1,
      @Nullable Double median,
      @Nullable Double q3) {}

  /// What a site answered: asked, yes, no, silence, lost beds, and the free beds it had declared on
  /// average when it said no. `refusedWhileFree` are the refusals while it declared at least one.
  public record SiteAnswers(
      SiteId site,
      int asked,
      int accepted,
      int refused,
      int refusedWhileFree,
      int expired,
      int lost,
      @Nullable Double freeWhenRefused,
      @Nullable Double minutes) {}

  /// How answers came: on the screen, by a link, through an interface, or by telephone. Every
  /// answer that needed no telephone call is a call avoided.
  public record Channels(int screen, int link, int system, int telephone, int byItself) {
    /// The questions that were asked and answered without anybody telephoning.
    public int callsAvoided() {
      return screen + link + system;
    }

    /// All answers.
    public int answers() {
      return callsAvoided() + telephone;
    }
  }

  /// How often people asked, how often another than the best, and how many of those that answered
  /// or let the time pass said yes: where the ranking was overruled, and where it was followed.
  public record Overruling(
      int asked,
      int overruled,
      int overruledAnswered,
      int overruledAccepted,
      int followedAnswered,
      int followedAccepted) {
    /// The share of yes where the ranking was overruled, in permille; null while none answered.
    public @Nullable Integer overruledPermille() {
      return permille(overruledAccepted, overruledAnswered);
    }

    /// The share of yes where the ranking was followed, in permille; null while none answered.
    public @Nullable Integer followedPermille() {
      return permille(followedAccepted, followedAnswered);
    }
  }

  /// What a region sent to others and received from others, by its code; `within` moved between two
  /// of its own sites.
  public record RegionBalance(String region, int sent, int received, int within) {
    /// Received less sent.
    public int balance() {
      return received - sent;
    }
  }

  /// What was sent to and received from one other country: the balance of reciprocity (SPR-21).
  /// `homeward` are the moves of patients back to where they belong, to or from it, which count on
  /// neither side.
  public record Reciprocity(CountryCode country, int sent, int received, int homeward) {
    /// Received less sent.
    public int balance() {
      return received - sent;
    }
  }

  /// The trips of a kind of vehicle that arrived in the period, with and without a patient.
  public record Trips(VehicleClass vehicle, int trips, double kilometres, double emptyKilometres) {}

  /// A part of a whole in permille, null when the whole is nothing.
  public static @Nullable Integer permille(int part, int whole) {
    return whole <= 0 ? null : Integer.valueOf((int) Math.round(1000.0 * part / whole));
  }
}
