package nl.vangnet.desks;

import java.time.Instant;

/// How to reach a function at a desk: staff only, never patients (SPR-06). `bulletins` says that
/// reminders of bulletins go to this e-mail address.
public record ContactCard(
    long id,
    String desk,
    String duty,
    String phone,
    String email,
    String hours,
    boolean bulletins,
    Instant changedAt) {}
