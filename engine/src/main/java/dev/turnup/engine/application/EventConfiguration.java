package dev.turnup.engine.application;

import dev.turnup.engine.subscription.Callbacks;
import dev.turnup.engine.subscription.Network;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where events may be sent. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

  static final String NETWORKS = "turnup.hub.allowed-networks";

  @Bean
  Callbacks callbacks(
      @Value("${" + NETWORKS + "}") String allowed, @Value("${turnup.sandbox}") boolean sandbox) {
    // whoever tries Turnup out listens on the same machine
    Stream<Network> own =
        sandbox ? Stream.of(Network.of("127.0.0.0/8"), Network.of("::1/128")) : Stream.empty();
    return new Callbacks(
        Stream.concat(own, networksIn(allowed).stream()).toList(), InetAddress::getAllByName);
  }

  /**
   * @throws IllegalArgumentException if one is no network
   */
  static List<Network> networksIn(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(network -> !network.isEmpty())
        .map(Network::of)
        .toList();
  }
}
