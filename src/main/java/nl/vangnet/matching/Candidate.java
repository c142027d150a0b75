package nl.vangnet.matching;

import java.time.*;
import java.util.*;
import nl.vangnet.capacity.*;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.*;

public record Candidate(
    int rank,
    SiteId site,
    LineId line,
    int free,
    Age age,
    Reach reach,
    double score,
    List<Part> parts,
    List<Sentence> why,
    boolean uncertain) {}
