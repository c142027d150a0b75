package nl.vangnet.access;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Whether this node shows the simulated country (`vangnet.demo`).
@Component
public class DemoMode {
  /// The password of every account of demo mode.
  public static final String PASSWORD = "vangnet-demo";

  private final boolean on;

  DemoMode(@Value("${vangnet.demo:false}") boolean on) {
    this.on = on;
  }

  /// Whether demo mode is on.
  public boolean isOn() {
    return on;
  }
}
