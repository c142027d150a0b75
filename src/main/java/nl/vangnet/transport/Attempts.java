package nl.vangnet.transport;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Does something in a transaction of its own, and again when somebody else was in the way: two who
/// wait for each other are told apart by the database, and the one who loses may simply try again.
/// Inside a transaction of the caller it is done once, there.
@Component
class Attempts {
  private static final int MOST = 4;

  private final TransactionTemplate transaction;

  Attempts(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
  }

  /// What `work` answers; `taken` when vehicle or crew went to somebody else at the same moment.
  <T> T inTransaction(Supplier<T> work, Supplier<T> taken) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.get();
    }
    for (var attempt = 1; ; attempt++) {
      try {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
      } catch (PessimisticLockingFailureException e) {
        if (attempt == MOST) {
          throw e;
        }
      } catch (DataIntegrityViolationException e) {
        var text = String.valueOf(e.getMostSpecificCause().getMessage());
        if (!text.contains("booking") && !text.contains("leg_one_at_a_time")) {
          throw e;
        }
        if (attempt == MOST) {
          return taken.get();
        }
      }
    }
  }
}
