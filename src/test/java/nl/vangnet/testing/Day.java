package nl.vangnet.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole product with a clock that a test moves and a real mail server. A room that uses it
/// names a property of its own, so that its days are no other's.
@AppTest
@Import(TestClock.Installed.class)
public abstract class Day {
  private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @Autowired protected ApplicationContext app;
  @Autowired protected TestClock clock;
  @LocalServerPort protected int port;

  @DynamicPropertySource
  static void mail(DynamicPropertyRegistry properties) {
    synchronized (MAIL) {
      if (!MAIL.isRunning()) {
        MAIL.start();
      }
    }
    properties.add("spring.mail.host", () -> "127.0.0.1");
    properties.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
  }

  /// One e-mail that arrived: its subject, its text, and its attachments by name.
  public record Mail(String headline, String text, List<Attached> attached) {}

  /// One attachment.
  public record Attached(String name, byte[] content) {}

  /// The people and hospitals of this test.
  protected World world() {
    return new World(app);
  }

  /// The e-mails that arrived at an address, oldest first.
  protected static List<Mail> mails(String to) {
    var found = new ArrayList<Mail>();
    try {
      for (var message : MAIL.getReceivedMessages()) {
        if (message.getAllRecipients()[0].toString().equals(to)) {
          found.add(mail(message));
        }
      }
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static Mail mail(MimeMessage message) throws MessagingException, IOException {
    var attached = new ArrayList<Attached>();
    var text = new StringBuilder();
    if (message.getContent() instanceof Multipart parts) {
      read(parts, text, attached);
    } else {
      text.append(message.getContent());
    }
    return new Mail(message.getSubject(), text.toString(), attached);
  }

  private static void read(Multipart parts, StringBuilder text, List<Attached> attached)
      throws MessagingException, IOException {
    for (var i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.getContent() instanceof Multipart inner) {
        read(inner, text, attached);
      } else if (part.getFileName() != null) {
        attached.add(new Attached(part.getFileName(), part.getInputStream().readAllBytes()));
      } else {
        text.append(part.getContent());
      }
    }
  }

  /// Waits until so many e-mails arrived at an address, and answers them.
  protected static List<Mail> awaitMails(String to, int many) {
    World.until(() -> mails(to).size() >= many);
    return mails(to);
  }
}
