package nl.vangnet.situation;

import nl.vangnet.capacity.SitePicture;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// One site with its region, its figures and its part of the picture; both null when there is none.
public record SiteRow(
    Site site, @Nullable Region region, Figures figures, @Nullable SitePicture picture) {}
