package nl.vangnet.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of a message into text by the character set that it names in MSH-18, strictly: a
/// byte that the set does not know is a fault with its place, never a question mark.
final class Hl7Text {
  /// What decoding gives: the text, or `fault`. The character set is always usable for the answer.
  record Decoded(String text, Charset charset, @Nullable Fault fault) {}

  private final @Nullable Charset whenAbsent;

  /// `whenAbsent` is used for messages that name no set; null means: UTF-8 when the bytes are valid
  /// UTF-8, else ISO 8859-1.
  Hl7Text(@Nullable Charset whenAbsent) {
    this.whenAbsent = whenAbsent;
  }

  Decoded decode(byte[] bytes) {
    var wide = wide(bytes);
    if (wide.isPresent()) {
      return strict(skipMark(bytes, 2, (byte) 0xFE, (byte) 0xFF), wide.get());
    }
    var from = startsWith(bytes, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF) ? 3 : 0;
    var content = from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
    var named = declared(content);
    if (isAscii(content) && isKnownNarrow(named)) {
      return new Decoded(
          new String(content, StandardCharsets.ISO_8859_1), StandardCharsets.US_ASCII, null);
    }
    if (named.isEmpty()) {
      if (from > 0 || whenAbsent == null) {
        var utf8 = strict(content, StandardCharsets.UTF_8);
        return utf8.fault() == null || from > 0
            ? utf8
            : strict(content, StandardCharsets.ISO_8859_1);
      }
      return strict(content, whenAbsent);
    }
    var charset = charset(named);
    if (charset.isEmpty()) {
      return new Decoded(
          new String(content, StandardCharsets.ISO_8859_1),
          StandardCharsets.ISO_8859_1,
          Fault.unreadable(
              "unknown-character-set",
              103,
              "MSH-18",
              "Use a character set of HL7 table 0211, such as UNICODE UTF-8 or 8859/1"));
    }
    return strict(content, charset.get());
  }

  /// The set of HL7 table 0211 (and the names that senders use in its place).
  static Optional<Charset> charset(String name) {
    var key = name.strip().toUpperCase(Locale.ROOT).replace('_', ' ').replaceAll("\\s+", " ");
    return Optional.ofNullable(
        switch (key) {
          case "ASCII", "US-ASCII", "ISO IR6", "ISO IR 6" -> StandardCharsets.US_ASCII;
          case "UNICODE UTF-8", "UTF-8", "UTF8", "UNICODE" -> StandardCharsets.UTF_8;
          case "UNICODE UTF-16", "UTF-16" -> StandardCharsets.UTF_16;
          case "GB 18030-2000" -> Charset.forName("GB18030");
          case "KS X 1001" -> Charset.forName("EUC-KR");
          case "BIG-5" -> Charset.forName("Big5");
          default -> latin(key);
        });
  }

  private static @Nullable Charset latin(String key) {
    var part = key.replaceFirst("^(ISO[- ]?)?8859[/-]", "");
    if (part.equals(key) || !part.matches("[1-9]|15")) {
      return null;
    }
    return Charset.forName("ISO-8859-" + part);
  }

  private static boolean isKnownNarrow(String named) {
    return named.isEmpty() || charset(named).filter(c -> c != StandardCharsets.UTF_16).isPresent();
  }

  private static String declared(byte[] bytes) {
    var end = 0;
    while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
      end++;
    }
    if (end < 8 || bytes[0] != 'M') {
      return "";
    }
    var line = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    var message = Hl7Message.read(line);
    return message.segments().isEmpty() ? "" : message.value(message.segments().getFirst(), 18, 1);
  }

  private static Optional<Charset> wide(byte[] bytes) {
    if (bytes.length < 4) {
      return Optional.empty();
    }
    if (startsWith(bytes, (byte) 0xFE, (byte) 0xFF) || (bytes[0] == 0 && bytes[1] == 'M')) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (startsWith(bytes, (byte) 0xFF, (byte) 0xFE) || (bytes[0] == 'M' && bytes[1] == 0)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }

  private static byte[] skipMark(byte[] bytes, int length, byte one, byte two) {
    var marked = startsWith(bytes, one, two) || startsWith(bytes, two, one);
    return marked ? Arrays.copyOfRange(bytes, length, bytes.length) : bytes;
  }

  private static boolean startsWith(byte[] bytes, byte... prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static boolean isAscii(byte[] bytes) {
    for (var b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static Decoded strict(byte[] bytes, Charset charset) {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
    try {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        result.throwException();
      }
      decoder.flush(out);
      return new Decoded(out.flip().toString(), charset, null);
    } catch (CharacterCodingException e) {
      var read = out.flip().toString();
      return new Decoded(
          read,
          charset,
          Fault.unreadable(
              "wrong-encoding",
              102,
              placeAfter(read),
              "Byte "
                  + in.position()
                  + " is not "
                  + charset.name()
                  + "; send what MSH-18 says (maybe 8859/1 or UNICODE UTF-8 was meant)"));
    }
  }

  /// The segment and field in which a text that was read so far ends.
  private static String placeAfter(String read) {
    var lines = read.split("\r\n|\r|\n", -1);
    var line = lines[lines.length - 1];
    var delimiters = Delimiters.of(read);
    if (line.length() < 4 || line.charAt(3) != delimiters.field()) {
      return "line " + lines.length;
    }
    var field = (int) line.chars().filter(c -> c == delimiters.field()).count();
    return line.substring(0, 3) + "-" + (line.startsWith("MSH") ? field + 1 : field);
  }
}
