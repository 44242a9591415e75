package dev.turnup.engine.workflow.engine;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.Staff;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StaffGroupTest {

  @Test
  void isStaffUnlessItIsForCallers() {
    Set<String> groups = Stream.of(StaffGroup.values()).map(StaffGroup::id).collect(toSet());

    assertThat(groups).containsAll(Staff.GROUPS);
    groups.removeAll(Staff.GROUPS);
    assertThat(groups).containsExactlyInAnyOrder("crm", "crm-all");
  }
}
