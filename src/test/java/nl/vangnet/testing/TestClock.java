package nl.vangnet.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// A clock for the whole application that stands still until a test moves it: import
/// `TestClock.Installed` beside `@AppTest`, with a property of its own, so that no other test
/// shares the installation.
public final class TestClock extends Clock {
  /// The zone of the screens.
  public static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  private volatile Instant now;

  /// A clock that stands at `now`.
  public TestClock(Instant now) {
    this.now = now;
  }

  /// Moves the clock on.
  public void move(Duration by) {
    now = now.plus(by);
  }

  /// Puts the clock to a moment.
  public void set(Instant to) {
    now = to;
  }

  /// Puts the clock to a time of the day in Amsterdam: "2026-03-27T08:30".
  public void local(String text) {
    now = LocalDateTime.parse(text).atZone(AMSTERDAM).toInstant();
  }

  /// The moment of a time of the day in Amsterdam.
  public static Instant at(String text) {
    return LocalDateTime.parse(text).atZone(AMSTERDAM).toInstant();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  /// Puts a test clock into the application; it stands at noon of 2 March 2026, a Monday.
  @TestConfiguration(proxyBeanMethods = false)
  public static class Installed {
    @Bean
    @Primary
    TestClock testClock() {
      return new TestClock(at("2026-03-02T12:00"));
    }
  }
}
