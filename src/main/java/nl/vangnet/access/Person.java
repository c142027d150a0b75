package nl.vangnet.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in. `language` is "nl" or "en"; `demo` marks the accounts of demo mode.
public record Person(
    long id,
    String login,
    String name,
    Role role,
    Scope scope,
    String language,
    boolean active,
    boolean demo,
    SignInMeans means) {
  /// The actor that this person is.
  public Actor actor() {
    return new Actor("person:" + id, name, role, scope);
  }

  /// How a person gets in: by password, by OpenID Connect (`subject` or verified `email`), or not
  /// at all for now because of `failures` in a row.
  public record SignInMeans(
      boolean password,
      @Nullable String email,
      @Nullable String subject,
      int failures,
      @Nullable Instant blockedUntil) {
    /// Whether sign-in by password is refused at this moment.
    public boolean isBlocked(Instant now) {
      return blockedUntil != null && now.isBefore(blockedUntil);
    }
  }
}
