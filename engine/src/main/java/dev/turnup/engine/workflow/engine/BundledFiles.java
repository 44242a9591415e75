package dev.turnup.engine.workflow.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The models that this version of Turnup brings, by file name.
 *
 * @param models processes, decisions and forms
 * @param examples sample inputs of the decisions
 */
record BundledFiles(Map<String, byte[]> models, Map<String, byte[]> examples) {

  /** Reads them from the jars of the models and of the forms. */
  static BundledFiles read() {
    Map<String, byte[]> models = new TreeMap<>();
    read("processes/*.bpmn", models);
    read("decisions/*.dmn", models);
    read("forms/*.form", models);
    Map<String, byte[]> examples = new TreeMap<>();
    read("decisions/*.examples.json", examples);
    return new BundledFiles(models, examples);
  }

  /** Sample inputs of a decision. */
  Optional<byte[]> examplesFor(String decision) {
    return Optional.ofNullable(examples.get(decision + ".examples.json"));
  }

  private static void read(String place, Map<String, byte[]> files) {
    try {
      for (Resource resource :
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + place)) {
        files.put(
            Optional.ofNullable(resource.getFilename()).orElseThrow(),
            resource.getContentAsByteArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled models cannot be read", e);
    }
  }
}
