package nl.vangnet.feeds;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// EDXL-HAVE in and out (IDX-06). In: every count becomes a figure with its own outcome; what maps
/// nowhere is kept and said. Out: the counts of the standard, and each figure of ours in its
/// extension, so that a round trip loses nothing.
@Service
public class HaveDesk {
  private static final int MOST_KEPT = 1_000;
  private static final Map<String, Variable> MEANING =
      Map.of(
          "availablecount", Variable.FREE,
          "baselinecount", Variable.PHYSICAL,
          "additionalcapacitycount24hr", Variable.SURGE_24H,
          "additionalcapacitycount72hr", Variable.SURGE_72H);

  private final FeedPicture picture;
  private final FeedPlaces places;
  private final Definitions definitions;
  private final CapacityBook book;
  private final UnmappedStore unmapped;
  private final Guard guard;
  private final AuditTrail audit;
  private final Clock clock;

  HaveDesk(
      FeedPicture picture,
      FeedPlaces places,
      Definitions definitions,
      CapacityBook book,
      UnmappedStore unmapped,
      Guard guard,
      AuditTrail audit,
      Clock clock) {
    this.picture = picture;
    this.places = places;
    this.definitions = definitions;
    this.book = book;
    this.unmapped = unmapped;
    this.guard = guard;
    this.audit = audit;
    this.clock = clock;
  }

  /// What became of one item of a document: `outcome` is recorded, already-known, refused or
  /// unmapped.
  public record Item(
      String place,
      int line,
      @Nullable String site,
      @Nullable String category,
      @Nullable String variable,
      @Nullable Integer value,
      String outcome,
      @Nullable String code,
      @Nullable String advice) {}

  /// What became of a document.
  public record Answer(
      int recorded, int alreadyKnown, int refused, int unmapped, List<Item> items) {
    public Answer {
      items = List.copyOf(items);
    }
  }

  /// Something that a document said and no figure means, as it is kept.
  public record Unmapped(
      Instant receivedAt, String sender, String place, String content, String advice) {}

  /// The picture of these sites as a document.
  public String write(HaveVersion version, List<Site> sites) {
    var lines = picture.lines(sites);
    if (lines.isEmpty()) {
      throw new NotFound("figures: none of the chosen sites gave figures yet");
    }
    return HaveWriter.write(version, lines, places::written, clock.instant());
  }

  /// Reads a document and records what it states. Needs SEND_OBSERVATIONS or ENTER_FIGURES, and
  /// each site inside the scope of the sender.
  @Transactional
  public Answer take(Actor actor, byte[] document) {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "edxl-have");
    }
    var run = new Run(actor);
    for (var facility : HaveReader.read(document).facilities()) {
      run.facility(facility);
    }
    return run.finish();
  }

  /// What documents of this sender said and no figure means, newest first; the steward and the
  /// nation see those of everybody.
  public List<Unmapped> unmapped(Actor actor) {
    actor.require(Permission.SEE_PICTURE, "unmapped");
    return unmapped.list(
        actor.id(), actor.has(Permission.EDIT_DIRECTORY) || actor.has(Permission.SEE_OUTBOX), 200);
  }

  /// A figure that waits for its turn, and the item that it answers.
  private record Waiting(int item, Reported figure) {}

  /// One document under way.
  private final class Run {
    private final Actor actor;
    private final List<@Nullable Item> items = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private int kept;

    Run(Actor actor) {
      this.actor = actor;
    }

    void facility(HaveDocument.Facility facility) {
      var site = site(facility);
      if (site.isEmpty()) {
        var said = String.join(", ", facility.ids) + " " + String.join(", ", facility.names);
        items.add(
            refused(
                facility.place,
                facility.line,
                null,
                "unknown-site",
                "no site has the code or name '"
                    + FeedPlaces.cut(said.strip())
                    + "'; register it, or write its code as the ID of the name"));
        return;
      }
      if (!mayRecord(site.get())) {
        items.add(
            refused(
                facility.place,
                facility.line,
                site.get().code(),
                "not-allowed",
                "this sender may not give figures for this site"));
        return;
      }
      if (facility.figures.isEmpty()) {
        var at = moment(facility.updated);
        for (var beds : facility.beds) {
          beds(site.get(), beds, at);
        }
      }
      for (var figure : facility.figures) {
        figure(site.get(), figure);
      }
      for (var leftover : facility.leftovers) {
        // Our own documents say in words what their figures say in full.
        if (facility.figures.isEmpty()) {
          keep(
              site.get(),
              leftover.place(),
              leftover.line(),
              leftover.text(),
              "this part of the standard has no figure here; it is kept as it came");
        }
      }
    }

    private boolean mayRecord(Site site) {
      return guard.may(actor, Permission.SEND_OBSERVATIONS, site.id())
          || guard.may(actor, Permission.ENTER_FIGURES, site.id());
    }

    private Optional<Site> site(HaveDocument.Facility facility) {
      for (var id : facility.ids) {
        var found = places.findSite(actor, id);
        if (found.isPresent()) {
          return found;
        }
      }
      for (var name : facility.names) {
        var wanted = name.strip().toLowerCase(Locale.ROOT);
        for (var known : List.of(places.sitesOf(actor), places.snapshot().sites(places.home()))) {
          var named =
              known.stream().filter(s -> s.name().toLowerCase(Locale.ROOT).equals(wanted)).toList();
          if (named.size() == 1) {
            return Optional.of(named.getFirst());
          }
        }
      }
      return Optional.empty();
    }

    private void beds(Site site, HaveDocument.Beds beds, Optional<Instant> at) {
      var label = beds.type + (beds.part.isEmpty() ? "" : " / " + beds.part);
      var type = HaveBedType.find(beds.type);
      var category =
          type.map(HaveBedType::category).filter(c -> definitions.findCategory(c).isPresent());
      if (category.isEmpty()) {
        keep(
            site,
            beds.place,
            beds.line,
            label + " " + beds.status + " " + beds.counts,
            type.isPresent() && type.get().category().isEmpty()
                ? "these beds are counted in the other bed types already"
                : "no bed category means this type; let the steward publish category '"
                    + type.map(HaveBedType::category).orElse(FeedPlaces.cut(beds.type))
                    + "' and send it again");
        return;
      }
      if (beds.counts.isEmpty()) {
        keep(
            site,
            beds.place,
            beds.line,
            label + " " + beds.status,
            "a status without a count tells no number of beds; send AvailableCount");
        return;
      }
      for (var count : beds.counts.entrySet()) {
        var variable = MEANING.get(count.getKey());
        var place = beds.place + "/" + count.getKey();
        if (variable == null) {
          continue;
        }
        if (at.isEmpty()) {
          items.add(
              refused(
                  place,
                  beds.line,
                  site.code(),
                  "bad-moment",
                  "LastUpdateTime must be a date and time with offset"));
          continue;
        }
        var value = count.getValue();
        if (!value.matches("[0-9]{1,9}")) {
          items.add(
              refused(
                  place,
                  beds.line,
                  site.code(),
                  "not-a-number",
                  "write a whole number, 0 or more"));
          continue;
        }
        var unit = beds.part.isEmpty() ? beds.type : beds.type + "/" + beds.part;
        wait(
            place,
            beds.line,
            new Reported(
                site.id(),
                unit.length() > 60 ? unit.substring(0, 60) : unit,
                category.get(),
                "all",
                variable,
                Integer.valueOf(value),
                null,
                at.get(),
                null));
      }
    }

    private void figure(Site site, HaveDocument.Extension figure) {
      var fields = figure.fields();
      var variable = Variable.find(fields.getOrDefault("variable", ""));
      var at = moment(fields.get("observedAt"));
      var value = fields.get("value");
      if (variable.isEmpty()) {
        items.add(
            refused(
                figure.place(),
                figure.line(),
                site.code(),
                "unknown-variable",
                "use a variable such as staffed or occupied"));
      } else if (at.isEmpty()) {
        items.add(
            refused(
                figure.place(),
                figure.line(),
                site.code(),
                "bad-moment",
                "observedAt must be a date and time with offset"));
      } else if (value != null && !value.matches("[0-9]{1,9}")) {
        items.add(
            refused(
                figure.place(),
                figure.line(),
                site.code(),
                "not-a-number",
                "write a whole number, 0 or more"));
      } else {
        wait(
            figure.place(),
            figure.line(),
            new Reported(
                site.id(),
                fields.getOrDefault("unit", ""),
                fields.getOrDefault("category", ""),
                fields.getOrDefault("cohort", "all"),
                variable.get(),
                value == null ? null : Integer.valueOf(value),
                value == null ? fields.get("unknownReason") : null,
                at.get(),
                fields.get("note")));
      }
    }

    private void wait(String place, int line, Reported figure) {
      waiting.add(new Waiting(items.size(), figure));
      items.add(
          new Item(
              place,
              line,
              code(figure.site()),
              figure.category(),
              figure.variable().code(),
              figure.value(),
              "",
              null,
              null));
    }

    private String code(SiteId site) {
      return places.snapshot().findSite(site).map(Site::code).orElse("");
    }

    private void keep(Site site, String place, int line, String content, String advice) {
      if (kept++ < MOST_KEPT) {
        unmapped.add(clock.instant(), actor.id(), site.id(), place, content, advice);
      }
      items.add(
          new Item(place, line, site.code(), null, null, null, "unmapped", "unmapped", advice));
    }

    private static Item refused(
        String place, int line, @Nullable String site, String code, String advice) {
      return new Item(place, line, site, null, null, null, "refused", code, advice);
    }

    Answer finish() {
      var method = actor.id().startsWith("source:") ? Method.REPORTED : Method.MANUAL;
      var outcomes = book.record(actor, method, waiting.stream().map(Waiting::figure).toList());
      for (var i = 0; i < outcomes.size(); i++) {
        var at = waiting.get(i).item();
        var item = java.util.Objects.requireNonNull(items.get(at));
        items.set(
            at,
            switch (outcomes.get(i)) {
              case ObservationOutcome.Recorded done -> with(item, "recorded", null, null);
              case ObservationOutcome.AlreadyKnown known -> with(item, "already-known", null, null);
              case ObservationOutcome.Refused(var code, var advice) ->
                  with(item, "refused", code, advice);
            });
      }
      var all = items.stream().map(java.util.Objects::requireNonNull).toList();
      var answer =
          new Answer(
              count(all, "recorded"),
              count(all, "already-known"),
              count(all, "refused"),
              count(all, "unmapped"),
              all);
      audit.record(
          actor,
          "feeds.take-edxl-have",
          "edxl-have",
          null,
          Map.of(
              "recorded", String.valueOf(answer.recorded()),
              "refused", String.valueOf(answer.refused()),
              "unmapped", String.valueOf(answer.unmapped())));
      return answer;
    }

    private static Item with(
        Item item, String outcome, @Nullable String code, @Nullable String advice) {
      return new Item(
          item.place(),
          item.line(),
          item.site(),
          item.category(),
          item.variable(),
          item.value(),
          outcome,
          code,
          advice);
    }

    private static int count(List<Item> items, String outcome) {
      return (int) items.stream().filter(i -> i.outcome().equals(outcome)).count();
    }
  }

  private static Optional<Instant> moment(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException e) {
      try {
        return Optional.of(LocalDateTime.parse(text.strip()).atZone(FeedPlaces.ZONE).toInstant());
      } catch (DateTimeException worse) {
        return Optional.empty();
      }
    }
  }
}
