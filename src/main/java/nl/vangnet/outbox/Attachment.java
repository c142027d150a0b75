package nl.vangnet.outbox;

/// A file that goes with an e-mail.
@SuppressWarnings("ArrayRecordComponent")
public record Attachment(String name, String mediaType, byte[] content) {}
