package nl.vangnet.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.SiteId;
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
    List<RegionBalance> regions) {
  /// How many requests were handed in, found a place, arrived, still move, or ended without one.
  public record Placing(int submitted, int placed, int arrived, int open, int unfulfilled) {
    /// The share that found a place of those that are decided, in permille; null when none is.
    public @Nullable Integer placedPermille() {
      var decided = submitted - open;
      return decided <= 0 ? null : Integer.valueOf((int) Math.round(1000.0 * placed / decided));
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
  /// average when it said no.
  public record SiteAnswers(
      SiteId site,
      int asked,
      int accepted,
      int refused,
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
  }

  /// How often another than the best was asked, and how often that one said yes.
  public record Overruling(int asked, int overruled, int overruledAccepted) {}

  /// What a region sent and received, by its code.
  public record RegionBalance(String region, int sent, int received) {
    /// Received less sent.
    public int balance() {
      return received - sent;
    }
  }
}
