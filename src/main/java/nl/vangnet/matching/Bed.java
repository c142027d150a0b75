package nl.vangnet.matching;

import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.LineId;
import org.jspecify.annotations.Nullable;

/// The line where a patient would lie. `free` counts the beds after holds and protected reserve,
/// null when that is unknown; `atMost` is then the most that there can be.
public record Bed(LineId line, @Nullable Integer free, @Nullable Integer atMost, Age age) {}
