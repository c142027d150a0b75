package nl.vangnet.matching;

import java.time.Instant;
import nl.vangnet.matching.Question.Stage;
import org.jspecify.annotations.Nullable;

/// One thing that would have to be different for a site to become a candidate. What is stated is
/// what suffices: a test applies it.
public sealed interface Change {
  /// The change as the end of "would be a candidate if ...".
  Sentence words();

  /// The search reaches further.
  record WiderSearch(Stage stage) implements Change {
    @Override
    public Sentence words() {
      return stage == Stage.ABROAD
          ? Sentence.of("matching.unless.abroad")
          : Sentence.of("matching.unless.national");
    }
  }

  /// The refusal is taken back.
  record Reconsidered() implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.reconsidered");
    }
  }

  /// The site opens staffed beds for this care and reports them.
  record OpenedBeds(int beds) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.opened", beds);
    }
  }

  /// So many isolation places more.
  record MoreIsolation(int places) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.isolation", places);
    }
  }

  /// So many ventilated places more.
  record MoreVentilators(int places) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.ventilators", places);
    }
  }

  /// The site can do it after all.
  record Able(String capability) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.able", Capability.word(capability));
    }
  }

  /// At least so many effective free beds are reported: with all that a bed needs, isolation and
  /// ventilation included, beside the reserve.
  record ReportedFree(int beds) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.reported", beds);
    }
  }

  /// So many beds become free, by departures or by opening more.
  record FreedBeds(int beds) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.freed", beds);
    }
  }

  /// So many beds of the protected reserve are released.
  record ReleasedReserve(int beds) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.released", beds);
    }
  }

  /// The figures are confirmed as they are.
  record Confirmed() implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.confirmed");
    }
  }

  /// The site may be asked so often a day.
  record HigherCap(int patients) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.cap", patients);
    }
  }

  /// A vehicle and crew can do the ride, by `by` when something presses.
  record Reached(@Nullable Instant by, String clock) implements Change {
    @Override
    public Sentence words() {
      return by == null
          ? Sentence.of("matching.unless.reached")
          : Sentence.of("matching.unless.reached-by", clock);
    }
  }

  /// The patient may arrive as late as this.
  record LaterDue(Instant until, String clock) implements Change {
    @Override
    public Sentence words() {
      return Sentence.of("matching.unless.later", clock);
    }
  }
}
