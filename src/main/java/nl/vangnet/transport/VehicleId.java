package nl.vangnet.transport;

import java.time.*;
import java.util.*;

public record VehicleId(long value) {}
