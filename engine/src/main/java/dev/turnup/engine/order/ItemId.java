package dev.turnup.engine.order;

/** The id of an order item as its sender wrote it, unique within its order. */
public record ItemId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
