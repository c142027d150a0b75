package nl.vangnet.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of the simulated country (demo mode only). `hospitals` is the most hospitals that
/// take part, `scale` the share of patients, `faults` multiplies all fault rates, `speed` is in
/// hours of the wave per minute, `hold` is the longest time that a message is held back, `burst`
/// the most messages per second while the country is filled, `baseUrl` the address of the JSON API
/// (own port when unset).
@ConfigurationProperties("vangnet.simulator")
record SimulatorSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1000") int hospitals,
    @DefaultValue("1") double scale,
    @DefaultValue("1") double faults,
    @DefaultValue("20200227") long seed,
    @DefaultValue("2.4") double speed,
    @DefaultValue("25") int startDay,
    @DefaultValue("8m") Duration hold,
    @DefaultValue("true") boolean history,
    @DefaultValue("1500") int burst,
    @Nullable String baseUrl) {}
