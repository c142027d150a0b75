package nl.vangnet.transfer;

import java.time.Instant;

/// Something said in the thread of a case, shared by the parties; `desk` is the key of the desk
/// that said it, empty for the product itself.
public record Comment(long id, String text, String author, String desk, Instant at) {}
