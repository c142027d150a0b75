package nl.vangnet.transfer.web;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.desks.Desk;
import nl.vangnet.desks.DeskList;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sites, regions and desks by their names, for pages.
@Component
class Places {
  private static final Pattern CODE_AT_END = Pattern.compile(".*\\(([^()]+)\\)\\s*");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final Directory directory;
  private final HomeRegions regions;
  private final DeskList desks;
  private final Guard guard;

  Places(Directory directory, HomeRegions regions, DeskList desks, Guard guard) {
    this.directory = directory;
    this.regions = regions;
    this.desks = desks;
    this.guard = guard;
  }

  /// The name of a site; a question mark when the directory no longer knows it.
  String site(SiteId id) {
    return directory.snapshot().findSite(id).map(Site::name).orElse("?");
  }

  Optional<Site> find(SiteId id) {
    return directory.snapshot().findSite(id);
  }

  /// Whether a site lies in another country.
  boolean isAbroad(SiteId id) {
    return find(id)
        .map(s ->
            s.type() == ProviderType.ABROAD
                || regions.findSite(s.code()).filter(h -> h.id().equals(id)).isEmpty())
        .orElse(false);
  }

  /// The region with this code by the name that people use; empty when there is none.
  String region(String code) {
    return regions.find(code).map(Region::shortName).orElse("");
  }

  /// The name of the region of a site; empty when it has none.
  String regionOf(SiteId site) {
    return regions.of(site).map(Region::shortName).orElse("");
  }

  List<Region> regions() {
    return regions.list();
  }

  /// Every desk by its key.
  Map<String, DeskList.Named> desks() {
    return desks.all();
  }

  /// The desks that are party to a move between these sites: each hospital and its region.
  List<String> desksOf(List<SiteId> sites) {
    var found = new ArrayList<String>();
    for (var id : sites) {
      find(id).ifPresent(s -> add(found, new Desk.OfHospital(s.organisation()).key()));
      regions.of(id).ifPresent(r -> add(found, new Desk.OfRegion(r.id()).key()));
    }
    return found;
  }

  private static void add(List<String> keys, String key) {
    if (!keys.contains(key)) {
      keys.add(key);
    }
  }

  /// Where patients can lie: the places of care of all countries, the home country first.
  List<Site> sites() {
    var snapshot = directory.snapshot();
    var found = new LinkedHashSet<Site>();
    regions.sites().stream().filter(Places::canLie).forEach(found::add);
    for (var country : snapshot.countries()) {
      snapshot.sites(country).stream().filter(Places::canLie).forEach(found::add);
    }
    return List.copyOf(found);
  }

  private static boolean canLie(Site site) {
    return switch (site.type()) {
      case HOSPITAL, NURSING_AND_HOME_CARE, MENTAL_HEALTH_CARE, PRIMARY_CARE_STAY, ABROAD -> true;
      case AMBULANCE_SERVICE, OUT_OF_HOURS_GP, CARE_COORDINATION_CENTRE, LABORATORY -> false;
    };
  }

  /// The places from which an actor may ask for a move.
  List<Site> ofSender(Actor actor) {
    return sites().stream()
        .filter(s -> guard.may(actor, Permission.REQUEST_TRANSFER, s.id()))
        .toList();
  }

  /// What a field for a site shows: "Naam (CODE)".
  static String label(Site site) {
    return site.name() + " (" + site.code() + ")";
  }

  String label(SiteId id) {
    return find(id).map(Places::label).orElse("?");
  }

  /// The site that somebody typed or chose: its code, "Naam (CODE)", or its whole name.
  @Nullable Site read(String text) {
    var typed = text.strip();
    if (typed.isEmpty()) {
      return null;
    }
    var end = CODE_AT_END.matcher(typed);
    var code = end.matches() ? end.group(1).strip() : typed;
    var byCode = regions.findSite(code);
    if (byCode.isPresent()) {
      return byCode.get();
    }
    for (var site : sites()) {
      if (site.code().equalsIgnoreCase(code) || site.name().equalsIgnoreCase(typed)) {
        return site;
      }
    }
    return null;
  }

  /// The sites whose name, code or city holds a text.
  Set<SiteId> matching(String text) {
    var wanted = plain(text);
    var found = new HashSet<SiteId>();
    for (var site : sites()) {
      if (plain(site.name()).contains(wanted)
          || plain(site.city()).contains(wanted)
          || site.code().equalsIgnoreCase(text.strip())) {
        found.add(site.id());
      }
    }
    return found;
  }

  /// A text without capitals and accents, to compare by.
  static String plain(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }
}
