package nl.vangnet.alerts;

import nl.vangnet.outbox.DeliveryEnded;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/// Hears what became of messages: the log of the desks shows it, and a browser that is gone is
/// forgotten.
@Component
class DeliveryEar {
  private final AlertStore store;
  private final WayStore ways;
  private final AlertBell bell;

  DeliveryEar(AlertStore store, WayStore ways, AlertBell bell) {
    this.store = store;
    this.ways = ways;
    this.bell = bell;
  }

  @TransactionalEventListener
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void heard(DeliveryEnded ended) {
    store.desksOfDelivery(ended.id()).forEach(bell::ring);
    if (DeliveryEnded.GONE.equals(ended.fault())) {
      ways.removeGone(ended.id());
    }
  }
}
