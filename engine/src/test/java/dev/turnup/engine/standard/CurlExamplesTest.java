package dev.turnup.engine.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.turnup.connectors.sandbox.Sandbox;
import dev.turnup.engine.Caller;
import dev.turnup.engine.TurnupTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The curl commands in the documentation do what is promised behind them: {@code # 201} is the
 * status that the last curl of the command gets. The commands of one document follow one another in
 * one shell.
 */
class CurlExamplesTest extends TurnupTest {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(?:sh)?\\n(.*?)^ *```$");
  private static final Pattern PROMISED = Pattern.compile("(?m)# ([1-5][0-9]{2})(?: .*)?$");
  private static final String DONE = "== done";

  /** The same curl, at the ports of the test, and it tells each status. */
  private static final String CURL =
      """
      curl() {
        local all=() each
        for each in "$@"; do
          each=${each//localhost:8080/$TURNUP}
          all+=("${each//localhost:8090/$CONTROL}")
        done
        command curl -sS -w '%{stderr}== %{http_code}\\n' "${all[@]}"
      }
      """;

  @Autowired private Sandbox sandbox;
  @TempDir private Path directory;

  @AfterEach
  void mendWhatAnExampleBreaks() {
    Caller.anonymous(sandbox.controlUrl()).delete("/sandbox/network/faults");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/ordering.md",
        "docs/events.md",
        "docs/planning-visits.md",
        "docs/appointments.md",
        "docs/kpis.md",
        "docs/problems.md"
      })
  void getWhatTheyPromise(String document) throws IOException, InterruptedException {
    assumeTrue(isThere("curl") && isThere("bash"), "no curl, or no bash to run it in");
    List<String> commands = commandsIn(Files.readString(Path.of("..", document)));
    assertThat(commands).isNotEmpty();

    List<String> statuses = run(commands);

    assertThat(statuses).isEqualTo(commands.stream().map(CurlExamplesTest::promisedBy).toList());
  }

  /** With what leads up to them, such as a variable that is set. */
  private static List<String> commandsIn(String document) {
    List<String> commands = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(document);
    while (blocks.find()) {
      if (blocks.group(1).contains("curl ")) {
        String lead = "";
        for (String line : blocks.group(1).lines().toList()) {
          lead += line + "\n";
          if (PROMISED.matcher(line).find()) {
            commands.add(lead);
            lead = "";
          }
        }
        assertThat(lead).as("what follows the last promised status").doesNotContain("curl ");
      }
    }
    return commands;
  }

  private static String promisedBy(String command) {
    Matcher promised = PROMISED.matcher(command.stripTrailing());
    assertThat(promised.find()).isTrue();
    return promised.group(1);
  }

  /** The last status of each. */
  private List<String> run(List<String> commands) throws IOException, InterruptedException {
    Path script = directory.resolve("examples");
    Path told = directory.resolve("told");
    Files.writeString(
        script,
        CURL
            + commands.stream()
                .map(command -> command + "echo '" + DONE + "' >&2\n")
                .collect(Collectors.joining()));
    ProcessBuilder bash = new ProcessBuilder("bash", script.toString());
    bash.environment().put("TURNUP", "localhost:" + base().getPort());
    bash.environment().put("CONTROL", "localhost:" + sandbox.controlUrl().getPort());
    Process process =
        bash.redirectError(told.toFile())
            .redirectOutput(directory.resolve("out").toFile())
            .directory(directory.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
    String all = Files.readString(told, StandardCharsets.UTF_8);
    return Stream.of(all.split(DONE + "\n"))
        .map(one -> one.lines().filter(line -> line.startsWith("== ")).toList())
        .map(lines -> lines.isEmpty() ? "none: " + all : lines.get(lines.size() - 1).substring(3))
        .toList();
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
