package nl.vangnet.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// What the record holds of one site, before anybody asks how old it is: immutable, and turned into
/// a `SitePicture` for a moment by pure rules.
record SiteFacts(SiteId site, List<LineFacts> lines, int unplaced) {

  /// What the record holds of one line; `endedAt` is there when it is no longer used.
  record LineFacts(
      Line line,
      Map<Variable, Measured> measured,
      Map<Variable, List<Correction>> corrections,
      @Nullable Instant endedAt) {
    /// Whether nothing was observed since the line ended.
    boolean isOver() {
      return endedAt != null
          && measured.values().stream().noneMatch(m -> m.observedAt().isAfter(endedAt));
    }
  }

  /// The picture of the site at `now`; `pulse` gives the last sign of life of a source.
  SitePicture at(
      Instant now,
      Function<String, @Nullable Instant> pulse,
      Function<String, @Nullable Category> definitions) {
    var pictures = new ArrayList<LinePicture>(lines.size());
    @Nullable Instant heard = null;
    for (var line : lines) {
      var category = definitions.apply(line.line().category());
      if (category == null || line.isOver()) {
        continue;
      }
      var picture = picture(line, category, now, pulse);
      pictures.add(picture);
      heard = latest(heard, lastConfirmed(picture));
    }
    return new SitePicture(site, pictures, heard, unplaced);
  }

  private static @Nullable Instant lastConfirmed(LinePicture picture) {
    @Nullable Instant last = null;
    for (var figure : picture.figures().values()) {
      last = latest(last, figure.confirmedAt());
    }
    return last;
  }

  private static @Nullable Instant latest(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }

  private static LinePicture picture(
      LineFacts line, Category category, Instant now, Function<String, @Nullable Instant> pulse) {
    var figures = new EnumMap<Variable, Figure>(Variable.class);
    line.measured()
        .forEach((variable, measured) ->
            figures.put(
                variable,
                figure(
                    variable,
                    confirmed(measured, pulse),
                    inForce(line.corrections().get(variable), now),
                    category,
                    now)));
    var occupied = line.measured().get(Variable.OCCUPIED);
    var rebuilding = occupied != null && "census-rebuilding".equals(occupied.unknownReason());
    return new LinePicture(
        line.line(), figures, EffectiveBeds.of(figures, category.needs()), rebuilding);
  }

  /// A census holds as long as its source is heard: no movement means no change.
  private static Measured confirmed(Measured measured, Function<String, @Nullable Instant> pulse) {
    if (measured.method() != Method.CENSUS) {
      return measured;
    }
    var heard = pulse.apply(measured.source());
    return heard == null || !heard.isAfter(measured.confirmedAt())
        ? measured
        : new Measured(
            measured.value(),
            measured.unknownReason(),
            measured.method(),
            measured.source(),
            measured.observedAt(),
            measured.receivedAt(),
            heard,
            measured.definitionVersion(),
            measured.note());
  }

  private static Figure figure(
      Variable variable,
      Measured measured,
      List<Correction> corrections,
      Category category,
      Instant now) {
    var value = measured.value();
    if (value == null) {
      return new Figure(variable, measured, corrections, null, Age.UNKNOWN);
    }
    var used = value + corrections.stream().mapToInt(Correction::amount).sum();
    return new Figure(
        variable,
        measured,
        corrections,
        Math.max(0, used),
        category.limits(variable).ageOf(measured.confirmedAt(), now));
  }

  private static List<Correction> inForce(@Nullable List<Correction> corrections, Instant now) {
    return corrections == null
        ? List.of()
        : corrections.stream()
            .filter(c -> !c.createdAt().isAfter(now) && now.isBefore(c.expiresAt()))
            .toList();
  }

  /// Groups what was read from the store by site; sites without lines are left out.
  static Map<SiteId, SiteFacts> group(
      List<Line> lines,
      List<ObservationStore.Found> found,
      List<Correction> corrections,
      Map<LineId, LineEnd> ended,
      Map<SiteId, Integer> unplaced) {
    var measuredOf = new HashMap<LineId, EnumMap<Variable, Measured>>();
    for (var one : found) {
      measuredOf
          .computeIfAbsent(one.line(), k -> new EnumMap<>(Variable.class))
          .put(one.variable(), one.measured());
    }
    var correctionsOf = new HashMap<LineId, EnumMap<Variable, List<Correction>>>();
    for (var one : corrections) {
      correctionsOf
          .computeIfAbsent(one.line(), k -> new EnumMap<>(Variable.class))
          .computeIfAbsent(one.variable(), k -> new ArrayList<>())
          .add(one);
    }
    var linesOf = new HashMap<SiteId, List<LineFacts>>();
    for (var line : lines) {
      linesOf
          .computeIfAbsent(line.site(), k -> new ArrayList<>())
          .add(
              new LineFacts(
                  line,
                  measuredOf.getOrDefault(line.id(), new EnumMap<>(Variable.class)),
                  correctionsOf.getOrDefault(line.id(), new EnumMap<>(Variable.class)),
                  endOf(ended, line)));
    }
    var facts = new HashMap<SiteId, SiteFacts>();
    linesOf.forEach((site, own) ->
        facts.put(site, new SiteFacts(site, List.copyOf(own), unplaced.getOrDefault(site, 0))));
    unplaced.forEach((site, n) -> facts.computeIfAbsent(site, s -> new SiteFacts(s, List.of(), n)));
    return facts;
  }

  private static @Nullable Instant endOf(Map<LineId, LineEnd> ended, Line line) {
    var end = ended.get(line.id());
    return end == null ? null : end.endedAt();
  }
}
