package nl.vangnet.outbox;

import java.net.URI;
import java.util.Map;

/// A POST to another system. `headers` go along as they are; `about` names what it is about.
public record Webhook(
    URI address, String mediaType, String body, Map<String, String> headers, String about) {
  public Webhook {
    headers = Map.copyOf(headers);
  }
}
