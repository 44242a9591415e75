package dev.turnup.connectors.sandbox;

import dev.turnup.connectors.sandbox.standin.PathTemplate;
import dev.turnup.connectors.sandbox.standin.Reply;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** A part of what can be controlled. */
interface Control {

  List<Entry> entries();

  /** Answers one request; runs on a thread that may wait. */
  @FunctionalInterface
  interface Handler {
    Reply answer(ControlRequest request) throws ControlRefusal, InterruptedException;
  }

  /**
   * @param says what it is for, in a few words
   */
  record Entry(HttpMethod method, PathTemplate path, String says, Handler handler) {}

  static Entry get(String path, String says, Handler handler) {
    return new Entry(HttpMethod.GET, new PathTemplate(path), says, handler);
  }

  static Entry put(String path, String says, Handler handler) {
    return new Entry(HttpMethod.PUT, new PathTemplate(path), says, handler);
  }

  static Entry post(String path, String says, Handler handler) {
    return new Entry(HttpMethod.POST, new PathTemplate(path), says, handler);
  }

  static Entry delete(String path, String says, Handler handler) {
    return new Entry(HttpMethod.DELETE, new PathTemplate(path), says, handler);
  }
}
