package nl.vangnet.access;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Runs something once the current transaction is committed, or at once when there is none.
final class Refresh {
  private Refresh() {}

  static void afterCommit(Runnable refresh) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              refresh.run();
            }
          });
    } else {
      refresh.run();
    }
  }
}
