package nl.vangnet.chain;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import nl.vangnet.directory.SiteId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The history of what emergency departments asked, counted.
@Service
public class DiversionRecords {
  private final DiversionStore store;
  private final Clock clock;

  DiversionRecords(DiversionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// How often and how long each of these sites asked in the period before now; sites that never
  /// did are left out.
  @Transactional(readOnly = true)
  public List<DiversionRecord> of(Collection<SiteId> sites, Duration period) {
    var now = clock.instant();
    var begin = now.minus(period);
    return DiversionRecord.of(store.list(sites, begin, now), begin, now);
  }
}
