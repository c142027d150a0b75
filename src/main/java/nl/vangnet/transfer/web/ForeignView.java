package nl.vangnet.transfer.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page of the foreign pool shows. `offered` is the sum of what partners said that they
/// take now, null when none said anything; `silent` how many said nothing that counts.
record ForeignView(
    List<Partner> partners,
    @Nullable Integer offered,
    int silent,
    List<Country> balances,
    List<Move> moves,
    boolean mayAdd) {
  /// One partner; `entry` is where its figures are filled in, null for who may not.
  record Partner(
      String name,
      String city,
      String country,
      List<Line> lines,
      boolean silent,
      @Nullable String entry) {}

  /// One kind of care of a partner.
  record Line(
      String care,
      @Nullable Integer offered,
      boolean offeredStale,
      @Nullable Integer free,
      boolean freeStale,
      @Nullable Instant since) {}

  /// The balance with one country, and the moves homeward that count on neither side.
  record Country(FiguresView.Balance balance, int homeward) {}

  /// One move across the border.
  record Move(
      String number,
      boolean out,
      boolean homeward,
      String from,
      String to,
      String country,
      String care,
      String state,
      Instant since) {}

  int sent() {
    return balances.stream().mapToInt(c -> c.balance().sent()).sum();
  }

  int received() {
    return balances.stream().mapToInt(c -> c.balance().received()).sum();
  }
}
