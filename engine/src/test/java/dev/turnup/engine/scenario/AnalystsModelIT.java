package dev.turnup.engine.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.engine.Deployments;
import dev.turnup.engine.FreePorts;
import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.TurnupProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An analyst deployed a model; then a jar with one other changed model starts. */
class AnalystsModelIT {

  private static final String ANALYSTS = "order-escalation.bpmn";
  private static final String NEWER = "capacity-check.bpmn";

  @TempDir private Path directory;

  @Test
  void isStillTheNewestAfterANewerJarHasStarted() throws IOException {
    String database = "--spring.datasource.url=" + TestDatabase.empty();
    try (TurnupProcess before =
        TurnupProcess.start(directory, database, "--turnup.sandbox=true").awaitStarted()) {
      new Deployments(before.base())
          .deploy("analyst", Map.of(ANALYSTS, marked(bundled(ANALYSTS), "by an analyst")));
      assertThat(newest(before, "order-escalation")).contains("by an analyst");
      before.stop();
      before.awaitExit(Duration.ofSeconds(30));
    }

    Path newer = newerJar();
    try (TurnupProcess after =
        TurnupProcess.startJar(
                newer, FreePorts.find(1).get(0), directory, database, "--turnup.sandbox=true")
            .awaitStarted()) {
      assertThat(newest(after, "order-escalation")).contains("by an analyst");
      assertThat(newest(after, "capacity-check")).contains("of the newer jar");
      assertThat(after.log()).contains("order-escalation");
    }
  }

  private static String newest(TurnupProcess node, String model) {
    JsonNode answer =
        Texts.json(
            node.as("admin").get("/engine-rest/process-definition/key/" + model + "/xml").body());
    return answer.path("bpmn20Xml").asText();
  }

  private static String bundled(String model) throws IOException {
    try (InputStream in =
        AnalystsModelIT.class.getClassLoader().getResourceAsStream("processes/" + model)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String marked(String model, String mark) {
    return model.replace("</bpmn:definitions>", "<!-- " + mark + " --></bpmn:definitions>");
  }

  /** The unpacked jar, but for one model in the jar of models beside it. */
  private Path newerJar() throws IOException {
    Path libraries = Files.createDirectories(directory.resolve("newer").resolve("lib"));
    try (Stream<Path> all = Files.list(TurnupProcess.UNPACKED.resolveSibling("lib"))) {
      for (Path library : all.toList()) {
        String name = library.getFileName().toString();
        if (name.startsWith("turnup-processes")) {
          Files.write(libraries.resolve(name), withNewerModel(library));
        } else {
          Files.createSymbolicLink(libraries.resolve(name), library);
        }
      }
    }
    return Files.copy(TurnupProcess.UNPACKED, libraries.resolveSibling("turnup.jar"));
  }

  private static byte[] withNewerModel(Path models) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(models));
        ZipOutputStream out = new ZipOutputStream(result)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (entry.getName().endsWith(NEWER)) {
          content = marked(new String(content, UTF_8), "of the newer jar").getBytes(UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(content);
      }
    }
    return result.toByteArray();
  }
}
