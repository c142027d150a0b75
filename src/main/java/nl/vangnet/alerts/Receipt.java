package nl.vangnet.alerts;

import java.time.Instant;

/// Somebody read a message: who, how and when. `reader` is an actor id, or "mail:" and the address
/// for whoever opened the link of a message without an account.
public record Receipt(String reader, String name, How how, Instant at) {
  /// How it was read.
  public enum How {
    /// Marked on the page of messages.
    INBOX,
    /// The page that it leads to was opened.
    PAGE,
    /// The link in the e-mail or text message was opened.
    LINK
  }
}
