package dev.turnup.engine.cost;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.springframework.core.io.Resource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Draws Turnup's models for Flowable: the same calls, waits, gateways and asynchronous
 * continuations, said in Flowable's words. Left out is what it does not know: mappings of a user
 * task's variables, and times to live.
 */
final class FlowableModels {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final String FLOWABLE = "http://flowable.org/bpmn";

  /** Camunda's attributes, and Flowable's for the same. */
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "asyncBefore", "async",
          "asyncAfter", "asyncLeave",
          "delegateExpression", "delegateExpression",
          "topic", "topic",
          "type", "type",
          "collection", "collection",
          "elementVariable", "elementVariable",
          "candidateGroups", "candidateGroups",
          "dueDate", "dueDate");

  private FlowableModels() {}

  static String drawn(Resource model) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Document document = factory.newDocumentBuilder().parse(model.getInputStream());
      remove(elements(document, DIAGRAM, "BPMNDiagram"));
      remove(elements(document, CAMUNDA, "inputOutput"));
      elements(document, CAMUNDA, "in").forEach(FlowableModels::drawMapping);
      elements(document, CAMUNDA, "out").forEach(FlowableModels::drawMapping);
      // said of each instance, which Flowable says at the activity
      elements(document, BPMN, "multiInstanceLoopCharacteristics")
          .forEach(FlowableModels::raiseContinuations);
      elements(document, BPMN, "*").forEach(FlowableModels::drawAttributes);
      elements(document, BPMN, "businessRuleTask")
          .forEach(task -> document.renameNode(task, BPMN, "bpmn:serviceTask"));
      StringWriter text = new StringWriter();
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IllegalStateException(model.getFilename(), e);
    }
  }

  /** The business key goes along, other mappings are alike. */
  private static void drawMapping(Element mapping) {
    Element call = (Element) mapping.getParentNode().getParentNode();
    if (mapping.hasAttribute("businessKey")) {
      call.setAttributeNS(FLOWABLE, "flowable:inheritBusinessKey", "true");
      mapping.getParentNode().removeChild(mapping);
    } else {
      mapping
          .getOwnerDocument()
          .renameNode(mapping, FLOWABLE, "flowable:" + mapping.getLocalName());
    }
  }

  private static void raiseContinuations(Element loop) {
    for (String name : List.of("asyncBefore", "asyncAfter")) {
      if (loop.hasAttributeNS(CAMUNDA, name)) {
        ((Element) loop.getParentNode()).setAttributeNS(CAMUNDA, "camunda:" + name, "true");
        loop.removeAttributeNS(CAMUNDA, name);
      }
    }
  }

  private static void drawAttributes(Element element) {
    NamedNodeMap attributes = element.getAttributes();
    List<Node> camundas =
        IntStream.range(0, attributes.getLength())
            .mapToObj(attributes::item)
            .filter(attribute -> CAMUNDA.equals(attribute.getNamespaceURI()))
            .toList();
    for (Node attribute : camundas) {
      String name = ATTRIBUTES.get(attribute.getLocalName());
      if (name != null) {
        element.setAttributeNS(
            FLOWABLE,
            "flowable:" + name,
            attribute.getNodeValue().equals("external")
                ? "external-worker"
                : attribute.getNodeValue());
      }
      element.removeAttributeNS(CAMUNDA, attribute.getLocalName());
    }
  }

  private static void remove(List<Element> elements) {
    elements.forEach(element -> element.getParentNode().removeChild(element));
  }

  private static List<Element> elements(Document document, String namespace, String name) {
    NodeList found = document.getElementsByTagNameNS(namespace, name);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(Element.class::cast)
        .toList();
  }
}
