package nl.vangnet.matching;

import java.time.*;
import java.util.*;
import nl.vangnet.capacity.*;
import nl.vangnet.transport.*;

public record Sentence(String key, List<Object> arguments) {}
