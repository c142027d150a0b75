package nl.vangnet.transport;

import java.time.*;
import java.util.*;

public record Leg(LegId id, String caseNumber, LegState state) {}
