package nl.vangnet.transfer;

import java.time.Instant;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// One case: who asks for what, how far it is and where the patient goes. Immutable; a change is a
/// step with an actor, a time and a reason. `placement` is null until somebody said yes.
public record TransferRequest(
    long id,
    CaseNumber number,
    Origin origin,
    Content content,
    Progress progress,
    @Nullable Placement placement,
    Links links) {
  /// Where the patient is: the site, the unit in the words of the sender, and the code of the
  /// region that serves it ("" when none does). `channel` is how the request came in.
  public record Origin(SiteId site, String unit, String region, Channel channel, String author) {}

  /// How far the case is: the state, since when, until when the present step should be done (null:
  /// no clock), the number of the last step and of the content, and the great moments.
  public record Progress(
      State state,
      Instant since,
      @Nullable Instant due,
      int version,
      int contentVersion,
      Instant createdAt,
      @Nullable Instant submittedAt,
      @Nullable NationalStep national) {}

  /// The step from the region to the nation, with its recorded reason (SPR-01).
  public record NationalStep(Instant at, NationalReason reason, String note) {}

  /// Why the nation searches.
  public enum NationalReason {
    /// The region has no option.
    NO_REGIONAL_OPTION,
    /// The region lies outside the band of its fair share.
    FAIR_SHARE,
    /// The emergency lane searches everywhere at once.
    EMERGENCY,
    /// The patient goes home, or abroad.
    DESTINATION_ELSEWHERE,
    /// Policy searches the whole country at once.
    POLICY;

    /// The stable code.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /// The promised place: the offer that was accepted, the site and its line, the bed or ward, and
  /// the receiving doctor.
  public record Placement(
      long offer, SiteId site, LineId line, String bed, String doctor, Instant at) {}

  /// What the case belongs to: an evacuation, or the case that it follows (a return, a second
  /// transfer).
  public record Links(@Nullable Long evacuation, @Nullable Long follows) {
    /// Belongs to nothing.
    public static final Links NONE = new Links(null, null);
  }

  /// How a request or an answer came in.
  public enum Channel {
    SCREEN,
    TELEPHONE,
    FHIR,
    API
  }

  /// The state.
  public State state() {
    return progress.state();
  }

  /// Whether the case may be seen outside its own region.
  public boolean isNational() {
    return progress.national() != null;
  }
}
