package nl.vangnet.policy;

import java.time.Duration;

/// How plausibility findings come and go: over how many days patterns are sought, and after how
/// long an open finding passes from the hospital to its region and from there to the steward.
public record FindingTimes(int lookBackDays, Duration toRegion, Duration toSteward) {}
