package nl.vangnet.exchange;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nl.vangnet.capacity.Census;
import nl.vangnet.capacity.CensusEvent;
import nl.vangnet.exchange.IntakeStore.Count;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Applies messages in groups: each worker drains its queue, does all of the group in one
/// transaction and then answers each message by itself. Messages of one organisation always go to
/// the same worker, so their order holds. When a group fails each message is tried alone, so that
/// one message cannot hold up others.
@Component
class IntakeWorkers implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(IntakeWorkers.class);
  private static final int KEPT_PER_HOUR_FROM_STRANGERS = 2000;

  /// What a worker does: a message, or a job in the order of the messages.
  sealed interface Work permits Receipt, Job {}

  /// Something that must happen between messages, in its own transaction.
  record Job(Runnable task, CompletableFuture<Void> done) implements Work {}

  private final IntakeStore store;
  private final KeptStore kept;
  private final Census census;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final MeterRegistry meters;
  private final DistributionSummary groupSize;
  private final Timer latency;
  private final int maxGroup;
  private final List<Worker> workers = new ArrayList<>();
  private volatile boolean running;

  IntakeWorkers(
      IntakeStore store,
      KeptStore kept,
      Census census,
      PlatformTransactionManager transactions,
      Clock clock,
      MeterRegistry meters,
      MllpSettings settings) {
    this.store = store;
    this.kept = kept;
    this.census = census;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
    this.meters = meters;
    this.maxGroup = settings.groupSize();
    this.groupSize = meters.summary("vangnet.intake.group.size");
    this.latency =
        Timer.builder("vangnet.intake.latency")
            .description("From the last byte of a message to its commit")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    for (var i = 0; i < settings.workers(); i++) {
      workers.add(new Worker(i));
    }
    meters.gauge(
        "vangnet.intake.queue.depth",
        workers,
        all -> all.stream().mapToInt(w -> w.queue.size()).sum());
  }

  /// Hands a message to its worker; the answer comes after the commit.
  CompletableFuture<Acknowledgement> submit(Receipt receipt) {
    if (running) {
      worker(receipt.lane()).queue.add(receipt);
    } else {
      receipt.answer().complete(Acknowledgement.again());
    }
    return receipt.answer();
  }

  /// Runs a job between the messages of a lane and waits for it.
  void run(long lane, Runnable task) {
    var job = new Job(task, new CompletableFuture<>());
    if (!running) {
      throw new IllegalStateException("the intake is stopped");
    }
    worker(lane).queue.add(job);
    try {
      job.done().join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Worker worker(long lane) {
    return workers.get((int) Math.floorMod(lane, (long) workers.size()));
  }

  @Override
  public void start() {
    running = true;
    for (var worker : workers) {
      worker.thread =
          Thread.ofPlatform().name("intake-" + worker.number).daemon().start(worker::work);
    }
  }

  @Override
  public void stop() {
    running = false;
    for (var worker : workers) {
      try {
        if (worker.thread != null) {
          worker.thread.join(Duration.ofSeconds(10));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 1000;
  }

  /// One worker with its queue; all fields but the queue belong to its thread.
  private final class Worker {
    private final int number;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Map<Count, Integer> owed = new HashMap<>();
    private final Map<String, Integer> keptFromStrangers = new HashMap<>();
    private long strangersHour;
    private volatile @org.jspecify.annotations.Nullable Thread thread;

    Worker(int number) {
      this.number = number;
    }

    void work() {
      var group = new ArrayList<Work>(maxGroup);
      while (running || !queue.isEmpty()) {
        try {
          var first = queue.poll(200, TimeUnit.MILLISECONDS);
          if (first == null) {
            continue;
          }
          group.clear();
          group.add(first);
          queue.drainTo(group, maxGroup - 1);
          inOrder(group);
        } catch (InterruptedException e) {
          return;
        } catch (RuntimeException e) {
          log.error("a worker of the intake failed and goes on", e);
        }
      }
    }

    private void inOrder(List<Work> group) {
      var receipts = new ArrayList<Receipt>(group.size());
      for (var work : group) {
        switch (work) {
          case Receipt receipt -> receipts.add(receipt);
          case Job job -> {
            apply(receipts);
            receipts.clear();
            perform(job);
          }
        }
      }
      apply(receipts);
    }

    private void perform(Job job) {
      try {
        transaction.executeWithoutResult(status -> job.task().run());
        job.done().complete(null);
      } catch (RuntimeException e) {
        job.done().completeExceptionally(e);
      }
    }

    private void apply(List<Receipt> receipts) {
      if (receipts.isEmpty()) {
        return;
      }
      try {
        var done = transaction.execute(status -> commit(receipts));
        owed.clear();
        groupSize.record(receipts.size());
        answer(done == null ? List.of() : done);
      } catch (RuntimeException e) {
        if (isUnavailable(e)) {
          log.warn("the database did not take {} messages: {}", receipts.size(), e.getMessage());
          receipts.forEach(this::sendAgain);
        } else if (receipts.size() > 1) {
          log.warn("a group of {} messages failed; each is tried alone", receipts.size(), e);
          receipts.forEach(receipt -> apply(List.of(receipt)));
        } else {
          setAside(receipts.getFirst(), e);
        }
      }
    }

    /// A message that cannot be applied for a reason of ours is kept, never lost.
    private void setAside(Receipt receipt, RuntimeException why) {
      var fault =
          Fault.unreadable(
              "internal-error",
              207,
              "",
              "Kept on the intake page; replay it when the fault is mended");
      if (receipt.verdict().cause().equals(fault.cause())) {
        sendAgain(receipt);
        return;
      }
      log.error(
          "message of source {} ({}) could not be applied",
          receipt.source(),
          receipt.message().type(),
          why);
      apply(List.of(receipt.with(Receipt.Verdict.failed(fault))));
    }

    private void sendAgain(Receipt receipt) {
      if (receipt.replayed() == null) {
        owed.merge(
            Count.of(
                receipt.source(), receipt.message().receivedAt(), Outcome.REFUSED, "try-again"),
            1,
            Integer::sum);
        meters
            .counter("vangnet.intake.messages", "outcome", "refused", "cause", "try-again")
            .increment();
      }
      receipt.answer().complete(Acknowledgement.again());
    }

    private boolean isUnavailable(RuntimeException e) {
      return e instanceof TransactionException
          || e instanceof TransientDataAccessException
          || e instanceof RecoverableDataAccessException
          || e instanceof DataAccessResourceFailureException;
    }

    private List<Receipt> commit(List<Receipt> all) {
      var receipts = claimed(all);
      store.lock(receipts.stream().map(r -> Long.hashCode(r.lane())).toList());
      var decided = decide(receipts);
      var events = new ArrayList<CensusEvent>(decided.size());
      var heard = new HashMap<Long, Instant>();
      var counts = new HashMap<>(owed);
      for (var receipt : decided) {
        events.addAll(receipt.verdict().events());
        if (receipt.source() != 0 && receipt.replayed() == null) {
          heard.merge(
              receipt.source(), receipt.message().receivedAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
        count(counts, receipt);
      }
      if (!events.isEmpty() || !heard.isEmpty()) {
        census.apply(events, heard);
      }
      for (var receipt : decided) {
        var status = receipt.verdict().status();
        if (status != null) {
          census.bedStatus(
              status.site(),
              receipt.source(),
              status.line(),
              status.locationCode(),
              status.closed(),
              status.at());
        }
        if (receipt.replayed() != null) {
          store.replayed(receipt.replayed().keptId(), receipt.verdict().fault());
        }
      }
      store.tally(counts, clock.instant());
      store.keep(decided.stream().filter(this::mayKeep).toList());
      return decided;
    }

    /// Leaves out replays of what was replayed meanwhile, and takes the outcome that the others
    /// have.
    private List<Receipt> claimed(List<Receipt> receipts) {
      var ids = new ArrayList<Long>();
      for (var receipt : receipts) {
        if (receipt.replayed() != null) {
          ids.add(receipt.replayed().keptId());
        }
      }
      if (ids.isEmpty()) {
        return receipts;
      }
      var claims = kept.claim(ids);
      var own = new ArrayList<Receipt>(receipts.size());
      for (var receipt : receipts) {
        var replayed = receipt.replayed();
        if (replayed == null) {
          own.add(receipt);
          continue;
        }
        var claim = claims.remove(replayed.keptId());
        if (claim == null) {
          receipt.answer().complete(Acknowledgement.of(Outcome.DUPLICATE, null));
        } else {
          own.add(receipt.with(claim));
        }
      }
      return own;
    }

    /// Asks the log what is known and settles duplicates.
    private List<Receipt> decide(List<Receipt> receipts) {
      var logged = receipts.stream().filter(r -> r.message().logged()).toList();
      var known = store.enter(logged);
      var decided = new ArrayList<Receipt>(receipts.size());
      var released = new ArrayList<Receipt>();
      var inGroup = new HashSet<Key>();
      var next = 0;
      for (var receipt : receipts) {
        if (!receipt.message().logged()) {
          decided.add(receipt);
          continue;
        }
        var was = known[next++];
        var twice = !inGroup.add(Key.of(receipt));
        var settled =
            switch (was) {
              case NEW -> twice && isDone(receipt) ? duplicate(receipt) : receipt;
              case REUSED -> twice && isDone(receipt) ? duplicate(receipt) : noteReuse(receipt);
              case SAME -> duplicate(receipt);
              case RETRY -> {
                store.correctLog(receipt);
                if (isDone(receipt) && receipt.replayed() == null) {
                  released.add(receipt);
                }
                yield twice && isDone(receipt) ? duplicate(receipt) : receipt;
              }
            };
        decided.add(settled);
      }
      if (!released.isEmpty()) {
        store.release(released);
      }
      return decided;
    }

    private boolean isDone(Receipt receipt) {
      return receipt.verdict().outcome() != Outcome.UNREADABLE;
    }

    private Receipt duplicate(Receipt receipt) {
      return receipt.with(receipt.verdict().with(Outcome.DUPLICATE, ""));
    }

    private Receipt noteReuse(Receipt receipt) {
      var verdict = receipt.verdict();
      return verdict.outcome() == Outcome.ACCEPTED && verdict.cause().isEmpty()
          ? receipt.with(verdict.noting("control-id-reused"))
          : receipt;
    }

    private void count(Map<Count, Integer> counts, Receipt receipt) {
      var at = receipt.message().receivedAt();
      var before = receipt.replayed();
      if (before != null) {
        counts.merge(
            Count.of(before.source(), at, before.outcome(), before.cause()), -1, Integer::sum);
      }
      counts.merge(
          Count.of(receipt.source(), at, receipt.verdict().outcome(), receipt.verdict().cause()),
          1,
          Integer::sum);
    }

    private boolean mayKeep(Receipt receipt) {
      if (receipt.source() != 0 || receipt.verdict().fault() == null) {
        return true;
      }
      var hour = receipt.message().receivedAt().getEpochSecond() / 3600;
      if (hour != strangersHour) {
        strangersHour = hour;
        keptFromStrangers.clear();
      }
      return keptFromStrangers.merge(receipt.verdict().cause(), 1, Integer::sum)
          <= KEPT_PER_HOUR_FROM_STRANGERS;
    }

    private void answer(List<Receipt> done) {
      var now = clock.instant();
      for (var receipt : done) {
        var verdict = receipt.verdict();
        meters
            .counter(
                "vangnet.intake.messages",
                "outcome",
                verdict.outcome().code(),
                "cause",
                verdict.cause())
            .increment();
        if (receipt.replayed() == null) {
          latency.record(Duration.between(receipt.message().receivedAt(), now));
        }
        receipt.answer().complete(Acknowledgement.of(verdict.outcome(), verdict.fault()));
      }
    }
  }

  private record Key(long source, long control, long content) {
    static Key of(Receipt receipt) {
      return new Key(
          receipt.source(), receipt.message().controlHash(), receipt.message().contentHash());
    }
  }
}
