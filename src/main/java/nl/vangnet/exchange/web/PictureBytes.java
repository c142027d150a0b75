package nl.vangnet.exchange.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The picture as bytes, written once per version of the picture and choice of filters, however
/// many ask for it.
@Component
class PictureBytes {
  private static final int MAX_CHOICES = 200;

  /// The filters of an address.
  record Choice(String country, String region, String category, String cohort) {}

  /// The bytes with the tag of their version.
  record Tagged(String tag, byte[] bytes) {}

  private record Made(long picture, long directory, CompletableFuture<Tagged> bytes) {}

  private final LivePicture live;
  private final Selection selection;
  private final JsonMapper json;
  private final Map<Choice, Made> made = new ConcurrentHashMap<>();

  PictureBytes(LivePicture live, Selection selection, JsonMapper json) {
    this.live = live;
    this.selection = selection;
    this.json = json;
  }

  /// The present picture.
  Tagged current(Choice choice) {
    var picture = live.current();
    var directory = selection.snapshot().version();
    var known = made.get(choice);
    if (known != null && known.picture() == picture.version() && known.directory() == directory) {
      return known.bytes().join();
    }
    var mine = new Made(picture.version(), directory, new CompletableFuture<>());
    if (made.size() > MAX_CHOICES) {
      made.clear();
    }
    var won =
        made.merge(
            choice,
            mine,
            (old, fresh) ->
                old.picture() == fresh.picture() && old.directory() == fresh.directory()
                    ? old
                    : fresh);
    if (won != mine) {
      return won.bytes().join();
    }
    try {
      var tag =
          '"'
              + Long.toHexString(directory)
              + "-"
              + Long.toHexString(picture.version())
              + "-"
              + Integer.toHexString(choice.hashCode())
              + '"';
      var tagged = new Tagged(tag, write(picture, choice, null));
      mine.bytes().complete(tagged);
      return tagged;
    } catch (RuntimeException e) {
      made.remove(choice, mine);
      mine.bytes().completeExceptionally(e);
      throw e;
    }
  }

  /// The picture of a past moment.
  byte[] past(Choice choice, Instant at, @Nullable Instant known) {
    return write(live.at(at, known), choice, known);
  }

  private byte[] write(Picture picture, Choice choice, @Nullable Instant known) {
    var snapshot = selection.snapshot();
    var country = selection.country(choice.country());
    var at = picture.at();
    var sites = selection.sites(country, choice.region(), "", at);
    var lines = selection.lines(choice.category(), choice.cohort());
    var set = selection.regionSet(country, at);
    var regionOf = new HashMap<SiteId, Region>();
    var units = new HashMap<Long, String>();
    for (Site site : sites) {
      set.flatMap(s -> snapshot.findRegionOf(site.id(), s))
          .ifPresent(r -> regionOf.put(site.id(), r));
      snapshot.units(site.id()).forEach(u -> units.put(u.id().value(), u.code()));
    }
    var regions =
        set.map(snapshot::regions).orElse(java.util.List.of()).stream()
            .filter(r -> choice.region().isBlank() || r.code().equalsIgnoreCase(choice.region()))
            .toList();
    return json.writeValueAsBytes(
        PictureDocument.of(
            picture,
            new PictureDocument.Frame(
                country.value(),
                set.map(s -> s.code()).orElse(null),
                sites,
                regions,
                regionOf,
                units,
                known),
            lines));
  }
}
