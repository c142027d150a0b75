package nl.vangnet.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// Cuts a stream of bytes into MLLP frames (0x0B, content, 0x1C 0x0D), never holding more than one
/// frame of bounded size. Bytes outside a frame are counted and passed over; a start block inside a
/// frame ends the frame that was cut off.
final class FrameReader {
  private static final int START = 0x0B;
  private static final int END = 0x1C;
  private static final int MAX_STRAY = 64 * 1024;

  /// What the stream held next.
  sealed interface Found {
    /// A whole frame.
    record Frame(byte[] content) implements Found {}

    /// A frame above the limit; nothing more can be read.
    record TooLarge() implements Found {}

    /// A frame that broke off; more may follow unless the stream ended.
    record Truncated(boolean ended) implements Found {}

    /// A frame that did not complete in time; nothing more can be read.
    record Slow() implements Found {}

    /// Bytes without a start block; nothing more can be read.
    record Garbage() implements Found {}

    /// The stream ended, or was silent for too long, between two frames.
    record End() implements Found {}
  }

  /// Sets how long the next read may block.
  interface Patience {
    void atMost(int millis) throws IOException;
  }

  private final InputStream in;
  private final Patience patience;
  private final LongSupplier nanos;
  private final int maxFrame;
  private final Duration idle;
  private final Duration slow;
  private final byte[] buffer = new byte[8192];
  private int position;
  private int limit;
  private boolean started;
  private long stray;
  private int outside;

  FrameReader(
      InputStream in,
      Patience patience,
      LongSupplier nanos,
      int maxFrame,
      Duration idle,
      Duration slow) {
    this.in = in;
    this.patience = patience;
    this.nanos = nanos;
    this.maxFrame = maxFrame;
    this.idle = idle;
    this.slow = slow;
  }

  /// The number of bytes seen outside frames so far.
  long stray() {
    return stray;
  }

  /// Reads on until something is found.
  Found next() throws IOException {
    try {
      if (!started && !findStart()) {
        return outside > 0 ? new Found.Garbage() : new Found.End();
      }
    } catch (SocketTimeoutException e) {
      return outside > 0 ? new Found.Garbage() : new Found.End();
    }
    started = false;
    return readFrame();
  }

  private boolean findStart() throws IOException {
    var deadline = nanos.getAsLong() + idle.toNanos();
    outside = 0;
    while (true) {
      if (position == limit) {
        if (outside > 0) {
          deadline = Math.min(deadline, nanos.getAsLong() + slow.toNanos());
        }
        if (!fill(deadline)) {
          return false;
        }
      }
      var b = buffer[position++];
      if (b == START) {
        return true;
      }
      if (b != '\r' && b != '\n' && b != END) {
        stray++;
        if (++outside > MAX_STRAY) {
          return false;
        }
      }
    }
  }

  private Found readFrame() throws IOException {
    var deadline = nanos.getAsLong() + slow.toNanos();
    var content = new byte[1024];
    var length = 0;
    while (true) {
      if (position == limit) {
        try {
          if (!fill(deadline)) {
            return new Found.Truncated(true);
          }
        } catch (SocketTimeoutException e) {
          return new Found.Slow();
        }
      }
      var b = buffer[position++];
      var wide = isWide(content, length);
      if (b == END && !wide) {
        return new Found.Frame(Arrays.copyOf(content, length));
      }
      if (b == '\r' && wide && length % 2 == 1 && content[length - 1] == END) {
        return new Found.Frame(Arrays.copyOf(content, length - 1));
      }
      if (b == START && !wide) {
        started = true;
        return new Found.Truncated(false);
      }
      if (length == content.length) {
        if (length >= maxFrame) {
          return new Found.TooLarge();
        }
        content = Arrays.copyOf(content, Math.min(maxFrame, length * 2));
      }
      content[length++] = b;
    }
  }

  /// UTF-16 may hold the bytes of the block marks inside its characters.
  private static boolean isWide(byte[] content, int length) {
    if (length < 2) {
      return false;
    }
    var one = content[0] & 0xFF;
    var two = content[1] & 0xFF;
    return (one == 0 && two == 'M')
        || (one == 'M' && two == 0)
        || (one == 0xFE && two == 0xFF)
        || (one == 0xFF && two == 0xFE);
  }

  private boolean fill(long deadline) throws IOException {
    var left = (deadline - nanos.getAsLong()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    patience.atMost((int) Math.min(left, Integer.MAX_VALUE));
    var read = in.read(buffer, 0, buffer.length);
    if (read <= 0) {
      return false;
    }
    position = 0;
    limit = read;
    return true;
  }
}
