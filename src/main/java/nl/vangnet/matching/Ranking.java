package nl.vangnet.matching;

import java.time.*;
import java.util.*;
import nl.vangnet.capacity.*;
import nl.vangnet.transport.*;

public record Ranking(
    List<Candidate> candidates, List<Excluded> excluded, Instant at, String weights) {}
