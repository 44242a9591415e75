package dev.turnup.engine;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Deploys models as the Modeler does. */
public final class Deployments {

  private static final String BOUNDARY = "turnup-test-boundary";

  private final URI base;
  private final Map<String, String> fields = new LinkedHashMap<>();

  public Deployments(URI base) {
    this.base = base;
    fields.put("deployment-name", "test");
    fields.put("deployment-source", "Camunda Modeler");
    fields.put("deploy-changed-only", "false");
  }

  /** Says more about the deployment. */
  public Deployments with(String field, String value) {
    fields.put(field, value);
    return this;
  }

  /** Deploys the files, content by name; password = name. */
  public HttpResponse<String> deploy(String user, Map<String, String> files) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) -> part(body, "name=\"%s\"".formatted(name), value));
    files.forEach(
        (name, content) -> part(body, "name=\"%1$s\"; filename=\"%1$s\"".formatted(name), content));
    body.append("--").append(BOUNDARY).append("--\r\n");
    return Caller.basic(base, user, user)
        .sendAs(
            "multipart/form-data; boundary=" + BOUNDARY,
            "POST",
            "/engine-rest/deployment/create",
            body.toString());
  }

  private static void part(StringBuilder body, String disposition, String content) {
    body.append("--").append(BOUNDARY).append("\r\n");
    body.append("Content-Disposition: form-data; ").append(disposition).append("\r\n\r\n");
    body.append(content).append("\r\n");
  }

  /** A process that keeps the rules and waits for a time. */
  public static String process(String id, String duration) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
          <bpmn:process id="%s" isExecutable="true" camunda:versionTag="1.0" camunda:historyTimeToLive="P1D">
            <bpmn:startEvent id="StartEvent_WaitWanted" name="Wait wanted" />
            <bpmn:intermediateCatchEvent id="Event_Waited" name="Waited">
              <bpmn:timerEventDefinition id="Timer"><bpmn:timeDuration>%s</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
            <bpmn:endEvent id="EndEvent_WaitOver" name="Wait over" />
            <bpmn:sequenceFlow id="Flow_WaitWanted" sourceRef="StartEvent_WaitWanted" targetRef="Event_Waited" />
            <bpmn:sequenceFlow id="Flow_Waited" sourceRef="Event_Waited" targetRef="EndEvent_WaitOver" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="Diagram">
            <bpmndi:BPMNPlane id="Plane" bpmnElement="%s">
              <bpmndi:BPMNShape id="S1" bpmnElement="StartEvent_WaitWanted"><dc:Bounds x="100" y="100" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="S2" bpmnElement="Event_Waited"><dc:Bounds x="200" y="100" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="S3" bpmnElement="EndEvent_WaitOver"><dc:Bounds x="300" y="100" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNEdge id="E1" bpmnElement="Flow_WaitWanted"><di:waypoint x="136" y="118" /><di:waypoint x="200" y="118" /></bpmndi:BPMNEdge>
              <bpmndi:BPMNEdge id="E2" bpmnElement="Flow_Waited"><di:waypoint x="236" y="118" /><di:waypoint x="300" y="118" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """
        .formatted(id, duration, id);
  }

  /** A process that keeps the rules and waits for the message {@code news}, a year at most. */
  public static String waiting(String id) {
    return process(id, "P365D")
        .replace(
            """
                <bpmn:intermediateCatchEvent id="Event_Waited" name="Waited">
                  <bpmn:timerEventDefinition id="Timer"><bpmn:timeDuration>P365D</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:intermediateCatchEvent>
            """,
            """
                <bpmn:receiveTask id="Task_AwaitNews" name="Await news" messageRef="Message_News" />
                <bpmn:boundaryEvent id="BoundaryEvent_WaitedLong" name="Waited long" attachedToRef="Task_AwaitNews">
                  <bpmn:timerEventDefinition id="Timer"><bpmn:timeDuration>P365D</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="Flow_WaitedLong" sourceRef="BoundaryEvent_WaitedLong" targetRef="EndEvent_WaitOver" />
            """)
        .replace("Event_Waited\"", "Task_AwaitNews\"")
        .replace(
            "  <bpmndi:BPMNDiagram",
            "  <bpmn:message id=\"Message_News\" name=\"news\" />\n  <bpmndi:BPMNDiagram")
        .replace(
            "</bpmndi:BPMNPlane>",
            """
            <bpmndi:BPMNShape id="S4" bpmnElement="BoundaryEvent_WaitedLong"><dc:Bounds x="220" y="120" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="E4" bpmnElement="Flow_WaitedLong"><di:waypoint x="240" y="156" /><di:waypoint x="318" y="136" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>""");
  }
}
