package nl.vangnet.desks;

import nl.vangnet.access.Bell;
import nl.vangnet.web.LiveStream;
import org.springframework.stereotype.Component;

/// Tells the browsers on the pages of the desks to look again.
@Component
class DeskLive {
  static final String CHANNEL = "desks";

  DeskLive(LiveStream stream, Bell bell) {
    stream.open(CHANNEL, () -> "{}");
    bell.listen(CHANNEL, payload -> stream.publish(CHANNEL, "reload", "{}"));
  }
}
