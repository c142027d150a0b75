package nl.vangnet.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// One sending engine: a connection that sends a message and waits for its acknowledgement.
final class Sender implements AutoCloseable {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final String run;
  private final int number;
  private final String facility;
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private long sent;

  Sender(String run, int number, String facility) throws IOException {
    this.run = run;
    this.number = number;
    this.facility = facility;
    socket = new Socket("localhost", Product.MLLP);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
  }

  /// Sends the next message of this engine's patients: a hundred are admitted to the ward, then
  /// moved to the ICU, then three in four are discharged, as in a hospital where a patient's next
  /// event comes after those of others. Returns the acknowledgement code.
  String next() throws IOException {
    var step = sent % 275;
    var round = sent / 275 * 100;
    if (step < 100) {
      return send("A01", round + step, "B4");
    }
    return step < 200
        ? send("A02", round + step - 100, "IC")
        : send("A03", round + step - 200, "IC");
  }

  String send(String event, long patient, String place) throws IOException {
    var stamp = LocalDateTime.now(ZONE).format(STAMP);
    var visit = run + "-" + number + "-" + patient;
    var message =
        "\u000bMSH|^~\\&|BENCH|"
            + facility
            + "|VANGNET|LCPS|"
            + stamp
            + "||ADT^"
            + event
            + "|"
            + run
            + "-"
            + number
            + "-"
            + sent
            + "|P|2.5\r"
            + "EVN|"
            + event
            + "|"
            + stamp
            + "\r"
            + "PID|1||"
            + visit
            + "^^^EHR^PI||Jansen^Piet||19500101|M|||Straat 1^^Utrecht^^3511AA^NL\r"
            + "PV1|1|I|"
            + place
            + "^12^1||||||||COV|||||||||"
            + visit
            + "^^^EHR^VN\r\u001c\r";
    sent++;
    out.write(message.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return acknowledgement();
  }

  private String acknowledgement() throws IOException {
    var text = new StringBuilder(160);
    int c;
    while ((c = in.read()) != 0x1c) {
      if (c < 0) {
        throw new IOException("the connection ended before the acknowledgement");
      }
      text.append((char) c);
    }
    in.read();
    var msa = text.indexOf("MSA|");
    return msa < 0 ? "??" : text.substring(msa + 4, msa + 6);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
