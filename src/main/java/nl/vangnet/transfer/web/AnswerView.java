package nl.vangnet.transfer.web;

import java.util.List;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// What a link to answer opens. `question` is null when the link cannot be used any more, or never
/// could; then `calls` are the numbers to call.
record AnswerView(
    String href,
    @Nullable Question question,
    @Nullable Flash flash,
    boolean done,
    List<Call> calls) {
  /// What is asked of the site, in bands.
  record Question(
      CaseView.OfferRow offer,
      String number,
      String from,
      String region,
      String reason,
      boolean emergency,
      List<String> facts,
      List<String> wishes,
      String transport,
      Call contact) {}

  /// Somebody to call.
  record Call(String who, String phone, String tel) {
    static Call of(String who, String phone) {
      return new Call(who, phone, phone.replaceAll("[^0-9+]", ""));
    }

    static Call of(String desk, ContactCard card) {
      return of(desk + ", " + card.duty(), card.phone());
    }
  }
}
