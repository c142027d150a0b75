package nl.vangnet.simulator;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/// Brings the settings of the simulated country, in demo mode only.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("vangnet.demo")
@EnableConfigurationProperties(SimulatorSettings.class)
class SimulatorSetup {}
