package nl.vangnet.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The chain as the live picture shows it: inflow, hospital and outflow of the nation or a region
/// (CHN-02).
@Service
public class ChainView {
  private final LivePicture pictures;
  private final HomeRegions regions;

  ChainView(LivePicture pictures, HomeRegions regions) {
    this.pictures = pictures;
    this.regions = regions;
  }

  /// One area with all its links.
  public record Area(@Nullable Region region, Map<Link, LinkFigures> links) {
    /// The figures of a link.
    public LinkFigures of(Link link) {
      return Objects.requireNonNull(links.get(link));
    }
  }

  /// One site with its figures of a link.
  public record SiteFigures(Site site, LinkFigures figures) {}

  /// The whole home country.
  public Area nation() {
    return area(null, regions.sites(), pictures.current());
  }

  /// One region.
  public Area region(Region region) {
    return area(region, regions.sites(region), pictures.current());
  }

  /// Every region, by name.
  public List<Area> regions() {
    var picture = pictures.current();
    return regions.list().stream().map(r -> area(r, regions.sites(r), picture)).toList();
  }

  /// The sites of an area that have figures of a link, the fullest first.
  public List<SiteFigures> sites(Link link, @Nullable Region region) {
    var picture = pictures.current();
    var found = new ArrayList<SiteFigures>();
    for (var site : region == null ? regions.sites() : regions.sites(region)) {
      var figures = site(link, site.id(), picture);
      if (figures.reach().sites() > 0) {
        found.add(new SiteFigures(site, figures));
      }
    }
    found.sort(
        Comparator.comparingInt(
                (SiteFigures s) -> -Objects.requireNonNullElse(s.figures().percent(), -1))
            .thenComparing(s -> s.site().name()));
    return found;
  }

  /// The figures of one site for a link.
  public LinkFigures site(Link link, SiteId site) {
    return site(link, site, pictures.current());
  }

  private static LinkFigures site(Link link, SiteId site, Picture picture) {
    return LinkFigures.of(
        link, picture.lines(List.of(site), l -> l.category().equals(link.category())));
  }

  static Area area(@Nullable Region region, List<Site> sites, Picture picture) {
    var ids = sites.stream().map(Site::id).toList();
    var links = new EnumMap<Link, LinkFigures>(Link.class);
    for (var link : Link.values()) {
      links.put(
          link,
          LinkFigures.of(link, picture.lines(ids, l -> l.category().equals(link.category()))));
    }
    return new Area(region, links);
  }
}
