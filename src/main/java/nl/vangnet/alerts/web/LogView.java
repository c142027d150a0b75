package nl.vangnet.alerts.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.alerts.Told;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// What the log of messages shows. `about` is what was asked for, empty for all; `all` whether the
/// reader sees every desk.
record LogView(
    String about, String aboutWords, boolean all, List<Told> rows, Map<String, String> names) {
  /// What people call a desk.
  String name(String desk) {
    return names.getOrDefault(desk, desk);
  }

  /// How many urgent messages that still hold were read by nobody.
  int unread() {
    return (int)
        rows.stream()
            .filter(t -> t.urgent() && t.withdrawnAt() == null && t.firstReceipt() == null)
            .count();
  }

  /// How many went on to another desk.
  int wentOn() {
    return (int) rows.stream().filter(Told::wentOn).count();
  }

  /// How many messages could not be brought to an address.
  long failed() {
    return rows.stream().mapToLong(Told::failed).sum();
  }

  /// How many were read.
  int read() {
    return (int) rows.stream().filter(t -> t.firstReceipt() != null).count();
  }

  /// The median time until somebody read, in words; an em dash while nobody did.
  String median(Frame frame) {
    var times =
        rows.stream()
            .flatMap(t ->
                java.util.stream.Stream.ofNullable(t.firstReceipt()).map(r -> taken(t, r.at())))
            .sorted()
            .toList();
    return times.isEmpty() ? "—" : words(times.get((times.size() - 1) / 2), frame);
  }

  private static Duration taken(Told told, Instant read) {
    return Duration.between(told.toldAt(), read);
  }

  /// A short time in words: seconds below two minutes.
  static String words(Duration time, Frame frame) {
    return time.compareTo(Duration.ofMinutes(2)) < 0
        ? frame.t("alerts.seconds", Long.toString(time.toSeconds()))
        : frame.words().age(time);
  }

  /// What became of a message to an address, as a word of the outbox.
  static String state(Told.Way way) {
    var delivery = way.delivery();
    return delivery == null
        ? "waiting"
        : delivery.state().name().toLowerCase(java.util.Locale.ROOT);
  }

  /// By what it went: "email", "push", "webhook".
  static String kind(Told.Way way) {
    var delivery = way.delivery();
    return delivery == null ? "email" : delivery.kind().name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The address as it may be shown.
  static String address(Told.Way way) {
    var delivery = way.delivery();
    return delivery == null || delivery.kind() != Delivery.Kind.EMAIL
        ? way.who()
        : way.who() + ", " + delivery.shownAddress();
  }

  /// The moment at which it was taken by the other side; null while it was not.
  static @Nullable Instant sentAt(Told.Way way) {
    var delivery = way.delivery();
    return delivery == null ? null : delivery.sentAt();
  }

  /// What went wrong; empty when nothing did.
  static String fault(Told.Way way) {
    var delivery = way.delivery();
    var fault = delivery == null ? null : delivery.fault();
    return fault == null ? "" : fault;
  }
}
