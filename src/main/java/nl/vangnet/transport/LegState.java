package nl.vangnet.transport;

import java.time.*;
import java.util.*;

public enum LegState {
  REQUESTED,
  ORDERED,
  ON_THE_WAY,
  AT_BEDSIDE,
  UNDER_WAY,
  ARRIVED,
  FREE,
  CANCELLED
}
