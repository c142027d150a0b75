package nl.vangnet.transfer.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The figures of moving patients as the page draws them. A figure that is null is not known yet.
record FiguresView(
    FigurePeriod period,
    Scope scope,
    List<Tile> tiles,
    Times times,
    List<Cause> causes,
    Answers answers,
    Sites sites,
    Balances balances,
    List<TripRow> trips) {
  /// Whose figures they are: a name, and what that means for requests and answers, as codes.
  record Scope(String place, String code) {}

  /// A headline: the figure, what it is made of, and what others reached.
  record Tile(String name, @Nullable String figure, String made, String anchor) {}

  /// The stretches of the way and the marks of their scale.
  record Times(List<Strip> strips, List<Mark> marks) {}

  /// One stretch: half of them lies in the box, the line is the median.
  record Strip(
      String name,
      int count,
      @Nullable Box box,
      String median,
      String half,
      @Nullable Box anchor) {}

  /// Where a box begins, how wide it is and where its median lies, in percent of the scale.
  record Box(String left, String width, String median) {}

  /// A mark of the scale.
  record Mark(String at, String text, String anchor) {}

  /// A cause and how often; `unmet` when the need stayed.
  record Cause(String name, int count, String share, String width, boolean unmet) {}

  /// How answers came, what needed no call, and what an overruled ranking gave.
  record Answers(List<Cause> channels, int all, int avoided, List<Choice> choices) {}

  /// How often a kind of choice was made, answered and got a yes.
  record Choice(
      String name, int asked, int answered, int accepted, @Nullable String share, String width) {}

  /// What sites answered: those shown, how many there are, the orders and the address of all.
  record Sites(List<SiteRow> rows, int all, List<Order> orders, @Nullable String more) {
    /// The order as a part of an address, empty for the usual one.
    String kept() {
      for (var order : orders.subList(1, orders.size())) {
        if (order.on()) {
          return "&volgorde=" + order.code();
        }
      }
      return "";
    }
  }

  /// An order of the sites.
  record Order(String code, String name, String href, boolean on) {}

  /// What one site answered.
  record SiteRow(
      String name,
      int asked,
      int accepted,
      int refused,
      int refusedWhileFree,
      @Nullable String free,
      int silent,
      int lost,
      @Nullable String took) {}

  /// Sent against received, per region and per country.
  record Balances(List<Balance> regions, List<Balance> abroad, int moves) {}

  /// One region or country: what it sent lies left of the middle, what it received right of it.
  record Balance(
      String name,
      int sent,
      int received,
      int within,
      int balance,
      String start,
      String sentWidth,
      String receivedWidth) {}

  /// The trips of a kind of vehicle; the last row is their sum.
  record TripRow(String name, int trips, long kilometres, long empty, String perTrip) {}
}
