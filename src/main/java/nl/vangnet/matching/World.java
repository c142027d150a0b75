package nl.vangnet.matching;

import java.time.*;
import java.util.*;
import nl.vangnet.capacity.*;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.*;

public record World(
    Map<LineId, Integer> holds,
    Map<SiteId, Integer> takenToday,
    Map<SiteId, Answers> answers,
    Map<String, Integer> sentByRegion,
    Map<String, Integer> receivedByRegion) {}
