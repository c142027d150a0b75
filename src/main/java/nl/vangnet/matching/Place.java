package nl.vangnet.matching;

import nl.vangnet.capacity.SitePicture;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// A site with its region (null abroad and where none was given) and its beds (null when it reports
/// none).
record Place(Site site, @Nullable Region region, boolean abroad, @Nullable SitePicture picture) {
  @Nullable String regionCode() {
    return region == null ? null : region.code();
  }
}
