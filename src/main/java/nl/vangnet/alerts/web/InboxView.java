package nl.vangnet.alerts.web;

import java.util.List;
import nl.vangnet.alerts.AlertView;
import nl.vangnet.web.Frame;

/// What the page of messages shows: what waits, urgent first, and what was read or no longer holds.
record InboxView(String desk, List<Row> waiting, List<Row> over) {
  /// One message. `about` is in words, `via` the name of the desk that left it unread.
  record Row(AlertView alert, String about, String via) {
    /// Where its number leads on a telephone.
    String tel() {
      return "tel:" + alert.call().replaceAll("[^0-9+]", "");
    }

    /// Who read it first, in words; empty when nobody did.
    String readBy(Frame frame) {
      return alert.receipts().stream()
          .findFirst()
          .map(r ->
              frame.t(
                  "alerts.read-by." + r.how().name().toLowerCase(java.util.Locale.ROOT),
                  r.name(),
                  frame.moment(r.at())))
          .orElse("");
    }
  }
}
