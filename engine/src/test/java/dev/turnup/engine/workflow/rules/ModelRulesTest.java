package dev.turnup.engine.workflow.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.workflow.NotKept;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRulesTest {

  private static final DmnEngine DECISIONS =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

  private static final KnownNames KNOWN =
      new KnownNames(
          Map.of(
              "planDeliveries",
              NotKept.NOTHING,
              "recordVisit",
              NotKept.NOTHING,
              "reviewPlan",
              new NotKept(Set.of("planLeft"), Set.of("planKnown"), Set.of()),
              "namePlan",
              new NotKept(Set.of("planName"), Set.of(), Set.of("planName"))),
          Set.of("network.activate-service", "network.perform-operation"),
          Set.of("field", "planning"),
          Set.of("fallout-resolution"),
          form -> Optional.empty(),
          form -> Map.of(),
          key -> Optional.empty(),
          key -> Optional.empty());

  private final ModelRules rules = new ModelRules(DECISIONS);

  @Test
  void likeAModelThatKeepsThem() {
    assertThat(violations(Samples.PROCESS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          serviceTask id="Task_PlanDeliveries"    | scriptTask id="Task_PlanDeliveries"            | uses scriptTask
          camunda:delegateExpression="${planDeliveries}" | camunda:class="java.lang.Runtime"        | uses camunda:class
          camunda:delegateExpression="${planDeliveries}" | camunda:expression="${planDeliveries.x()}" | uses camunda:expression
          camunda:delegateExpression="${planDeliveries}" | camunda:delegateExpression="${dataSource}" | names no own work
          camunda:delegateExpression="${planDeliveries}" | camunda:delegateExpression="${planDeliveries.run()}" | names no own work
          camunda:topic="network.activate-service" | camunda:topic="network.activte-service"       | nobody works off the topic
          camunda:topic="network.activate-service" | camunda:topic="${topic}"                      | nobody works off the topic
          camunda:topic="network.activate-service" | camunda:topic="network.perform-operation"     | which operation it wants
          camunda:topic="network.activate-service" | camunda:topic="network.perform-operation"     | goes on whatever the answer is
          name="capacity-moved"                   | name="operation-answered"                      | which call's answer
          camunda:formRef="install-on-site"       | camunda:formRef="instal-on-site"               | there is no form
          camunda:formRef="install-on-site"       | camunda:formKey="embedded:x.html"              | uses camunda:formKey
          camunda:formRefBinding="latest"         | camunda:formRefBinding="deployment"            | latest version
          camunda:candidateGroups="field"         | camunda:candidateGroups="feild"                | is offered to feild
          camunda:candidateGroups="field"         | camunda:assignee="anna"                        | uses camunda:assignee
          camunda:dueDate="${visitDue}"           | camunda:dueDate="tomorrow"                     | is no time
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${''.getClass()}"             | calls something
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${dateTime().plusDays(1)}"    | calls something
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${x.y}"                       | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${x['y']}"                    | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${execution}"                 | uses the engine's execution
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${planDeliveries}"            | as a value
          camunda:dueDate="${visitDue}"           | camunda:dueDate="#{''.class}"                  | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${'}'}${a.b}"                 | more than a comparison
          ${visitOutcome == 'done'}               | ${visitOutcome.equals('done')}                 | calls something
          PT15M                                   | ${''.getClass()}                               | calls something
          calledElement="fallout-resolution"      | calledElement="fallout-resolutoin"             | there is no process
          calledElement="fallout-resolution"      | calledElement="${x.y}"                         | more than a comparison
          camunda:calledElementBinding="latest"   | camunda:calledElementBinding="deployment"      | latest version
          #{execution.processBusinessKey}         | #{execution.processEngineServices}             | number on
          source="orderId" target="orderId"       | variables="all"                                | maps all variables
          source="orderId" target="orderId"       | sourceExpression="${a.b}" target="orderId"     | more than a comparison
          <bpmn:receiveTask                       | <bpmn:eventBasedGateway                        | uses eventBasedGateway
          id="Gateway_VisitDone" name="Visit done?" | id="Gateway_VisitDone" name="Visit done"     | without a question
          default="Flow_VisitDoneNo"              | id2="x"                                        | no default flow
          name="no" sourceRef                     | sourceRef                                      | which answer
          id="Task_InstallOnSite" name="Install on site" | id="Activity_0x1" name="Install on site" | give it the id Task_InstallOnSite
          name="Install on site"                  | name="Install On Site"                         | sentence case
          id="Task_InstallOnSite" name="Install on site" | id="Task_ManageVisit" name="Manage visit" | process, handle, manage or task
          Flow_VisitDoneNo                        | Flow_0ab1                                      | generated
          errorCode="step-fell-out"               | errorCode="other"                              | nothing catches it
          camunda:historyTimeToLive="P1095D"      | camunda:jobPriority="1"                        | has no historyTimeToLive
          camunda:versionTag="1.0"                | camunda:jobPriority="1"                        | has no versionTag
          isExecutable="true"                     | isExecutable="false"                           | not executable
          process id="sample"                     | process id="other"                             | differs from its file
          <camunda:outputParameter name="visitOutcome">${visitOutcome}</camunda:outputParameter> | <camunda:outputParameter name="other" /> | has no output mapping
          <camunda:inputParameter name="shownOrder">${shownOrder}</camunda:inputParameter> | <camunda:inputParameter name="other" /> | has no input mapping
          <camunda:inputParameter name="shownOrder">${shownOrder}</camunda:inputParameter> | <camunda:inputParameter name="shownOrder"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:inputParameter> | uses script
          <camunda:inputParameter name="shownOrder">${shownOrder}</camunda:inputParameter> | <camunda:inputParameter name="shownOrder">${shownOrder.x}</camunda:inputParameter> | more than a comparison
          <camunda:inputOutput>                   | <camunda:taskListener event="create" class="x" /><camunda:inputOutput> | uses taskListener
          <camunda:inputOutput>                   | <camunda:executionListener event="start" expression="${x}" /><camunda:inputOutput> | uses executionListener
          <camunda:inputOutput>                   | <camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector><camunda:inputOutput> | uses connector
          <camunda:inputOutput>                   | <camunda:failedJobRetryTimeCycle>R3/PT0S</camunda:failedJobRetryTimeCycle><camunda:inputOutput> | without a delay
          camunda:asyncAfter="true" camunda:delegateExpression="${recordVisit}" | camunda:delegateExpression="${recordVisit}" | follows a user task
          camunda:asyncBefore="true" camunda:delegateExpression="${planDeliveries}" | camunda:delegateExpression="${planDeliveries}" | without a save point
          <bpmn:startEvent id="StartEvent_SampleStarted" name="Sample started"> | <bpmn:startEvent id="StartEvent_SampleStarted" name="Sample started"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition> | starts by itself
          <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"> | <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"><bpmn:errorEventDefinition errorRef="Error_StepFellOut" /> | ends the process with an error
          <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"> | <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"><bpmn:escalationEventDefinition /> | ends the process with an error or escalation
          <bpmn:error id="Error_StepFellOut" | <bpmn:escalation id="Escalation_X" escalationCode="other-name" /><bpmn:error id="Error_StepFellOut" | Escalation_OtherName
          <bpmn:error id="Error_StepFellOut"      | <bpmn:signal id="Signal_X" name="x" /><bpmn:error id="Error_StepFellOut" | uses signal
          bpmnElement="Task_InstallOnSite"        | bpmnElement="Task_Else"                        | not in the picture
          <bpmn:timeDuration>PT15M</bpmn:timeDuration> | <bpmn:timeCycle>R/PT15M</bpmn:timeCycle> | uses timeCycle
          attachedToRef="Task_AwaitCapacity"      | attachedToRef="Task_PlanDeliveries"            | Task_AwaitCapacity: may wait for ever
          <bpmn:receiveTask id="Task_AwaitCapacity" name="Await capacity" messageRef="Message_CapacityMoved" /> | <bpmn:intermediateCatchEvent id="Event_AwaitCapacity" name="Await capacity"><bpmn:messageEventDefinition id="M" messageRef="Message_CapacityMoved" /></bpmn:intermediateCatchEvent> | waits without an end
          messageRef="Message_CapacityMoved"      | messageRef="Message_Else"                      | waits for no message
          <bpmn:message id="Message_CapacityMoved" | <bpmn:process id="second" /><bpmn:message id="Message_CapacityMoved" | holds 2 processes
          <bpmn:timeDuration>PT15M</bpmn:timeDuration> | <!-- -->                                  | its timer has no time
          <bpmn:timeDuration>PT15M</bpmn:timeDuration> | <bpmn:timeDuration>in a week</bpmn:timeDuration> | its timer has no time
          <bpmn:timeDuration>PT15M</bpmn:timeDuration> | <bpmn:timeDuration>PT15</bpmn:timeDuration>  | its timer has no time
          <bpmn:timeDuration>PT15M</bpmn:timeDuration> | <bpmn:timeDuration/>                       | its timer has no time
          <bpmn:timeDuration>PT15M</bpmn:timeDuration> | <bpmn:timeDate>soon</bpmn:timeDate>        | its timer has no time
          <bpmn:extensionElements>                | <bpmn:multiInstanceLoopCharacteristics camunda:collection="all" /><bpmn:extensionElements> | what it is done for
          <bpmn:extensionElements>                | <bpmn:multiInstanceLoopCharacteristics camunda:elementVariable="one" /><bpmn:extensionElements> | what it is done for
          <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"> | <bpmn:subProcess id="SubProcess_DoEach" name="Do each"><bpmn:multiInstanceLoopCharacteristics camunda:collection="all" camunda:elementVariable="one" /><bpmn:endEvent id="EndEvent_Lost" name="Lost"><bpmn:errorEventDefinition errorRef="Error_StepFellOut" /></bpmn:endEvent></bpmn:subProcess><bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"> | EndEvent_Lost: its error would cancel every other
          name="Install on site" camunda:formRef  | camunda:formRef                                | Task_InstallOnSite: has no label
          id="Task_InstallOnSite" name="Install on site" | id="Activity_0x1"                       | Activity_0x1: its id is generated
          camunda:topic="network.activate-service" | camunda:topic="network.activate-service" camunda:delegateExpression="${planDeliveries}" | neither own nor outside work
          camunda:type="external"                 | camunda:type="mail"                            | neither own nor outside work
          camunda:asyncBefore="true" camunda:delegateExpression="${planDeliveries}" | camunda:asyncBefore="true" | does nothing
          camunda:candidateGroups="field"         | camunda:priority="1"                           | is offered to nobody
          camunda:formRef="install-on-site"       | camunda:priority="1"                           | has no form
          <bpmn:conditionExpression>${visitOutcome == 'done'}</bpmn:conditionExpression> | <!-- -->       | Flow_VisitDoneYes: has no condition
          name="no" sourceRef="Gateway_VisitDone" targetRef="Task_InstallOnSite" /> | name="no" sourceRef="Gateway_VisitDone" targetRef="Task_InstallOnSite"><bpmn:conditionExpression>${visitOutcome == 'late'}</bpmn:conditionExpression></bpmn:sequenceFlow> | is default and has one
          name="capacity-moved"                   | name="Capacity moved"                          | is called Capacity moved
          bpmn:error id="Error_StepFellOut"       | bpmn:error id="Error_0x1"                      | is called step-fell-out
          camunda:candidateGroups="field"         | camunda:candidateUsers="anna"                  | uses camunda:candidateUsers
          camunda:candidateGroups="field"         | camunda:candidateGroups="${x.y}"               | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${visitDue}" camunda:followUpDate="${x.y}" | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${visitDue}" camunda:priority="${x.y}" | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${visitDue}" camunda:taskPriority="${x.y}" | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${visitDue}" camunda:jobPriority="${x.y}" | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${visitDue}" camunda:formHandlerClass="X" | uses camunda:formHandlerClass
          camunda:dueDate="${visitDue}"           | camunda:dueDate="\\${'}${x.y}'}"              | a backslash
          camunda:dueDate="${visitDue}"           | camunda:dueDate="$&#123;x.y}"                  | more than a comparison
          camunda:dueDate="${visitDue}"           | camunda:dueDate="${visitDue}" xmlns:activiti="http://activiti.org/bpmn" activiti:assignee="anna" | uses {http://activiti.org/bpmn}assignee
          camunda:delegateExpression="${planDeliveries}" | camunda:delegateExpression="${planDeliveries}" xmlns:activiti="http://activiti.org/bpmn" activiti:class="X" | uses {http://activiti.org/bpmn}class
          <bpmn:serviceTask id="Task_PlanDeliveries" name="Plan deliveries" | <bpmn:businessRuleTask id="Task_PlanDeliveries" name="Plan deliveries" camunda:type="external" camunda:topic="nobody.works" | uses camunda:topic
          <bpmn:serviceTask id="Task_PlanDeliveries" name="Plan deliveries" | <bpmn:businessRuleTask id="Task_PlanDeliveries" name="Plan deliveries" camunda:type="shell" | uses camunda:type
          <bpmn:serviceTask id="Task_PlanDeliveries" name="Plan deliveries" | <bpmn:businessRuleTask id="Task_PlanDeliveries" name="Plan deliveries" camunda:decisionRef="x" | uses camunda:decisionRef
          <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"> | <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"><bpmn:messageEventDefinition id="M" camunda:delegateExpression="${x.y}" /> | uses camunda:delegateExpression
          <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"> | <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"><bpmn:messageEventDefinition id="M" camunda:type="external" camunda:topic="nobody.works" /> | uses camunda:topic
          <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"> | <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"><bpmn:compensateEventDefinition /> | uses compensateEventDefinition
          <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"> | <bpmn:endEvent id="EndEvent_SampleEnded" name="Sample ended"><bpmn:signalEventDefinition /> | uses signalEventDefinition
          <bpmn:startEvent id="StartEvent_SampleStarted" name="Sample started"> | <bpmn:startEvent id="StartEvent_SampleStarted" name="Sample started"><bpmn:conditionalEventDefinition><bpmn:condition>x</bpmn:condition></bpmn:conditionalEventDefinition> | uses condition,
          <bpmn:conditionExpression>              | <bpmn:conditionExpression language="groovy">   | uses language
          <bpmn:conditionExpression>              | <bpmn:conditionExpression camunda:resource="x.groovy"> | uses camunda:resource
          ${visitOutcome == 'done'}               | <![CDATA[${''.getClass()}]]>                   | calls something
          <bpmn:timeDuration>PT15M</bpmn:timeDuration> | <bpmn:timeDate>${''.getClass()}</bpmn:timeDate> | calls something
          <bpmn:message id="Message_CapacityMoved" name="capacity-moved" | <bpmn:message id="Message_CapacityMoved" name="${x.y}" | more than a comparison
          name="step-fell-out" errorCode="step-fell-out" | name="step-fell-out" errorCode="step-fell-out" camunda:errorMessage="${x}" | uses camunda:errorMessage
          id="E1" errorRef="Error_StepFellOut"    | id="E1" errorRef="Error_StepFellOut" camunda:errorMessageVariable="x" | uses camunda:errorMessageVariable
          name="Install on site" camunda:formRef  | name="${x.y}" camunda:formRef                  | more than a comparison
          calledElement="fallout-resolution"      | calledElement="fallout-resolution" camunda:variableMappingClass="X" | uses camunda:variableMappingClass
          calledElement="fallout-resolution"      | calledElement="fallout-resolution" camunda:variableMappingDelegateExpression="${x}" | uses camunda:variableMappingDelegateExpression
          <bpmn:extensionElements>                | <bpmn:multiInstanceLoopCharacteristics camunda:collection="${x.y}" camunda:elementVariable="a" /><bpmn:extensionElements> | more than a comparison
          <bpmn:extensionElements>                | <bpmn:multiInstanceLoopCharacteristics><bpmn:completionCondition>true</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements> | uses completionCondition
          <bpmn:extensionElements>                | <bpmn:potentialOwner><bpmn:resourceAssignmentExpression /></bpmn:potentialOwner><bpmn:extensionElements> | uses potentialOwner
          <bpmn:extensionElements>                | <bpmn:documentation>${''.getClass()}</bpmn:documentation><bpmn:extensionElements> | calls something
          <camunda:inputOutput>                   | <camunda:formData /><camunda:inputOutput>      | uses formData
          <camunda:inputOutput>                   | <camunda:field name="x" expression="${x}" /><camunda:inputOutput> | uses field
          <camunda:inputOutput>                   | <camunda:properties><camunda:script /></camunda:properties><camunda:inputOutput> | uses script
          <camunda:inputOutput>                   | <camunda:failedJobRetryTimeCycle>${x.y}</camunda:failedJobRetryTimeCycle><camunda:inputOutput> | more than a comparison
          <camunda:inputParameter name="shownOrder">${shownOrder}</camunda:inputParameter> | <camunda:inputParameter name="shownOrder"><camunda:list><camunda:value>${x.y}</camunda:value></camunda:list></camunda:inputParameter> | more than a comparison
          <camunda:inputParameter name="shownOrder">${shownOrder}</camunda:inputParameter> | <camunda:inputParameter name="shownOrder"><camunda:map /></camunda:inputParameter> | uses map
          """)
  void sayWhatIsWrongWithAProcess(String part, String instead, String problem) {
    assertThat(Samples.PROCESS).contains(part);

    assertThat(violations(Samples.PROCESS.replace(part, instead)))
        .anySatisfy(violation -> assertThat(violation.message()).contains(problem));
  }

  /** Own work sets planLeft for the gateway behind it, and what may be asked for in later ones. */
  private static final String REVIEWED =
      Samples.PROCESS
          .replace("${planDeliveries}", "${reviewPlan}")
          .replace(
              "<bpmn:sequenceFlow id=\"Flow_D\" sourceRef=\"Task_PlanDeliveries\" targetRef=\"Task_ActivateService\" />",
              """
              <bpmn:exclusiveGateway id="Gateway_PlanLeft" name="Plan left?" default="Flow_PlanLeftNo" />
              <bpmn:sequenceFlow id="Flow_D" sourceRef="Task_PlanDeliveries" targetRef="Gateway_PlanLeft" />
              <bpmn:sequenceFlow id="Flow_PlanLeftYes" name="yes" sourceRef="Gateway_PlanLeft" targetRef="Task_ActivateService">
                <bpmn:conditionExpression>${planLeft == true}</bpmn:conditionExpression>
              </bpmn:sequenceFlow>
              <bpmn:sequenceFlow id="Flow_PlanLeftNo" name="no" sourceRef="Gateway_PlanLeft" targetRef="Task_ActivateService" />
              """)
          .replace(
              "<bpmndi:BPMNEdge bpmnElement=\"Flow_D\" />",
              """
              <bpmndi:BPMNEdge bpmnElement="Flow_D" />
              <bpmndi:BPMNShape bpmnElement="Gateway_PlanLeft" />
              <bpmndi:BPMNEdge bpmnElement="Flow_PlanLeftYes" />
              <bpmndi:BPMNEdge bpmnElement="Flow_PlanLeftNo" />
              """);

  @Test
  void likeThatWhatIsNotKeptIsAskedForAtOnce() {
    assertThat(violations(REVIEWED)).isEmpty();
    assertThat(violations(REVIEWED.replace("planLeft ==", "planKnown =="))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name="Plan left?"              | name="Plan left?" camunda:asyncBefore="true"             | Gateway_PlanLeft: lies between "Plan deliveries", which sets planLeft, and "Plan left?"
          camunda:asyncBefore="true"     | camunda:asyncBefore="true" camunda:asyncAfter="true"     | Task_PlanDeliveries: lies between
          ${visitOutcome == 'done'}      | ${planLeft == true}                                      | Task_ActivateService: lies between "Plan deliveries", which sets planLeft, and "Visit done?"
          ${visitOutcome == 'done'}      | ${planKnown == true}                                     | Task_ActivateService: lies between "Plan deliveries", which sets planKnown, and "Visit done?"
          ${shownOrder}                  | ${planLeft}                                              | and "Install on site"
          source="orderId"               | source="planLeft"                                        | Task_ActivateService: lies between "Plan deliveries", which sets planLeft, and "Resolve fallout"
          sourceRef="Gateway_VisitDone" targetRef="Task_InstallOnSite" | sourceRef="Gateway_VisitDone" targetRef="Gateway_PlanLeft" | Task_ActivateService: lies between
          """)
  void sayWhereSomethingIsForgottenThatIsAskedForLater(
      String part, String instead, String problem) {
    assertThat(REVIEWED).contains(part);

    assertThat(forgotten(REVIEWED.replace(part, instead)))
        .singleElement()
        .asString()
        .contains(problem);
  }

  @Test
  void likeThatWhatTheWorkKeepsWhereItHasToIsAskedForAgain() {
    assertThat(
            forgotten(
                REVIEWED
                    .replace("planLeft ==", "planKnown ==")
                    .replace(
                        "sourceRef=\"Gateway_VisitDone\" targetRef=\"Task_InstallOnSite\"",
                        "sourceRef=\"Gateway_VisitDone\" targetRef=\"Gateway_PlanLeft\"")))
        .isEmpty();
  }

  /** Each of them is saved, after all have been counted. */
  @Test
  void likeThatWhatIsNotKeptIsDoneForEach() {
    String each =
        REVIEWED
            .replace(
                "camunda:topic=\"network.activate-service\">",
                "camunda:topic=\"network.activate-service\">"
                    + "<bpmn:multiInstanceLoopCharacteristics camunda:asyncBefore=\"true\" camunda:collection=\"planLeft\" camunda:elementVariable=\"one\" />")
            .replace(
                "sourceRef=\"CallActivity_ResolveFallout\" targetRef=\"Task_ActivateService\"",
                "sourceRef=\"CallActivity_ResolveFallout\" targetRef=\"EndEvent_SampleEnded\"");

    assertThat(forgotten(each)).isEmpty();
    assertThat(
            forgotten(
                each.replace(
                    "name=\"Activate service\"",
                    "name=\"Activate service\" camunda:asyncBefore=\"true\"")))
        .singleElement()
        .asString()
        .contains("Task_ActivateService: lies between");
  }

  @Test
  void refuseToForgetWhatTheCallerAsksFor() {
    String named = Samples.PROCESS.replace("${planDeliveries}", "${namePlan}");

    assertThat(forgotten(named))
        .singleElement()
        .asString()
        .contains("Task_PlanDeliveries: sets planName for the caller of this process");
    assertThat(
            forgotten(
                named.replace(
                    "sourceRef=\"Task_PlanDeliveries\" targetRef=\"Task_ActivateService\"",
                    "sourceRef=\"Task_PlanDeliveries\" targetRef=\"EndEvent_SampleEnded\"")))
        .isEmpty();
    String caller =
        Samples.PROCESS.replace(
            "<camunda:in source=\"orderId\" target=\"orderId\" />",
            "<camunda:out source=\"planName\" target=\"nameOfPlan\" />");
    assertThat(forgotten(caller)).isEmpty();
    assertThat(forgotten(caller.replace("${visitOutcome == 'done'}", "${nameOfPlan == 'x'}")))
        .singleElement()
        .asString()
        .contains("Task_ActivateService: lies between \"Resolve fallout\", which sets nameOfPlan");
  }

  private List<String> forgotten(String process) {
    return violations(process).stream()
        .map(Violation::message)
        .filter(message -> message.contains("forgotten"))
        .toList();
  }

  @Test
  void refuseAnErrorThatWouldCancelTheSiblings() {
    String severalTimes =
        Samples.PROCESS.replace(
            "<bpmn:serviceTask id=\"Task_ActivateService\" name=\"Activate service\" camunda:type=\"external\" camunda:topic=\"network.activate-service\">",
            "<bpmn:serviceTask id=\"Task_ActivateService\" name=\"Activate service\" camunda:type=\"external\" camunda:topic=\"network.activate-service\">"
                + "<bpmn:multiInstanceLoopCharacteristics camunda:collection=\"componentIds\" camunda:elementVariable=\"componentId\" />");

    assertThat(violations(severalTimes))
        .singleElement()
        .satisfies(
            violation ->
                assertThat(violation.problem()).contains("would cancel every other instance"));
  }

  @Test
  void nameElementLineAndRemedy() {
    Violation violation =
        violations(
                Samples.PROCESS.replace(
                    "camunda:topic=\"network.activate-service\"", "camunda:topic=\"x\""))
            .get(0);

    assertThat(violation.element()).isEqualTo("Task_ActivateService");
    assertThat(Samples.PROCESS.lines().skip(violation.line() - 1L).findFirst().orElseThrow())
        .contains("Task_ActivateService");
    assertThat(violation.remedy())
        .isEqualTo("use one of network.activate-service, network.perform-operation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x.cmmn", "x.bpmn20.xml", "x.dmn11.xml", "x.groovy", "x.js", "x.html", "x"})
  void refuseWhatIsNoModel(String file) {
    assertThat(rules.violationsIn(Map.of(file, new byte[0]), KNOWN)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<", "", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"})
  void refuseWhatIsNotWellFormed(String document) {
    assertThat(violations(document)).isNotEmpty();
  }

  @Test
  void refuseADocumentTypeInAModelThatKeepsThemOtherwise() {
    String model =
        Samples.PROCESS.replace(
            "<bpmn:definitions",
            "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><bpmn:definitions");

    assertThat(violations(model))
        .anySatisfy(violation -> assertThat(violation.message()).contains("not well-formed"));
  }

  @Test
  void likeADecisionThatKeepsThem() {
    assertThat(decisionViolations(Samples.DECISION, Samples.EXAMPLES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          </decision>                  | </decision><decision id="other" name="Other" />        | is not one decision table
          name="speedClass"            | name="Speed class"                                     | has no name
          hitPolicy="UNIQUE"           | hitPolicy="COLLECT" aggregation="SUM"                  | hit policy is COLLECTSUM
          hitPolicy="UNIQUE"           | hitPolicy="FIRST"                                      | hit policy
          <inputEntry id="I1"><text>"fibre"</text>    | <inputEntry id="I1"><text>fibre</text>  | which is no input
          <inputEntry id="I1"><text>"fibre"</text>    | <inputEntry id="I1"><text>"fibre</text> | cannot be read
          <inputEntry id="I2"><text>&lt; 300</text>   | <inputEntry id="I2"><text>&lt; limit</text> | which is no input
          <outputEntry id="O1"><text>"slow"</text>    | <outputEntry id="O1"><text>slow</text>  | which is no input
          <outputEntry id="O1"><text>"slow"</text>    | <outputEntry id="O1"><text></text>      | is empty
          <outputEntry id="O1"><text>"slow"</text>    | <outputEntry id="O1"><text>string(now())</text> | asks now
          <outputEntry id="O1"><text>"slow"</text>    | <outputEntry id="O1" expressionLanguage="javascript"><text>1</text> | is written in javascript
          <inputExpression id="IE1" typeRef="string"><text>technology</text> | <inputExpression id="IE1" typeRef="string" expressionLanguage="juel"><text>technology</text> | is written in juel
          <inputEntry id="I1">                        | <inputEntry id="I1" expressionLanguage="juel"> | is written in juel
          name="Sample" namespace                     | name="Sample" expressionLanguage="groovy" namespace | is written in groovy
          <outputEntry id="O1"><text>"slow"</text>    | <outputEntry id="O1"><text>{f: function(x) external {java: {class: "java.lang.Math", method signature: "abs(double)"}}, r: f(1)}.r</text> | External functions are disabled
          <outputEntry id="O1"><text>"slow"</text>    | <outputEntry id="O1"><x:text xmlns:x="urn:x">"slow"</x:text><text>now()</text> | cannot be read
          <inputExpression id="IE1" typeRef="string"><text>technology</text> | <inputExpression id="IE1" typeRef="string"><text>lower case(technology)</text> | not the plain name
          typeRef="integer"                           | typeRef="date"                                 | its type is "date"
          <outputEntry id="O1"><text>"slow"</text>    | <outputEntry id="O1"><text>{a: speed, b: c}</text> | names c, which is no input
          <description>up to 300</description>        | <description></description>             | has no annotation
          id="Rule_Slow"                              | id="DecisionRule_0a1"                   | generated
          decision id="sample"                        | decision id="other"                     | differs from its file
          camunda:historyTimeToLive="P1095D"          | x="1"                                   | has no historyTimeToLive
          <inputEntry id="I2"><text>&lt; 300</text>   | <inputEntry id="I2"><text>-</text>      | fails at its example
          <inputEntry id="I1"><text>"fibre"</text>    | <inputEntry id="I1"><text>"copper"</text> | no rule answers
          """)
  void sayWhatIsWrongWithADecision(String part, String instead, String problem) {
    assertThat(Samples.DECISION).contains(part);

    assertThat(
            decisionViolations(
                Samples.DECISION.replace(part, instead == null ? "" : instead), Samples.EXAMPLES))
        .anySatisfy(violation -> assertThat(violation.message()).contains(problem));
  }

  @Test
  void likeADecisionWhoseCellsMapCharacteristics() {
    String mapping =
        "{down: speed, up: down / 2, profile: for t in [technology] return upper case(t)}";

    assertThat(
            decisionViolations(
                Samples.DECISION
                    .replace("<text>\"slow\"</text>", "<text>" + mapping + "</text>")
                    .replace("name=\"speedClass\" typeRef=\"string\"", "name=\"characteristics\""),
                Samples.EXAMPLES))
        .isEmpty();
  }

  @Test
  void takeWhatAnExampleDoesNotSayForNull() {
    String unasked = Samples.DECISION.replace("<text>&lt; 300</text>", "<text>null</text>");

    assertThat(
            decisionViolations(
                unasked, "[{\"name\": \"any\", \"inputs\": {\"technology\": \"fibre\"}}]"))
        .isEmpty();
  }

  @Test
  void refuseADecisionThatNobodyTried() {
    assertThat(decisionViolations(Samples.DECISION, ""))
        .singleElement()
        .satisfies(violation -> assertThat(violation.problem()).isEqualTo("has no sample inputs"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "id": "install-on-site"  | "id": "other"          | differs from its file
          "schemaVersion": 16      | "schemaVersion": 18    | does not understand
          "type": "radio"          | "type": "iframe"       | is a iframe
          "key": "visitOutcome"    | "key": "shownOrder"    | is there twice
          {"type": "radio"         | {"type": "group", "components": [{"type": "html"}]}, {"type": "radio" | is a html
          {"type": "radio"         | {"type": "group", "components": [{"type": "group", "components": [{"type": "number", "key": "visitOutcome"}]}]}, {"type": "radio" | is there twice
          """)
  void sayWhatIsWrongWithAForm(String part, String instead, String problem) {
    assertThat(Samples.FORM).contains(part);

    assertThat(
            rules.violationsIn(
                Map.of("install-on-site.form", Samples.FORM.replace(part, instead).getBytes(UTF_8)),
                KNOWN))
        .anySatisfy(violation -> assertThat(violation.message()).contains(problem));
  }

  @Test
  void refuseAFormThatAsksForWhatADeployedTaskTakesNoNoticeOf() {
    KnownNames deployed =
        new KnownNames(
            KNOWN.delegates(),
            KNOWN.topics(),
            KNOWN.groups(),
            KNOWN.processes(),
            KNOWN.form(),
            form -> Map.of("sample.bpmn", Samples.PROCESS.getBytes(UTF_8)),
            KNOWN.table(),
            KNOWN.examples());
    String more =
        Samples.FORM.replace(
            "\"components\": [",
            "\"components\": [{\"id\": \"Field_Meter\", \"type\": \"textfield\", \"key\": \"meterReading\"}, ");
    assertThat(more).isNotEqualTo(Samples.FORM);

    assertThat(
            rules.violationsIn(
                Map.of("install-on-site.form", Samples.FORM.getBytes(UTF_8)), deployed))
        .isEmpty();
    assertThat(rules.violationsIn(Map.of("install-on-site.form", more.getBytes(UTF_8)), deployed))
        .singleElement()
        .satisfies(
            violation ->
                assertThat(violation.message()).contains("meterReading has no output mapping"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          decompose-component      | "site"               | "sit"                | Rule_AccessLine: its sharedWithin is "sit"; write one of "item", "bundle", "site", "account", "order"
          decompose-component      | "site"               | null                 | its sharedWithin is ""; write one of
          decompose-component      | "site"               | if action = "add" then "sit" else "item" | answers sharedWithin "sit" to its example
          decompose-component      | "add"                | "adds"               | asks whether action is "adds", which it never is; write one of "add", "delete", "modify", "noChange"
          decompose-component      | <text>1</text>       | <text>-1</text>      | its quantity is -1; write a whole number from 0
          decompose-component      | name="quantity"      | name="quantities"    | has no output quantity
          decompose-component      | <text>{}</text>      | <text>"{}"</text>    | its characteristics is "{}"; write a context
          component-specification  | "RFS"                | "RSF"                | Rule_AccessLine: its kind is "RSF"; write one of "CFS", "RFS", "resource"
          component-specification  | "speed"              | "0"                  | its units is "0"; write a number above 0, or
          component-specification  | <text>true</text>    | <text>"yes"</text>   | its siteVisit is "yes"; write true or false
          component-specification  | <text>60</text>      | <text>-60</text>     | its durationMinutes is -60
          component-specification  | <text>1</text>       | <text>8761</text>    | its leadTimeHours is 8761; write a whole number from 0 to 8760
          component-specification  | "service-activation" | "service-activatoin" | its activationProcess is "service-activatoin"; write one of "service-activation", or deploy the model with the table
          component-specification  | "access-line, ont, router" | "access-line, ont (on)" | its reliesOn is "access-line, ont (on)"; write names, separated by commas, each alone or with (activated) or (verified) or (active) behind it
          component-specification  | "access-line, ont, router" | "acces-line, ont" | or (active) behind it; a name is one of "access-line",
          decompose-component      | "router"             | "ruoter"             | its component is "ruoter"; write a text; a name is one of "access-line",
          component-specification  | "hard"               | "Hard"               | its pointOfNoReturn is "Hard"; write one of "none", "soft", "hard"
          component-specification  | "postpaid"           | "post-paid"          | its chargingMode is "post-paid"; write one of "prepaid", "postpaid"
          component-specification  | "cease"              | "undo"               | its reversal is "undo"; write one of "cease", "none", "service-activation", or deploy
          order-rules              | "repair"             | "mend"               | its verdict is "mend"; write one of "accept", "reject", "repair", "wait"
          offering-characteristics | "integer"            | "int"                | its valueType is "int"; write one of "integer", "number", "boolean", "text"
          delivery-policy          | "together"           | "at-once"            | its grouping is "at-once"
          credit-check             | <text>true</text>    | <text>1</text>       | its check is 1; write true or false
          fallout-policy           | "dispatch"           | "dispatchers"        | its queue is "dispatchers"; write one of "dispatch", "fallout-desk"
          escalation-policy        | "supervisors"        | "bosses"             | its group is "bosses"; write one of
          kpi-target               | "percent"            | "per cent"           | its unit is "per cent"; write one of
          kpi-target               | "touch-time"         | "touchtime"          | asks whether kpi is "touchtime"
          order-priority           | <text>672</text>     | <text>6.5</text>     | its headStartHours is 6.5; write a whole number
          visit-assignment         | <text>20</text>      | <text>2.5</text>     | its score is 2.5; write a whole number
          task-assignment          | "same person"        | "any person"         | its assignee is "any person"; write one of
          approval-policy          | <text>true</text>    | <text>"yes"</text>   | its secondPerson is "yes"; write true or false
          retry-policy             | "unavailable"        | "unreachable"        | asks whether errorClass is "unreachable"
          retry-policy             | <text>false</text>   | <text>"no"</text>    | its giveUp is "no"
          """)
  void sayWhatTurnupCannotUseOfATableThatItAsks(
      String table, String part, String instead, String problem) throws IOException {
    String bundled = bundled(table + ".dmn");
    assertThat(bundled).contains(part);
    assertThat(askedViolations(table, bundled)).isEmpty();

    assertThat(askedViolations(table, bundled.replace(part, instead)))
        .anySatisfy(violation -> assertThat(violation.message()).contains(problem));
  }

  @Test
  void sayThatATableIsAboutATopicThatThereIsNot() throws IOException {
    String of = bundled("retry-policy.dmn").replaceFirst("<text></text>", "<text>\"%s\"</text>");

    assertThat(askedViolations("retry-policy", of.formatted("netwrok")))
        .singleElement()
        .satisfies(
            violation ->
                assertThat(violation.message())
                    .contains("asks whether system is \"netwrok\"")
                    .contains("one of \"billing\", \"network\""));
  }

  @Test
  void likeAnAskedTableThatComputesItsAnswersAndHasMoreOfThem() throws IOException {
    String table =
        bundled("decompose-component.dmn")
            .replace(
                "<text>\"site\"</text>",
                "<text>if action = \"add\" then \"site\" else \"item\"</text>")
            .replaceFirst("<rule ", "<output id=\"Own\" name=\"own\" typeRef=\"string\" /><rule ")
            .replace("</rule>", "<outputEntry><text>\"sit\"</text></outputEntry></rule>");

    assertThat(askedViolations("decompose-component", table)).isEmpty();
  }

  private static Optional<byte[]> bundledTable(String key) {
    try {
      return Optional.of(bundled(key + ".dmn").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Violation> askedViolations(String table, String content) throws IOException {
    KnownNames known =
        new KnownNames(
            Map.of(),
            Set.of("network.activate-service", "billing.start-billing"),
            Set.of(
                "order-desk",
                "planning",
                "dispatch",
                "fallout-desk",
                "supervisors",
                "managers",
                "operators"),
            Set.of("service-activation"),
            KNOWN.form(),
            KNOWN.showing(),
            ModelRulesTest::bundledTable,
            KNOWN.examples());
    String examples = table + ".examples.json";
    return rules.violationsIn(
        Map.of(
            table + ".dmn", content.getBytes(UTF_8), examples, bundled(examples).getBytes(UTF_8)),
        known);
  }

  private static String bundled(String file) throws IOException {
    try (InputStream decision = ModelRulesTest.class.getResourceAsStream("/decisions/" + file)) {
      return new String(decision.readAllBytes(), UTF_8);
    }
  }

  private List<Violation> violations(String process) {
    return rules.violationsIn(
        Map.of(
            "sample.bpmn", process.getBytes(UTF_8),
            "install-on-site.form", Samples.FORM.getBytes(UTF_8)),
        KNOWN);
  }

  private List<Violation> decisionViolations(String decision, String examples) {
    Map<String, byte[]> files = new HashMap<>();
    files.put("sample.dmn", decision.getBytes(UTF_8));
    if (!examples.isEmpty()) {
      files.put("sample.examples.json", examples.getBytes(UTF_8));
    }
    return rules.violationsIn(files, KNOWN);
  }
}
