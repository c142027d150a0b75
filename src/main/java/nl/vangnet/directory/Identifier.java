package nl.vangnet.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A number by which a register knows an organisation or site, from `from` until the day before
/// `to` (open when null).
public record Identifier(
    long id, IdentifierKind kind, String value, LocalDate from, @Nullable LocalDate to) {}
