package dev.turnup.connectors;

import java.util.Map;

/** Who takes what outside systems say by themselves. The application fills it. */
public interface InboundMessages {

  /**
   * Takes over a message for good: it is stored before this returns.
   *
   * @return whether it was new; a message of the same system with the same id changes nothing
   */
  boolean received(InboundMessage message);

  /**
   * What an outside system said.
   *
   * @param system who said it
   * @param messageId the system's own id of the message
   * @param type what it tells: activation-answered, capacity-changed, operation-answered …
   * @param order number of the order it is about, empty if none
   * @param component id of the component it is about, empty if none
   * @param facts everything else that it tells, by name
   */
  record InboundMessage(
      String system,
      String messageId,
      String type,
      String order,
      String component,
      Map<String, String> facts) {}
}
