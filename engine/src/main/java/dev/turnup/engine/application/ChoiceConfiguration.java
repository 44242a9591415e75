package dev.turnup.engine.application;

import dev.turnup.engine.choice.InviteCustomer.LinkLife;
import dev.turnup.engine.choice.Links;
import dev.turnup.engine.choice.Seal;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** By what links customers choose. */
@Configuration(proxyBeanMethods = false)
class ChoiceConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ChoiceConfiguration.class);

  @Bean
  Links links(
      @Value("${turnup.choice.key}") String key,
      @Value("${turnup.choice.base-url}") String pages,
      Environment environment) {
    if (key.isEmpty()) {
      LOG.info(
          "notices of moved dates carry no link: turnup.choice.key and turnup.choice.base-url are not set");
    }
    // the sandbox may listen on any port, which is known when it does
    return new Links(
        Optional.of(key).filter(text -> !text.isEmpty()).<Seal>map(HmacSeal::new),
        () ->
            pages.isEmpty()
                ? Optional.ofNullable(environment.getProperty("local.server.port"))
                    .map("http://localhost:"::concat)
                : Optional.of(pages.replaceAll("/+$", "")));
  }

  @Bean
  LinkLife linkLife(@Value("${turnup.choice.valid-for}") Duration longest) {
    return new LinkLife(longest);
  }
}
