package nl.vangnet.reports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who gets the day report by e-mail (COM-08). `what` says in a few words what the list is for.
public record DistributionList(
    long id, String name, String what, boolean active, List<Recipient> recipients) {
  public DistributionList {
    recipients = List.copyOf(recipients);
  }

  /// One address on a list. It is active until somebody takes it off, or the reader unsubscribes.
  public record Recipient(
      long id, Address address, boolean active, @Nullable Instant unsubscribedAt, String token) {}

  /// Whose address it is; the language is that of the report and its e-mail: "nl" or "en".
  public record Address(String organisation, String name, String email, String language) {}

  /// The recipients that are sent to.
  public List<Recipient> open() {
    return recipients.stream().filter(Recipient::active).toList();
  }
}
