package nl.vangnet.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A hospital's connection to the MLLP door: opens when needed, sends one message, waits for its
/// acknowledgement.
final class MllpLine implements Closeable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  MllpLine(int port) {
    this.port = port;
  }

  /// Sends a message and answers its acknowledgement code (MSA-1).
  String send(byte[] message) throws IOException {
    var frame = new byte[message.length + 3];
    frame[0] = 0x0B;
    System.arraycopy(message, 0, frame, 1, message.length);
    frame[message.length + 1] = 0x1C;
    frame[message.length + 2] = 0x0D;
    var open = open();
    open.getOutputStream().write(frame);
    open.getOutputStream().flush();
    return code(read());
  }

  private Socket open() throws IOException {
    var open = socket;
    if (open != null) {
      return open;
    }
    var fresh = new Socket();
    try {
      fresh.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      fresh.setTcpNoDelay(true);
      fresh.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(fresh.getInputStream());
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
    socket = fresh;
    return fresh;
  }

  private String read() throws IOException {
    var from = in;
    if (from == null) {
      throw new EOFException("the line is closed");
    }
    var text = new ByteArrayOutputStream(256);
    var before = 0;
    for (int b = from.read(); ; b = from.read()) {
      if (b < 0) {
        throw new EOFException("the line closed before an acknowledgement");
      }
      if (before == 0x1C && b == 0x0D) {
        return text.toString(StandardCharsets.ISO_8859_1);
      }
      text.write(b);
      before = b;
    }
  }

  private static String code(String answer) {
    for (var segment : answer.split("[\r\n]+")) {
      if (segment.startsWith("MSA") && segment.length() > 6) {
        return segment.substring(4, 6);
      }
    }
    return "none";
  }

  @Override
  public void close() {
    var open = socket;
    socket = null;
    in = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // The line is given up either way.
        return;
      }
    }
  }
}
