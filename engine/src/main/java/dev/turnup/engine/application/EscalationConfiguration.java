package dev.turnup.engine.application;

import dev.turnup.engine.escalation.TellStaff.Addresses;
import dev.turnup.engine.order.Notice.Channel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where staff is told of orders that they have to look after. */
@Configuration(proxyBeanMethods = false)
class EscalationConfiguration {

  static final String MAIL = "turnup.watch.mail";
  static final String WEBHOOK = "turnup.watch.webhook";

  @Bean
  Addresses addressesOfStaff(
      @Value("${" + MAIL + "}") String mail, @Value("${" + WEBHOOK + "}") String webhook) {
    return new Addresses(
        Map.of(
            Channel.MAIL, mailIn(mail),
            Channel.WEBHOOK, addressesIn(webhook)));
  }

  /**
   * @throws IllegalArgumentException if it is no list of groups with mail addresses
   */
  static Map<String, String> mailIn(String list) {
    return addressesIn(list, address -> address.matches("[^@\\s]+@[^@\\s]+"));
  }

  /**
   * @throws IllegalArgumentException if it is no list of groups with addresses
   */
  static Map<String, String> addressesIn(String list) {
    return addressesIn(list, address -> true);
  }

  private static Map<String, String> addressesIn(String list, Predicate<String> fits) {
    Map<String, String> addresses = new HashMap<>();
    Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .forEach(
            entry -> {
              String[] parts = entry.split("=", 2);
              String address = parts.length < 2 ? "" : parts[1].strip();
              if (parts[0].isBlank()
                  || address.isEmpty()
                  || !fits.test(address)
                  || addresses.put(parts[0].strip(), address) != null) {
                throw new IllegalArgumentException(
                    "write each group once with where it is reached, as in"
                        + " supervisors=lead@example.org, managers=boss@example.org");
              }
            });
    return addresses;
  }
}
