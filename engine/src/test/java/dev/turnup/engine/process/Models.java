package dev.turnup.engine.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The bundled models, as they are on the class path. */
final class Models {

  private Models() {}

  static List<String> processes() {
    return files("processes/*.bpmn")
        .map(file -> file.getFilename().replace(".bpmn", ""))
        .sorted()
        .toList();
  }

  static BpmnModelInstance process(String key) {
    return Bpmn.readModelFromStream(open("processes/" + key + ".bpmn"));
  }

  static Stream<Resource> files(String pattern) {
    try {
      return Stream.of(
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + pattern));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream open(String path) {
    InputStream stream = Models.class.getResourceAsStream("/" + path);
    if (stream == null) {
      throw new IllegalArgumentException("no " + path + " on the class path");
    }
    return stream;
  }
}
