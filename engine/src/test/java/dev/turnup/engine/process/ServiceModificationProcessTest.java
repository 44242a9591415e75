package dev.turnup.engine.process;

import org.junit.jupiter.api.extension.RegisterExtension;

class ServiceModificationProcessTest extends SwitchingProcessTest {

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("service-modification", STUBS);

  ServiceModificationProcessTest() {
    super(
        "service-modification",
        new Step("Task_ModifyService", "network.modify-service"),
        "Modification",
        new Step("Task_RecordChange", "inventory.record-change"));
  }
}
