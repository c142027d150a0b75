package nl.vangnet.exchange;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes one message from its bytes to its answer: decode, read, recognise the sender, translate,
/// apply in a group, acknowledge after the commit. Accounts for every message that came in.
@Component
class Intake {
  private static final int MAX_KEPT = 256 * 1024;

  private final Senders senders;
  private final Locations locations;
  private final IntakeKeys keys;
  private final IntakeWorkers workers;
  private final Clock clock;
  private final Hl7Text text;
  private final AdtTranslator translator;

  Intake(
      Senders senders,
      Locations locations,
      IntakeKeys keys,
      IntakeWorkers workers,
      Clock clock,
      MllpSettings settings) {
    this.senders = senders;
    this.locations = locations;
    this.keys = keys;
    this.workers = workers;
    this.clock = clock;
    this.text = new Hl7Text(whenAbsent(settings.defaultCharset()));
    this.translator = new AdtTranslator(keys.pseudonyms());
  }

  private static @Nullable Charset whenAbsent(String name) {
    if (name.equalsIgnoreCase("detect")) {
      return null;
    }
    return Hl7Text.charset(name)
        .orElseThrow(() ->
            new IllegalStateException(
                "vangnet.mllp.default-charset is '"
                    + name
                    + "', which HL7 table 0211 does not know (maybe 8859/1 or detect)"));
  }

  /// The header of a message, its character set for the answer, and the work it gives.
  private record Examined(Header header, Charset charset, Receipt receipt) {}

  /// Receives one message and waits until it is committed; the answer's bytes, empty when the
  /// sender wants none. `certificate` is the fingerprint that the connection showed.
  byte[] receive(byte[] content, @Nullable String certificate) {
    var examined = examine(content, certificate, clock.instant(), null);
    var answer = workers.submit(examined.receipt()).join();
    if (!answer.isWantedBy(examined.header())) {
      return new byte[0];
    }
    return answer.text(examined.header(), clock.instant()).getBytes(examined.charset());
  }

  /// Reads a kept message again; the answer tells what became of it.
  CompletableFuture<Acknowledgement> replay(
      byte[] content, Instant receivedAt, Receipt.Replayed replayed) {
    return workers.submit(examine(content, null, receivedAt, replayed).receipt());
  }

  /// Accounts for a frame that never became a message; the answer's bytes.
  byte[] refuse(Fault fault) {
    var message = new Receipt.Message(0, 0, false, "", "", "", clock.instant());
    var receipt =
        new Receipt(
            0, 0, message, Receipt.Verdict.failed(fault), null, null, new CompletableFuture<>());
    var answer = workers.submit(receipt).join();
    return answer.text(Header.NONE, clock.instant()).getBytes(StandardCharsets.US_ASCII);
  }

  private Examined examine(
      byte[] content,
      @Nullable String certificate,
      Instant at,
      Receipt.@Nullable Replayed replayed) {
    var decoded = text.decode(content);
    var message = Hl7Message.read(decoded.text());
    var header = Header.of(message);
    var fault = decoded.fault() != null ? decoded.fault() : headerFault(message, header);
    long source = 0;
    long lane = 0;
    Receipt.Verdict verdict = null;
    var hashes = Hashes.of(header, content, decoded);
    if (header.present() && !isHeaderless(fault)) {
      switch (senders.recognise(header, certificate, replayed != null)) {
        case Senders.Recognition.Turned(var turned, var known) -> {
          source = known;
          fault = fault == null ? turned : fault;
        }
        case Senders.Recognition.Known(var sender) -> {
          source = sender.source().id();
          lane = sender.source().organisation().value();
          if (fault == null) {
            verdict =
                Receipt.Verdict.of(
                    translator.translate(
                        message, sender, locations.map(), source + "." + hashes.key(), at));
          }
        }
      }
    }
    if (verdict == null) {
      verdict = Receipt.Verdict.failed(java.util.Objects.requireNonNull(fault));
    }
    var facts =
        new Receipt.Message(
            hashes.control(),
            hashes.content(),
            source != 0 && !header.controlId().isEmpty() && isLogged(verdict),
            header.typeName(),
            limited(header.version(), 10),
            limited(header.application() + " / " + header.facility(), 100),
            at);
    java.util.function.Supplier<byte[]> seal =
        replayed == null && content.length <= MAX_KEPT ? () -> keys.seal(content) : null;
    return new Examined(
        header,
        decoded.charset(),
        new Receipt(source, lane, facts, verdict, seal, replayed, new CompletableFuture<>()));
  }

  /// Refused messages are not entered in the log: the sender may send them again once admitted.
  private static boolean isLogged(Receipt.Verdict verdict) {
    return verdict.outcome() != Outcome.REFUSED;
  }

  private static boolean isHeaderless(@Nullable Fault fault) {
    return fault != null && fault.cause().equals("no-header");
  }

  private static @Nullable Fault headerFault(Hl7Message message, Header header) {
    if (!header.present() || !header.delimiters().areUsable()) {
      return Fault.refused(
          "no-header", 100, "MSH", "Begin each message with an MSH segment, one message a frame");
    }
    if (message.list("MSH").size() > 1) {
      return Fault.unreadable(
          "two-messages", 100, "MSH[2]", "Send one message in one frame, each with its own answer");
    }
    if (header.version().isEmpty()) {
      return Fault.refused("version-missing", 101, "MSH-12", "Name the HL7 version, 2.2 to 2.8");
    }
    if (!Acknowledgement.isSpoken(header.version())) {
      return Fault.refused(
          "unsupported-version", 203, "MSH-12", "Send HL7 version 2.2 to 2.8 instead");
    }
    if (header.type().isEmpty()) {
      return Fault.unreadable("type-missing", 101, "MSH-9", "Name the message type in MSH-9.1");
    }
    if (header.controlId().isEmpty()) {
      return Fault.unreadable(
          "control-id-missing", 101, "MSH-10", "Give each message a control id of its own");
    }
    return null;
  }

  private static String limited(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  /// The identity of a message: of its control id and of everything after its MSH segment.
  private record Hashes(long control, long content) {
    static Hashes of(Header header, byte[] bytes, Hl7Text.Decoded decoded) {
      return new Hashes(
          first8(header.controlId().getBytes(StandardCharsets.UTF_8), 0),
          first8(bytes, afterHeader(bytes, decoded.charset())));
    }

    private static int afterHeader(byte[] bytes, Charset charset) {
      for (var i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\r' || bytes[i] == '\n') {
          return i;
        }
      }
      return charset.name().startsWith("UTF-16") ? 0 : bytes.length;
    }

    private static long first8(byte[] bytes, int from) {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes, from, bytes.length - from);
        return java.nio.ByteBuffer.wrap(digest.digest()).getLong();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    String key() {
      return Long.toHexString(control) + Long.toHexString(content);
    }
  }
}
