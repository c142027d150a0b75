package nl.vangnet.transfer.web;

import java.time.Instant;
import java.util.List;

/// The ranking of the sites for one case as its page shows it. `stage` is the code of the area that
/// is searched; `out` is how many sites drop out, also those not shown; `mayAsk` says that the one
/// who looks may ask sites now, `limit` how many more.
record MatchView(
    String stage,
    List<Stage> stages,
    List<Row> candidates,
    List<Out> excluded,
    int out,
    int hidden,
    boolean mayAsk,
    int limit,
    Instant at,
    String weights) {
  /// An area that can be searched.
  record Stage(String code, String name, boolean current) {}

  /// A candidate. `best` says that asking it needs no reason.
  record Row(
      int rank,
      String site,
      String code,
      String region,
      String free,
      String age,
      String travel,
      String arrival,
      long score,
      int share,
      List<Bar> bars,
      List<String> why,
      boolean uncertain,
      boolean best) {}

  /// One part of the score as a drawn bar: minutes, and its width in percent of the largest.
  record Bar(String name, String minutes, int width, boolean helps) {}

  /// A site that is no candidate: the first filter that it fails, and what would change that.
  record Out(String site, String filter, List<String> why, String unless) {}
}
