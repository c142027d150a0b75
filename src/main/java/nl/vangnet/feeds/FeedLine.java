package nl.vangnet.feeds;

import nl.vangnet.capacity.LinePicture;
import nl.vangnet.directory.Site;

/// One line of the picture with the names of its place.
record FeedLine(Site site, String unit, String unitName, LinePicture picture) {}
