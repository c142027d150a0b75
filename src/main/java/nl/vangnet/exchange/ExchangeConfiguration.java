package nl.vangnet.exchange;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/// Binds the settings of this room.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MllpSettings.class)
class ExchangeConfiguration {}
