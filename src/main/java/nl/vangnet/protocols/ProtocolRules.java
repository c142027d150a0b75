package nl.vangnet.protocols;

import java.net.URI;
import java.util.Optional;
import nl.vangnet.access.Identities;

/// What a protocol must have. Pure.
final class ProtocolRules {
  static final int LONGEST_BODY = 20_000;

  private ProtocolRules() {}

  /// The code of the first thing that is wrong.
  static Optional<String> wrong(Protocol.Content content) {
    if (content.title().isBlank()) {
      return Optional.of("title-missing");
    }
    if (content.kinds().isEmpty()) {
      return Optional.of("kind-missing");
    }
    if (content.audience().isEmpty()) {
      return Optional.of("audience-missing");
    }
    if (content.owner().isBlank()) {
      return Optional.of("owner-missing");
    }
    if (content.body().isBlank() && content.link().isBlank()) {
      return Optional.of("text-or-link-missing");
    }
    if (content.title().length() > 160
        || content.owner().length() > 120
        || content.link().length() > 500
        || content.body().length() > LONGEST_BODY) {
      return Optional.of("text-too-long");
    }
    if (!content.link().isEmpty() && !isAddress(content.link())) {
      return Optional.of("link-malformed");
    }
    // A protocol may name years and days of old; a citizen service number never belongs in one.
    return Identities.find(content.title() + "\n" + content.body())
        .filter("looks-like-bsn"::equals);
  }

  private static boolean isAddress(String link) {
    try {
      var address = URI.create(link);
      return "https".equals(address.getScheme()) && address.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
