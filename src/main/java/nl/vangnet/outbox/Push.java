package nl.vangnet.outbox;

import java.time.Duration;

/// A message to one browser, by web push (RFC 8030). `text` is what the page's worker gets, as JSON
/// of at most 3,900 bytes; it is encrypted for the browser alone (RFC 8291). Of two that wait at
/// the push service with the same `topic` (letters, digits, "-" and "_", at most 32) the browser
/// gets the later only.
public record Push(
    Browser browser, String text, String topic, boolean urgent, Duration kept, String about) {
  /// A browser as it introduced itself: the address at its push service, its public key and its
  /// secret, both in base64url.
  public record Browser(String endpoint, String key, String secret) {}
}
