package dev.turnup.connectors.sandbox;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sandbox.
 *
 * @param callbackBaseUrl where Turnup takes callbacks, without {@code /callbacks/…}; without it
 *     nothing is told until {@link Sandbox#callbacksTo} says where
 * @param walkWithin how much real time a walk of the clock may take if it does not say itself
 */
@ConfigurationProperties("sandbox")
public record SandboxSettings(
    @DefaultValue Ports ports,
    @Nullable URI callbackBaseUrl,
    @DefaultValue("PT5M") Duration walkWithin) {

  /** Where each server listens, on 127.0.0.1; 0: on any port that is free. */
  public record Ports(
      @DefaultValue("8090") int control,
      @DefaultValue("8091") int network,
      @DefaultValue("8092") int inventory,
      @DefaultValue("8093") int billing,
      @DefaultValue("8094") int workforce,
      @DefaultValue("8095") int messaging,
      @DefaultValue("8096") int smtp) {}
}
