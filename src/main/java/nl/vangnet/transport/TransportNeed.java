package nl.vangnet.transport;

import java.time.*;
import java.util.*;

public record TransportNeed(List<String> rules) {
  public static TransportNeed of(TravelProfile p) {
    return new TransportNeed(List.of());
  }
}
