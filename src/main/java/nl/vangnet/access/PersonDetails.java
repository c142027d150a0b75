package nl.vangnet.access;

import org.jspecify.annotations.Nullable;

/// What an administrator fills in for a person. `scope` is null when none was chosen.
public record PersonDetails(
    String login,
    String name,
    Role role,
    @Nullable Scope scope,
    String language,
    @Nullable String email,
    @Nullable String subject) {
  public PersonDetails {
    login = login.strip();
    name = name.strip();
    email = email == null || email.isBlank() ? null : email.strip();
    subject = subject == null || subject.isBlank() ? null : subject.strip();
  }
}
