package dev.turnup.connectors.sandbox;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sandbox. It listens on 127.0.0.1; port 0 is any that is free.
 *
 * @param callbackBaseUrl where Turnup takes callbacks, without {@code /callbacks/…}; without it
 *     nothing is told until {@link Sandbox#callbacksTo} says where
 * @param walkWithin how much real time a walk of the clock may take if it does not say itself
 */
@ConfigurationProperties(SandboxSettings.PREFIX)
public record SandboxSettings(
    @DefaultValue("8090") int controlPort,
    @DefaultValue("8091") int networkPort,
    @DefaultValue("8092") int inventoryPort,
    @DefaultValue("8093") int billingPort,
    @DefaultValue("8094") int workforcePort,
    @DefaultValue("8095") int messagingPort,
    @DefaultValue("8096") int smtpPort,
    @Nullable URI callbackBaseUrl,
    @DefaultValue("PT5M") Duration walkWithin) {

  static final String PREFIX = "turnup.sandbox";
}
