package dev.turnup.engine.workflow.rules;

/** A process, a decision and a form that keep every rule. */
final class Samples {

  static final String PROCESS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_Sample" targetNamespace="http://bpmn.io/schema/bpmn">
        <bpmn:process id="sample" name="Sample" isExecutable="true" camunda:versionTag="1.0" camunda:historyTimeToLive="P1095D">
          <bpmn:startEvent id="StartEvent_SampleStarted" name="Sample started">
            <bpmn:documentation>Costs ${anything} to explain.</bpmn:documentation>
          </bpmn:startEvent>
          <bpmn:receiveTask id="Task_AwaitCapacity" name="Await capacity" messageRef="Message_CapacityMoved" />
          <bpmn:boundaryEvent id="BoundaryEvent_WaitOver" name="Wait over" attachedToRef="Task_AwaitCapacity">
            <bpmn:timerEventDefinition id="T1"><bpmn:timeDuration>PT15M</bpmn:timeDuration></bpmn:timerEventDefinition>
          </bpmn:boundaryEvent>
          <bpmn:serviceTask id="Task_PlanDeliveries" name="Plan deliveries" camunda:asyncBefore="true" camunda:delegateExpression="${planDeliveries}" />
          <bpmn:serviceTask id="Task_ActivateService" name="Activate service" camunda:type="external" camunda:topic="network.activate-service">
          </bpmn:serviceTask>
          <bpmn:boundaryEvent id="BoundaryEvent_ActivationFellOut" name="Activation fell out" attachedToRef="Task_ActivateService">
            <bpmn:errorEventDefinition id="E1" errorRef="Error_StepFellOut" />
          </bpmn:boundaryEvent>
          <bpmn:callActivity id="CallActivity_ResolveFallout" name="Resolve fallout" calledElement="fallout-resolution" camunda:calledElementBinding="latest">
            <bpmn:extensionElements>
              <camunda:in businessKey="#{execution.processBusinessKey}" />
              <camunda:in source="orderId" target="orderId" />
            </bpmn:extensionElements>
          </bpmn:callActivity>
          <bpmn:userTask id="Task_InstallOnSite" name="Install on site" camunda:formRef="install-on-site" camunda:formRefBinding="latest" camunda:candidateGroups="field" camunda:dueDate="${visitDue}">
            <bpmn:extensionElements>
              <camunda:inputOutput>
                <camunda:inputParameter name="shownOrder">${shownOrder}</camunda:inputParameter>
                <camunda:outputParameter name="visitOutcome">${visitOutcome}</camunda:outputParameter>
              </camunda:inputOutput>
            </bpmn:extensionElements>
          </bpmn:userTask>
          <bpmn:serviceTask id="Task_RecordVisit" name="Record visit" camunda:asyncAfter="true" camunda:delegateExpression="${recordVisit}" />
          <bpmn:exclusiveGateway id="Gateway_VisitDone" name="Visit done?" default="Flow_VisitDoneNo" />
          <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended">
          </bpmn:endEvent>
          <bpmn:sequenceFlow id="Flow_A" sourceRef="StartEvent_SampleStarted" targetRef="Task_AwaitCapacity" />
          <bpmn:sequenceFlow id="Flow_B" sourceRef="Task_AwaitCapacity" targetRef="Task_PlanDeliveries" />
          <bpmn:sequenceFlow id="Flow_C" sourceRef="BoundaryEvent_WaitOver" targetRef="Task_PlanDeliveries" />
          <bpmn:sequenceFlow id="Flow_D" sourceRef="Task_PlanDeliveries" targetRef="Task_ActivateService" />
          <bpmn:sequenceFlow id="Flow_E" sourceRef="BoundaryEvent_ActivationFellOut" targetRef="CallActivity_ResolveFallout" />
          <bpmn:sequenceFlow id="Flow_F" sourceRef="CallActivity_ResolveFallout" targetRef="Task_ActivateService" />
          <bpmn:sequenceFlow id="Flow_G" sourceRef="Task_ActivateService" targetRef="Task_InstallOnSite" />
          <bpmn:sequenceFlow id="Flow_H" sourceRef="Task_InstallOnSite" targetRef="Task_RecordVisit" />
          <bpmn:sequenceFlow id="Flow_I" sourceRef="Task_RecordVisit" targetRef="Gateway_VisitDone" />
          <bpmn:sequenceFlow id="Flow_VisitDoneYes" name="yes" sourceRef="Gateway_VisitDone" targetRef="EndEvent_SampleEnded">
            <bpmn:conditionExpression>${visitOutcome == 'done'}</bpmn:conditionExpression>
          </bpmn:sequenceFlow>
          <bpmn:sequenceFlow id="Flow_VisitDoneNo" name="no" sourceRef="Gateway_VisitDone" targetRef="Task_InstallOnSite" />
        </bpmn:process>
        <bpmn:message id="Message_CapacityMoved" name="capacity-moved" />
        <bpmn:error id="Error_StepFellOut" name="step-fell-out" errorCode="step-fell-out" />
        <bpmndi:BPMNDiagram id="D">
          <bpmndi:BPMNPlane id="P" bpmnElement="sample">
            <bpmndi:BPMNShape bpmnElement="StartEvent_SampleStarted" />
            <bpmndi:BPMNShape bpmnElement="Task_AwaitCapacity" />
            <bpmndi:BPMNShape bpmnElement="BoundaryEvent_WaitOver" />
            <bpmndi:BPMNShape bpmnElement="Task_PlanDeliveries" />
            <bpmndi:BPMNShape bpmnElement="Task_ActivateService" />
            <bpmndi:BPMNShape bpmnElement="BoundaryEvent_ActivationFellOut" />
            <bpmndi:BPMNShape bpmnElement="CallActivity_ResolveFallout" />
            <bpmndi:BPMNShape bpmnElement="Task_InstallOnSite" />
            <bpmndi:BPMNShape bpmnElement="Task_RecordVisit" />
            <bpmndi:BPMNShape bpmnElement="Gateway_VisitDone" />
            <bpmndi:BPMNShape bpmnElement="EndEvent_SampleEnded" />
            <bpmndi:BPMNEdge bpmnElement="Flow_A" />
            <bpmndi:BPMNEdge bpmnElement="Flow_B" />
            <bpmndi:BPMNEdge bpmnElement="Flow_C" />
            <bpmndi:BPMNEdge bpmnElement="Flow_D" />
            <bpmndi:BPMNEdge bpmnElement="Flow_E" />
            <bpmndi:BPMNEdge bpmnElement="Flow_F" />
            <bpmndi:BPMNEdge bpmnElement="Flow_G" />
            <bpmndi:BPMNEdge bpmnElement="Flow_H" />
            <bpmndi:BPMNEdge bpmnElement="Flow_I" />
            <bpmndi:BPMNEdge bpmnElement="Flow_VisitDoneYes" />
            <bpmndi:BPMNEdge bpmnElement="Flow_VisitDoneNo" />
          </bpmndi:BPMNPlane>
        </bpmndi:BPMNDiagram>
      </bpmn:definitions>
      """;

  static final String FORM =
      """
      {"type": "default", "id": "install-on-site", "schemaVersion": 16, "components": [
        {"type": "textfield", "id": "F1", "key": "shownOrder", "disabled": true},
        {"type": "radio", "id": "F2", "key": "visitOutcome",
         "values": [{"label": "done", "value": "done"}]}]}
      """;

  static final String DECISION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="Sample" namespace="http://camunda.org/schema/1.0/dmn">
        <decision id="sample" name="Sample" camunda:versionTag="1.0" camunda:historyTimeToLive="P1095D">
          <decisionTable id="T" hitPolicy="UNIQUE">
            <input id="In1" label="Technology"><inputExpression id="IE1" typeRef="string"><text>technology</text></inputExpression></input>
            <input id="In2" label="Speed"><inputExpression id="IE2" typeRef="integer"><text>speed</text></inputExpression></input>
            <output id="Out1" label="Class" name="speedClass" typeRef="string" />
            <rule id="Rule_Slow">
              <description>up to 300</description>
              <inputEntry id="I1"><text>"fibre"</text></inputEntry>
              <inputEntry id="I2"><text>&lt; 300</text></inputEntry>
              <outputEntry id="O1"><text>"slow"</text></outputEntry>
            </rule>
            <rule id="Rule_Fast">
              <description>from 300</description>
              <inputEntry id="I3"><text>"fibre"</text></inputEntry>
              <inputEntry id="I4"><text>&gt;= 300</text></inputEntry>
              <outputEntry id="O2"><text>"fast"</text></outputEntry>
            </rule>
          </decisionTable>
        </decision>
      </definitions>
      """;

  static final String EXAMPLES =
      """
      [{"name": "slow", "inputs": {"technology": "fibre", "speed": 100}},
       {"name": "fast", "inputs": {"technology": "fibre", "speed": 1000}}]
      """;

  private Samples() {}
}
