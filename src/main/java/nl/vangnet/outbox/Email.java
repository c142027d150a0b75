package nl.vangnet.outbox;

import java.util.List;

/// An e-mail to one address, in plain text. `about` names what it is about ("round:12"), so that
/// its delivery can be shown there.
public record Email(
    String to, String headline, String text, String about, List<Attachment> attachments) {
  public Email {
    attachments = List.copyOf(attachments);
  }
}
