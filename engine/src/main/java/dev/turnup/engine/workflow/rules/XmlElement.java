package dev.turnup.engine.workflow.rules;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of a model that knows where it stands, which the parsers at hand forget. */
final class XmlElement {

  static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  static final String SCHEMA_INSTANCE = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

  /** An attribute, its namespace "" where it has none of its own. */
  record Attribute(String namespace, String name, String value) {

    /** As it is written, or with its namespace where models have no usual prefix for that. */
    String qualifiedName() {
      return switch (namespace) {
        case "" -> name;
        case CAMUNDA -> "camunda:" + name;
        default -> "{" + namespace + "}" + name;
      };
    }
  }

  private final String namespace;
  private final String name;
  private final int line;
  private final int column;
  private final Optional<XmlElement> parent;
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlElement(XMLStreamReader reader, Optional<XmlElement> parent) {
    this.namespace = Optional.ofNullable(reader.getNamespaceURI()).orElse("");
    this.name = reader.getLocalName();
    this.line = reader.getLocation().getLineNumber();
    this.column = reader.getLocation().getColumnNumber();
    this.parent = parent;
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.add(
          new Attribute(
              Optional.ofNullable(reader.getAttributeNamespace(i)).orElse(""),
              reader.getAttributeLocalName(i),
              reader.getAttributeValue(i)));
    }
  }

  /**
   * Reads a document without entities of its own.
   *
   * @throws XMLStreamException if it is not well-formed; the exception knows where
   */
  static XmlElement read(byte[] document) throws XMLStreamException {
    // the JDK's own, whatever else is there: one that tells CDATA from text would hide expressions
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
    XmlElement root = null;
    XmlElement current = null;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        XmlElement element = new XmlElement(reader, Optional.ofNullable(current));
        if (current == null) {
          root = element;
        } else {
          current.children.add(element);
        }
        current = element;
      } else if (event == XMLStreamConstants.DTD) {
        throw new XMLStreamException("a document type is declared", reader.getLocation());
      } else if (event == XMLStreamConstants.END_ELEMENT && current != null) {
        current = current.parent.orElse(null);
      } else if (reader.isCharacters() && current != null) {
        current.text.append(reader.getText());
      }
    }
    if (root == null) {
      throw new XMLStreamException("no root element", reader.getLocation());
    }
    return root;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  Optional<XmlElement> parent() {
    return parent;
  }

  List<Attribute> attributes() {
    return attributes;
  }

  List<XmlElement> children() {
    return children;
  }

  String text() {
    return text.toString().strip();
  }

  String id() {
    return attribute("id");
  }

  /** Id of what a person can select in the Modeler: a node, a flow, a rule of a table. */
  String drawnId() {
    boolean drawn =
        parent.isEmpty()
            || parent.get().is("definitions", "process", "subProcess", "decisionTable");
    if (!drawn) {
      return parent.get().drawnId();
    }
    return id().isEmpty() ? name : id();
  }

  /** The label that people read. */
  String label() {
    return attribute("name");
  }

  boolean is(String... names) {
    return List.of(names).contains(name);
  }

  /** Value of an attribute without a namespace; "" where there is none. */
  String attribute(String attribute) {
    return value("", attribute);
  }

  /** Value of one of Camunda's attributes; "" where there is none. */
  String camunda(String attribute) {
    return value(CAMUNDA, attribute);
  }

  private String value(String inNamespace, String attribute) {
    return attributes.stream()
        .filter(a -> a.namespace().equals(inNamespace) && a.name().equals(attribute))
        .map(Attribute::value)
        .findFirst()
        .orElse("");
  }

  Stream<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName));
  }

  boolean has(String childName) {
    return children(childName).findAny().isPresent();
  }

  /** This element and all below it, in the order of the document. */
  Stream<XmlElement> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::all));
  }

  /** Camunda's extensions of this element, at any depth. */
  Stream<XmlElement> extensions(String extensionName) {
    return children("extensionElements")
        .flatMap(XmlElement::all)
        .filter(element -> element.name.equals(extensionName));
  }

  /** All below it, by id. */
  Map<String, XmlElement> byId() {
    Map<String, XmlElement> byId = new LinkedHashMap<>();
    all().filter(e -> !e.id().isEmpty()).forEach(e -> byId.putIfAbsent(e.id(), e));
    return byId;
  }
}
