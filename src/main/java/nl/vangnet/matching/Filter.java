package nl.vangnet.matching;

import java.time.*;
import java.util.*;
import nl.vangnet.capacity.*;
import nl.vangnet.transport.*;

public enum Filter {
  OWN_SITE,
  OUTSIDE_STAGE,
  RULED_OUT,
  NO_SUCH_CARE,
  NO_ISOLATION,
  NO_CAPABILITY,
  UNKNOWN_FREE,
  NOT_FREE,
  RESERVED_ONLY,
  STALE,
  DAILY_CAP,
  DIVERSION,
  OUT_OF_REACH,
  TOO_LATE
}
