package nl.vangnet.rounds;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.outbox.Email;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.web.Languages;
import nl.vangnet.web.Words;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The e-mail by which the asking region hears its options, and each giving region that it stands
/// on the list (SPR-05, SPR-06); to the address that the desk of a region gave, if it gave one.
@Component
class HandoutLetter {
  private final RoundStore store;
  private final Directory directory;
  private final Outbox outbox;
  private final Words words;
  private final String base;

  HandoutLetter(
      RoundStore store,
      Directory directory,
      Outbox outbox,
      Languages languages,
      @Value("${vangnet.base-url:http://localhost:8080}") URI base) {
    this.store = store;
    this.directory = directory;
    this.outbox = outbox;
    this.words = languages.of("nl");
    var text = base.toString();
    this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /// Leaves the letters in the outbox, in the current transaction.
  void send(Actor by, Plea plea, List<Plea.Option> options) {
    var link = base + "/aanlevering/verzoek/" + plea.id();
    var list =
        options.stream()
            .map(o ->
                words.of("rounds.mail.options.line", o.beds(), name(o.region()))
                    + (o.remark() == null ? "" : ": " + o.remark()))
            .collect(Collectors.joining("\n"));
    mail(
        by,
        plea,
        plea.region(),
        words.of("rounds.mail.options.headline", plea.wanted()),
        words.of("rounds.mail.options.text", plea.wanted(), list, link));
    for (var option : options) {
      mail(
          by,
          plea,
          option.region(),
          words.of("rounds.mail.giver.headline", name(plea.region())),
          words.of("rounds.mail.giver.text", name(plea.region()), option.beds(), link));
    }
  }

  private void mail(Actor by, Plea plea, RegionId region, String headline, String text) {
    var contact = store.contacts().get(region);
    var to = contact == null ? null : contact.email();
    if (to != null) {
      outbox.email(by, new Email(to, headline, text, "plea:" + plea.id(), List.of()));
    }
  }

  private String name(RegionId region) {
    return directory.snapshot().findRegion(region).map(Region::name).orElse("?");
  }
}
