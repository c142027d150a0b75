package nl.vangnet.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A sender as hospitals have them: one connection, one message, one answer.
final class MllpClient implements AutoCloseable {
  private final Socket socket;

  MllpClient(int port) throws IOException {
    this(new Socket("127.0.0.1", port));
  }

  /// Speaks over a connection that was opened elsewhere.
  MllpClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
  }

  /// Sends a message and answers the acknowledgement.
  String send(String message) throws IOException {
    return send(message.getBytes(StandardCharsets.ISO_8859_1));
  }

  String send(byte[] content) throws IOException {
    raw(framed(content));
    return answer();
  }

  static byte[] framed(byte[] content) {
    var frame = new byte[content.length + 3];
    frame[0] = 0x0B;
    System.arraycopy(content, 0, frame, 1, content.length);
    frame[content.length + 1] = 0x1C;
    frame[content.length + 2] = 0x0D;
    return frame;
  }

  void raw(byte[] bytes) throws IOException {
    var out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /// Reads one answer; "" when the connection ended.
  String answer() throws IOException {
    var in = socket.getInputStream();
    var bytes = new ByteArrayOutputStream();
    for (var b = in.read(); b >= 0; b = in.read()) {
      if (b == 0x0B) {
        bytes.reset();
      } else if (b == 0x1C) {
        in.read();
        return bytes.toString(StandardCharsets.ISO_8859_1);
      } else {
        bytes.write(b);
      }
    }
    return "";
  }

  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
