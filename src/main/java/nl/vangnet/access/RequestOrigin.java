package nl.vangnet.access;

import java.util.Optional;

/// From where the current request comes and which number it carries.
record RequestOrigin(String remote, String requestId) {
  private static final ThreadLocal<RequestOrigin> CURRENT = new ThreadLocal<>();

  static Optional<RequestOrigin> find() {
    return Optional.ofNullable(CURRENT.get());
  }

  void enter() {
    CURRENT.set(this);
  }

  static void leave() {
    CURRENT.remove();
  }
}
