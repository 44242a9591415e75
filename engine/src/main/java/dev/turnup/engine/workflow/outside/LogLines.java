package dev.turnup.engine.workflow.outside;

import org.slf4j.MDC;

/** Every line about an order carries its number. */
final class LogLines {

  private static final String ORDER = "order";

  private LogLines() {}

  static void about(String order, Runnable work) {
    MDC.put(ORDER, order);
    try {
      work.run();
    } finally {
      MDC.remove(ORDER);
    }
  }
}
