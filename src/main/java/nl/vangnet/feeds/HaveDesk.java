package nl.vangnet.feeds;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Site;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// EDXL-HAVE in and out (IDX-06). In: every count becomes a figure with its own outcome; what maps
/// nowhere is kept and said. Out: the counts of the standard, and each figure of ours in its
/// extension, so that a round trip loses nothing.
@Service
public class HaveDesk {
  private final FeedPicture picture;
  private final HaveIntake intake;
  private final FeedPlaces places;
  private final UnmappedStore unmapped;
  private final Clock clock;

  HaveDesk(
      FeedPicture picture,
      HaveIntake intake,
      FeedPlaces places,
      UnmappedStore unmapped,
      Clock clock) {
    this.picture = picture;
    this.intake = intake;
    this.places = places;
    this.unmapped = unmapped;
    this.clock = clock;
  }

  /// What became of one item of a document: `outcome` is recorded, already-known, refused or
  /// unmapped.
  public record Item(
      String place,
      int line,
      @Nullable String site,
      @Nullable String category,
      @Nullable String variable,
      @Nullable Integer value,
      String outcome,
      @Nullable String code,
      @Nullable String advice) {}

  /// What became of a document.
  public record Answer(
      int recorded, int alreadyKnown, int refused, int unmapped, List<Item> items) {
    public Answer {
      items = List.copyOf(items);
    }
  }

  /// Something that a document said and no figure means, as it is kept.
  public record Unmapped(
      Instant receivedAt, String sender, String place, String content, String advice) {}

  /// The picture of these sites as a document.
  public String write(HaveVersion version, List<Site> sites) {
    var lines = picture.lines(sites);
    if (lines.isEmpty()) {
      throw new NotFound("figures: none of the chosen sites gave figures yet");
    }
    return HaveWriter.write(version, lines, places::written, clock.instant());
  }

  /// Reads a document and records what it states. Needs SEND_OBSERVATIONS or ENTER_FIGURES, and
  /// each site inside the scope of the sender.
  @Transactional
  public Answer take(Actor actor, byte[] document) {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "edxl-have");
    }
    return intake.take(actor, HaveReader.read(document));
  }

  /// What documents of this sender said and no figure means, newest first; the steward and the
  /// nation see those of everybody.
  public List<Unmapped> unmapped(Actor actor) {
    actor.require(Permission.SEE_PICTURE, "unmapped");
    return unmapped.list(
        actor.id(), actor.has(Permission.EDIT_DIRECTORY) || actor.has(Permission.SEE_OUTBOX), 200);
  }
}
