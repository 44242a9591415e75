package dev.turnup.engine.process;

import org.junit.jupiter.api.extension.RegisterExtension;

class ServiceActivationProcessTest extends SwitchingProcessTest {

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("service-activation", STUBS);

  ServiceActivationProcessTest() {
    super(
        "service-activation",
        new Step("Task_ActivateService", "network.activate-service"),
        "Activation",
        new Step("Task_RecordService", "inventory.record-service"));
  }
}
