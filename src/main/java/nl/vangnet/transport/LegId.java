package nl.vangnet.transport;

import java.time.*;
import java.util.*;

public record LegId(long value) {}
