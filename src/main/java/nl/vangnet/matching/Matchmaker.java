package nl.vangnet.matching;

import java.time.*;
import java.util.*;
import nl.vangnet.capacity.*;
import nl.vangnet.transport.*;

public interface Matchmaker {
  Ranking rank(Question q, World w, Picture p, Instant at);

  boolean isAboveFairShare(String region, String category, Picture p, Instant at);
}
