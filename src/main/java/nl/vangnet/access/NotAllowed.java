package nl.vangnet.access;

/// The actor lacks a permission; pages answer 403, the JSON API a problem with code `not-allowed`.
public class NotAllowed extends RuntimeException {
  private final Permission permission;

  /// A refusal of `permission` on `subject`.
  public NotAllowed(Permission permission, String subject) {
    super("not allowed: " + permission + " on " + subject);
    this.permission = permission;
  }

  /// What was missing.
  public Permission permission() {
    return permission;
  }
}
