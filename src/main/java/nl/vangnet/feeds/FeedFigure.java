package nl.vangnet.feeds;

import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// One measured figure of the picture with all that a feed must carry to make the same picture
/// elsewhere: its place, its cohort, its value or why it is unknown, its moment, its note. `used`
/// is the value with the corrections on top, which stay where people made them.
public record FeedFigure(
    Site site,
    String unit,
    String unitName,
    String category,
    String cohort,
    Variable variable,
    Measured measured,
    @Nullable Integer used) {}
