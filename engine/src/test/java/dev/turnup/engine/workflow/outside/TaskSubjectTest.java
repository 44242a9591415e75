package dev.turnup.engine.workflow.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.workflow.Variables;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskSubjectTest {

  @Test
  void namesTheComponentsOfAGroupAndNoneAlone() {
    TaskSubject<List<ComponentId>> group = new TaskSubject.OneVariable<>(Variables.COMPONENT_IDS);
    List<ComponentId> both =
        List.of(new ComponentId(UUID.randomUUID()), new ComponentId(UUID.randomUUID()));

    assertThat(group.group(both)).isEqualTo(both);
    assertThat(group.component(both)).isEmpty();
    assertThat(new TaskSubject.OneVariable<>(Variables.COMPONENT_ID).group(both.get(0))).isEmpty();
  }
}
