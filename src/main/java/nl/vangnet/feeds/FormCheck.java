package nl.vangnet.feeds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ReserveNote;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Holds what a form states against the record: what would change, and what may not stand.
@Component
class FormCheck {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final int LARGEST_VALUE = 100_000;
  private static final int LONGEST_TEXT = 500;

  private final FeedPicture picture;
  private final FeedPlaces places;
  private final Guard guard;
  private final Clock clock;

  FormCheck(FeedPicture picture, FeedPlaces places, Guard guard, Clock clock) {
    this.picture = picture;
    this.places = places;
    this.guard = guard;
    this.clock = clock;
  }

  /// The figures beside the record, the faults of reading and of checking, the rows with a fault.
  record Checked(List<Preview.Line> lines, List<CellNote> faults, Set<String> badRows) {}

  Checked check(Actor actor, FormSheets sheets, Instant statedAt) {
    var faults = new ArrayList<>(sheets.faults());
    var sites = new HashMap<String, Site>();
    for (var figure : sheets.figures()) {
      if (!sites.containsKey(figure.site())) {
        places.findSite(actor, figure.site()).ifPresent(s -> sites.put(figure.site(), s));
      }
    }
    var now = new HashMap<String, Now>();
    for (var line : picture.lines(List.copyOf(Set.copyOf(sites.values())))) {
      for (var variable : Variable.values()) {
        var figure = line.picture().figure(variable);
        if (figure.measured() != null) {
          now.put(
              key(
                  line.site(),
                  line.unit(),
                  line.picture().line().category(),
                  line.picture().line().cohort(),
                  variable),
              new Now(
                  figure.measured(),
                  isCounted(figure.measured(), figure.age()),
                  !figure.corrections().isEmpty()));
        }
      }
    }
    var lines = new ArrayList<Preview.Line>();
    for (var figure : sheets.figures()) {
      var site = sites.get(figure.site());
      if (site == null) {
        faults.add(note(figure, "unknown-site", "use the code of a site of the directory"));
        continue;
      }
      if (!mayRecord(actor, site)) {
        faults.add(note(figure, "not-allowed", "you may not give figures for site " + site.code()));
        continue;
      }
      var before =
          now.get(key(site, figure.unit(), figure.category(), figure.cohort(), figure.variable()));
      var change = change(figure, before, statedAt);
      var fault = fault(actor, figure, before, change);
      if (fault != null) {
        faults.add(fault);
      } else {
        lines.add(
            new Preview.Line(
                figure, site.name(), change, before == null ? null : before.measured()));
      }
    }
    var bad = new HashSet<String>();
    faults.stream().filter(f -> f.row() > 0).forEach(f -> bad.add(f.rowKey()));
    return new Checked(lines, faults, bad);
  }

  /// What the record holds of a figure now.
  private record Now(Measured measured, boolean counted, boolean corrected) {}

  private static boolean isCounted(Measured measured, Age age) {
    return (measured.method() == Method.CENSUS || measured.method() == Method.BED_STATUS)
        && age != Age.STALE;
  }

  private static String key(
      Site site, String unit, String category, String cohort, Variable variable) {
    return site.id()
        + "|"
        + unit.strip().toLowerCase(java.util.Locale.ROOT)
        + "|"
        + category
        + "|"
        + cohort
        + "|"
        + variable.code();
  }

  private boolean mayRecord(Actor actor, Site site) {
    return guard.may(actor, Permission.ENTER_FIGURES, site.id())
        || guard.may(actor, Permission.SEND_OBSERVATIONS, site.id());
  }

  private static Preview.Change change(FormFigure figure, @Nullable Now before, Instant statedAt) {
    if (before == null) {
      return Preview.Change.NEW;
    }
    var measured = before.measured();
    var same =
        Objects.equals(measured.value(), figure.value())
            && (figure.value() != null
                || Objects.equals(measured.unknownReason(), figure.unknownReason()))
            && (!hasNote(figure) || Objects.equals(text(measured.note()), text(figure.note())));
    var at = figure.observedAt();
    if (at == null) {
      return !same
          ? Preview.Change.CHANGED
          : before.counted() ? Preview.Change.COUNTED : Preview.Change.SAME;
    }
    if (same && at.equals(measured.observedAt())) {
      return Preview.Change.SAME;
    }
    if (at.isBefore(measured.observedAt())) {
      return Preview.Change.EARLIER;
    }
    return same ? Preview.Change.AGAIN : Preview.Change.CHANGED;
  }

  private static boolean hasNote(FormFigure figure) {
    return !figure.strict()
        || figure.variable() == Variable.CLOSED
        || figure.variable() == Variable.RESERVE;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private @Nullable CellNote fault(
      Actor actor, FormFigure figure, @Nullable Now before, Preview.Change change) {
    var value = figure.value();
    if (value != null && value > LARGEST_VALUE) {
      return note(figure, "value-too-large", "a number of beds is at most " + LARGEST_VALUE);
    }
    if (text(figure.note()).length() > LONGEST_TEXT
        || text(figure.unknownReason()).length() > LONGEST_TEXT) {
      return note(figure, "text-too-long", "use at most " + LONGEST_TEXT + " characters");
    }
    var at = figure.observedAt();
    if (at != null && at.isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
      return note(figure, "observed-in-future", "the moment lies ahead of the clock");
    }
    switch (change) {
      case SAME, COUNTED, EARLIER -> {
        return null;
      }
      case NEW, CHANGED, AGAIN -> {
        if (!figure.strict()) {
          return null;
        }
      }
    }
    if (before != null && !actor.id().startsWith("source:")) {
      if (before.counted()) {
        return note(
            figure,
            "counted",
            "this number is counted from messages; leave it, or put a correction on the line");
      }
      if (before.corrected()) {
        return note(
            figure,
            "corrected",
            "a correction stands on this number; withdraw it first, or leave the number");
      }
    }
    return value == null || value == 0 ? null : explained(figure);
  }

  private @Nullable CellNote explained(FormFigure figure) {
    if (figure.variable() == Variable.CLOSED && text(figure.note()).isBlank()) {
      return note(figure, "closed-reason-missing", "say why the beds are closed");
    }
    if (figure.variable() == Variable.RESERVE) {
      var reserve = ReserveNote.of(figure.note());
      var review = reserve.reviewOn();
      if (reserve.holder().isEmpty() || reserve.reason().isEmpty() || review == null) {
        return note(
            figure,
            "reserve-incomplete",
            "say for whom the reserve is, why, and when it is looked at again");
      }
      if (review.isBefore(LocalDate.ofInstant(clock.instant(), FeedPlaces.ZONE))) {
        return note(figure, "review-past", "the day of review is over; choose a later one");
      }
    }
    return null;
  }

  static CellNote note(FormFigure figure, String code, String advice) {
    return new CellNote(
        figure.sheet(),
        figure.address(),
        figure.row(),
        figure.variable().code(),
        figure.value() == null
            ? Objects.requireNonNullElse(figure.unknownReason(), "")
            : figure.value().toString(),
        code,
        advice);
  }
}
