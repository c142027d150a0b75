package nl.vangnet.transfer.web;

import java.util.List;
import nl.vangnet.directory.Region;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// The board as its page shows it. `tab` is the code of the column that a narrow screen shows.
record BoardView(
    String place,
    List<Column> columns,
    Sums sums,
    BoardFilter filter,
    Choices choices,
    String tab,
    String concerns,
    @Nullable Flash flash) {
  /// One state with its cases; `count` is how many there are, also those not shown.
  record Column(String code, String title, int count, int late, List<Card> cards, String more) {}

  /// How many cases move, are late, and wait for the one who looks.
  record Sums(int open, int late, int mine, int emergency) {}

  /// What can be chosen in the filter, and what the one who looks may begin.
  record Choices(
      List<Choice> categories,
      List<Choice> cohorts,
      List<Region> regions,
      boolean mayRequest,
      boolean byTelephone) {}

  /// A code with its word.
  record Choice(String code, String name) {}

  /// One case on the board.
  record Card(
      String number,
      String state,
      String stateName,
      Texts.@Nullable Clock clock,
      List<String> facts,
      Marks marks,
      String from,
      String to,
      String owner,
      @Nullable Said last) {}

  /// What marks a case: the emergency lane, the nation searches, it waits for the one who looks, it
  /// was never opened at that desk, something was said since.
  record Marks(boolean emergency, boolean national, boolean mine, boolean fresh, boolean unread) {}

  /// What was said last.
  record Said(String author, String text, long at, String age) {}
}
