package nl.vangnet.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of the MLLP listener. `port` 0 takes any free port. `defaultCharset` is the
/// character set of messages without MSH-18: a name of HL7 table 0211, or "detect" (UTF-8 when the
/// bytes are valid UTF-8, else ISO 8859-1). `tls.bundle` names a Spring SSL bundle; the port then
/// speaks TLS only, and `tls.clientAuth` is "need", "want" or "none".
@ConfigurationProperties("vangnet.mllp")
record MllpSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("2575") int port,
    @DefaultValue("0.0.0.0") String bind,
    @DefaultValue("1MB") DataSize maxFrame,
    @DefaultValue("30s") Duration frameTimeout,
    @DefaultValue("1h") Duration idleTimeout,
    @DefaultValue("1000") int maxConnections,
    @DefaultValue("500") int maxConnectionsPerAddress,
    @DefaultValue("2") int workers,
    @DefaultValue("256") int groupSize,
    @DefaultValue("detect") String defaultCharset,
    @DefaultValue Tls tls) {
  /// TLS of the listener.
  record Tls(@Nullable String bundle, @DefaultValue("need") String clientAuth) {}
}
