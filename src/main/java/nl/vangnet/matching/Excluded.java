package nl.vangnet.matching;

import java.time.*;
import java.util.*;
import nl.vangnet.capacity.*;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.*;
import org.jspecify.annotations.Nullable;

public record Excluded(SiteId site, Filter filter, List<Sentence> why, @Nullable Sentence unless) {}
