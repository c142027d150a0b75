package nl.vangnet.rounds.web;

import java.util.List;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.rounds.Board;
import nl.vangnet.rounds.Filing;
import nl.vangnet.rounds.Participation;
import nl.vangnet.rounds.RegionContact;
import nl.vangnet.rounds.SignOff;
import org.jspecify.annotations.Nullable;

/// Where a round stands: of the nation with its regions, of a region with its hospitals, or of one
/// organisation with its sites.
record BoardView(
    Board board,
    String name,
    String day,
    Board.Count count,
    @Nullable Region region,
    List<SiteRow> sites,
    List<RegionRow> regions,
    @Nullable Integer medianSeconds,
    Participation participation,
    List<Link> rounds,
    SignView sign,
    @Nullable String notice) {
  BoardView {
    sites = List.copyOf(sites);
    regions = List.copyOf(regions);
    rounds = List.copyOf(rounds);
  }

  /// One hospital in a round.
  record SiteRow(
      Site site,
      String state,
      @Nullable Filing last,
      boolean automatic,
      boolean changed,
      List<Board.Reminder> reminders,
      Participation participation,
      @Nullable String regionName,
      String href,
      boolean mayFile,
      boolean maySee) {}

  /// One region in a round.
  record RegionRow(
      Region region,
      Board.Count count,
      @Nullable SignOff sign,
      Participation participation,
      @Nullable Integer medianSeconds,
      int escalations,
      int pleas) {}

  /// Another round to look at.
  record Link(String href, String text, boolean current) {}

  /// The sign-off of a region: what stands, what happened, and what the one who looks may do.
  record SignView(
      boolean may,
      boolean signed,
      boolean mayWithdraw,
      boolean tooEarly,
      boolean isLate,
      List<SignOff> history,
      @Nullable RegionContact contact,
      @Nullable String wrong,
      String remark,
      String code) {
    static final SignView NONE =
        new SignView(false, false, false, false, false, List.of(), null, null, "", "");

    SignView {
      history = List.copyOf(history);
    }
  }

  /// The states in the order in which they are shown.
  static int rank(String state) {
    return switch (state) {
      case "missing" -> 0;
      case "waiting" -> 1;
      case "late" -> 2;
      default -> 3;
    };
  }
}
