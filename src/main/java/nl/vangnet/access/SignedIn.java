package nl.vangnet.access;

import java.io.Serializable;

/// What a session remembers of a sign-in: which person, and which stamp the person's account had.
/// Role and scope are read again for each request, so that a change acts at once.
interface SignedIn extends Serializable {
  /// The person and the stamp.
  Ticket ticket();

  /// A person's id and the stamp of the account at sign-in.
  record Ticket(long person, int stamp) implements SignedIn {
    @Override
    public Ticket ticket() {
      return this;
    }
  }
}
