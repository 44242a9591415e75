package dev.turnup.engine.subscription;

/** What subscribers are sent. */
public interface EventContents {

  /**
   * The event as TMF622 has it, as JSON text: the envelope, and in it the order or the cancellation
   * with the states that it had then.
   */
  String of(OrderEvent event);
}
