package nl.vangnet.transport;

import java.time.*;
import java.util.*;

public sealed interface OrderOutcome {
  record Ordered(Leg leg) implements OrderOutcome {}

  record Requested(LegId leg) implements OrderOutcome {}

  record Refused(String code, String advice) implements OrderOutcome {}
}
