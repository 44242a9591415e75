package dev.turnup.engine.application;

import com.fasterxml.uuid.Generators;
import dev.turnup.engine.subscription.Callbacks;
import dev.turnup.engine.subscription.Network;
import dev.turnup.engine.subscription.Subscribe;
import dev.turnup.engine.subscription.Subscriptions;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is told of events, and where. */
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

  @Bean
  Subscribe subscribe(Subscriptions subscriptions, Callbacks callbacks, Clock clock) {
    return new Subscribe(
        subscriptions, callbacks, Generators.timeBasedEpochGenerator()::generate, clock);
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
