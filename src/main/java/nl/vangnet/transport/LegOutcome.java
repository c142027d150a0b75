package nl.vangnet.transport;

import java.time.*;
import java.util.*;

public sealed interface LegOutcome {
  record Done(Leg leg) implements LegOutcome {}

  record Refused(String code, String advice) implements LegOutcome {}
}
