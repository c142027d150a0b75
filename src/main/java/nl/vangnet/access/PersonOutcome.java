package nl.vangnet.access;

import org.jspecify.annotations.Nullable;

/// What became of a change to a person.
public sealed interface PersonOutcome {
  /// Done; `password` is the new password, to be shown once, when one was made up here.
  record Done(Person person, @Nullable String password) implements PersonOutcome {}

  /// Refused for a reason.
  record Refused(Reason reason) implements PersonOutcome {}

  /// Why a change to a person is refused.
  enum Reason {
    /// The login name is empty, longer than 60 or holds other characters than a-z 0-9 . _ @ -.
    LOGIN_MALFORMED,
    /// Another person has this login name.
    LOGIN_TAKEN,
    /// The name is empty or longer than 120.
    NAME_MISSING,
    /// The role does not go with the scope: a hospital needs its organisation, a region its region.
    SCOPE_MISSING,
    /// Nobody can be given this role.
    ROLE_NOT_FOR_PEOPLE,
    /// Another person has this e-mail address or OpenID Connect subject.
    IDENTITY_TAKEN,
    /// The password is shorter than twelve characters.
    PASSWORD_TOO_SHORT,
    /// Nobody would be left to manage people.
    LAST_ADMINISTRATOR
  }
}
