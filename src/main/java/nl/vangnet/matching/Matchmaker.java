package nl.vangnet.matching;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Picture;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.Rules;
import nl.vangnet.policy.TransferRules;
import nl.vangnet.transport.TransportDesk;
import nl.vangnet.travel.Mode;
import nl.vangnet.travel.TravelTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Finds places for one request: collects the rules, the regions and the ways, and ranks.
@Service
public class Matchmaker {
  private final Directory directory;
  private final Rules rules;
  private final TransferRules transfer;
  private final Reaches reaches;
  private final Drives drives;
  private final CountryCode home;
  private volatile @Nullable Sites known;

  @Autowired
  Matchmaker(
      Directory directory,
      Rules rules,
      TransferRules transfer,
      TransportDesk transport,
      TravelTimes times,
      @Value("${vangnet.country:NL}") String home) {
    this(
        directory,
        rules,
        transfer,
        transport::reach,
        (from, to, at) -> times.fromOne(from, to, Mode.ROAD, at),
        home);
  }

  Matchmaker(
      Directory directory,
      Rules rules,
      TransferRules transfer,
      Reaches reaches,
      Drives drives,
      String home) {
    this.directory = directory;
    this.rules = rules;
    this.transfer = transfer;
    this.reaches = reaches;
    this.drives = drives;
    this.home = new CountryCode(home);
  }

  /// The sites of one state of the directory with their regions in one set, kept until either
  /// changes: finding regions a thousand times costs more than ranking.
  private record Sites(DirectorySnapshot directory, @Nullable RegionSet set, List<Located> list) {}

  private record Located(Site site, @Nullable Region region, boolean abroad) {}

  /// Ranks every site for a question: candidates best first, and for every other site the first
  /// filter that it fails, with the numbers.
  public Ranking rank(Question question, World world, Picture picture, Instant at) {
    var places = places(picture, at);
    var care = question.care();
    var country =
        new Country(
            places,
            Loads.fairShare(places, care.category(), care.cohort(), world.fairWeights()),
            region(question.wishes().home(), at));
    return Match.rank(
        new Inquiry(
            question,
            world,
            inForce(question, places, at),
            country,
            roads(question, places, at),
            new Moments(at)));
  }

  /// How a bed category and cohort lie over the regions against their fair share now (SPR-17), by
  /// `weights` per region code or, when there are none, by staffed beds.
  public FairShare fairShare(
      String category, String cohort, Map<String, Double> weights, Picture picture, Instant at) {
    return Loads.fairShare(places(picture, at), category, cohort, weights);
  }

  /// Whether a region carries more patients of a bed category and cohort than its fair share and
  /// the band of policy around it: a ground to go to the nation (SPR-01, SPR-17). Unknown is no
  /// ground.
  public boolean isAboveFairShare(
      String region, String category, String cohort, Picture picture, Instant at) {
    var band = transfer.fairBandPercent(transfer.where(region, at), at);
    return fairShare(category, cohort, Map.of(), picture, at).position(region, band)
        == FairShare.Position.ABOVE;
  }

  /// Every site with beds in the picture, and the hospitals of the home country without.
  private List<Place> places(Picture picture, Instant at) {
    var places = new ArrayList<Place>();
    for (var located : sites(at).list()) {
      var site = located.site();
      var beds = picture.site(site.id());
      if (beds != null || (site.type() == ProviderType.HOSPITAL && !located.abroad())) {
        places.add(new Place(site, located.region(), located.abroad(), beds));
      }
    }
    return places;
  }

  private Sites sites(Instant at) {
    var snapshot = directory.snapshot();
    var set =
        snapshot
            .findRegionSet(home, rules.regionSetKind(at), LocalDate.ofInstant(at, Moments.ZONE))
            .orElse(null);
    var sites = known;
    if (sites == null
        || sites.directory() != snapshot
        || !java.util.Objects.equals(sites.set(), set)) {
      sites = new Sites(snapshot, set, located(snapshot, set));
      known = sites;
    }
    return sites;
  }

  private List<Located> located(DirectorySnapshot snapshot, @Nullable RegionSet set) {
    var list = new ArrayList<Located>();
    for (var country : snapshot.countries()) {
      if (country.isPractice() && !country.equals(home)) {
        continue;
      }
      for (var site : snapshot.sites(country)) {
        var abroad = site.type() == ProviderType.ABROAD || !country.equals(home);
        var region =
            set == null || abroad ? null : snapshot.findRegionOf(site.id(), set).orElse(null);
        list.add(new Located(site, region, abroad));
      }
    }
    return List.copyOf(list);
  }

  private @Nullable String region(@Nullable SiteId site, Instant at) {
    if (site == null) {
      return null;
    }
    var set = sites(at).set();
    return set == null
        ? null
        : directory.snapshot().findRegionOf(site, set).map(Region::code).orElse(null);
  }

  private InForce inForce(Question question, List<Place> places, Instant at) {
    var sending = transfer.where(question.region(), at);
    var receiving = new HashMap<String, InForce.Receiving>();
    receiving.put("", receiving(null, at));
    for (var place : places) {
      var region = place.regionCode();
      if (region != null && !receiving.containsKey(region)) {
        receiving.put(region, receiving(region, at));
      }
    }
    return new InForce(
        transfer.matchWeights(sending, at),
        transfer.offerStale(sending, at),
        transfer.fairBandPercent(sending, at),
        receiving);
  }

  private InForce.Receiving receiving(@Nullable String region, Instant at) {
    var where = transfer.where(region, at);
    return new InForce.Receiving(transfer.dailyCap(where, at), transfer.hubs(where, at));
  }

  private Roads roads(Question question, List<Place> places, Instant at) {
    var to = new ArrayList<SiteId>(places.size());
    for (var place : places) {
      if (!place.site().id().equals(question.from())) {
        to.add(place.site().id());
      }
    }
    var ride = question.ride();
    return new Roads(
        reaches.reach(ride.need(), question.from(), to, ride.readyAt()),
        toRelatives(question.wishes().home(), places, at));
  }

  private Map<SiteId, Duration> toRelatives(@Nullable SiteId home, List<Place> places, Instant at) {
    var from = home == null ? null : coordinates(home);
    if (from == null) {
      return Map.of();
    }
    var sites = new ArrayList<SiteId>(places.size());
    var to = new ArrayList<Coordinates>(places.size());
    for (var place : places) {
      var there = place.site().coordinates();
      if (there != null) {
        sites.add(place.site().id());
        to.add(there);
      }
    }
    var journeys = drives.fromOne(from, to, at);
    var ways = new HashMap<SiteId, Duration>();
    for (var i = 0; i < journeys.size(); i++) {
      ways.put(sites.get(i), journeys.get(i).duration());
    }
    return ways;
  }

  private @Nullable Coordinates coordinates(SiteId site) {
    var found = directory.snapshot().findSite(site);
    return found.isPresent() ? found.get().coordinates() : null;
  }
}
