package nl.vangnet.alerts;

import java.net.URI;
import nl.vangnet.outbox.Push;

/// An address at which a desk is reached.
sealed interface Way {
  /// The address itself, one per kind and desk.
  String address();

  /// Who is there, for people to read.
  String who();

  /// E-mail to a contact card.
  record Mail(String address, String who) implements Way {}

  /// A browser that a person switched on; `who` is that person.
  record Browser(Push.Browser push, String who, String language) implements Way {
    @Override
    public String address() {
      return push.endpoint();
    }
  }

  /// The webhook of the desk.
  record Hook(URI uri, String secret) implements Way {
    @Override
    public String address() {
      return uri.toString();
    }

    @Override
    public String who() {
      return uri.getHost();
    }
  }
}
