package nl.vangnet.chain;

import java.time.Instant;
import java.time.LocalDate;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// Beds that sleep: agreed to be open within `hours` of an order (CHN-05). `contact` is the e-mail
/// address that an order goes to.
public record Dormant(
    long id,
    SiteId site,
    String unit,
    int beds,
    int hours,
    Agreement agreement,
    String contact,
    By by,
    Instant createdAt,
    @Nullable Ended ended) {
  /// The agreement behind it: its reference, who made it (for example ZN, ActiZ, GGD GHOR) and the
  /// last day that it holds (CHN-06).
  public record Agreement(String reference, String parties, LocalDate endsOn) {}

  /// Why and when it left the register.
  public record Ended(String reason, By by, Instant at) {}
}
