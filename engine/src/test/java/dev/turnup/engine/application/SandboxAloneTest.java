package dev.turnup.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;

class SandboxAloneTest {

  /** Nodes that know real outside systems would open the ports of stand-ins, too. */
  @Test
  void aNodeDoesNotFindTheStandInsAlone() {
    assertThat(
            new ClassPathScanningCandidateComponentProvider(true)
                .findCandidateComponents("dev.turnup.engine.application"))
        .extracting(BeanDefinition::getBeanClassName)
        .contains(DatabaseConfiguration.class.getName())
        .doesNotContain(SandboxAlone.class.getName());
  }
}
