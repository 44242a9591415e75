package dev.turnup.engine.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How statements were carried out, as auto_explain has noted it in PostgreSQL's log. */
final class Plans {

  private static final Pattern STATEMENT = Pattern.compile("(?m)^Query Identifier: (-?\\d+)$");
  private static final Pattern FIRST_NODE = Pattern.compile("\\S.*\\(cost=.*");
  private static final Pattern READS_ALL =
      Pattern.compile("Seq Scan on (?:\\w+\\.)?(\\w+)(?!.*never executed)");
  private static final Pattern INDEX =
      Pattern.compile("(?:using|Bitmap Index Scan on) (\\w+)(?!.*never executed)");

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, List<String>> last = new HashMap<>();

  /** Reads a log, each line JSON; the last plan of each statement counts. */
  void read(Path log) throws IOException {
    for (String line : Files.readAllLines(log)) {
      // the last one may still be written
      if (line.startsWith("{") && line.endsWith("}")) {
        note(json.readTree(line));
      }
    }
  }

  private void note(JsonNode entry) {
    String message = entry.path("message").asText();
    Matcher statement = STATEMENT.matcher(message);
    if (statement.find()) {
      last.put(statement.group(1), nodes(message));
    }
  }

  /** Without the statement's text before it, guesses, and what each node puts out. */
  private static List<String> nodes(String message) {
    return message
        .lines()
        .dropWhile(line -> !FIRST_NODE.matcher(line).matches())
        .filter(line -> !line.strip().startsWith("Output:") && !STATEMENT.matcher(line).matches())
        .map(line -> line.replaceAll(" +\\(cost=[^)]*\\)", "").replace(" loops=1)", ")"))
        .toList();
  }

  /**
   * The last one of a statement.
   *
   * @param id as pg_stat_statements has it
   */
  Optional<List<String>> of(String id) {
    return Optional.ofNullable(last.get(id));
  }

  /** Tables that a plan reads from one end to the other. */
  static Set<String> readWhole(List<String> plan) {
    return named(READS_ALL, plan);
  }

  /** The indexes that a plan finds rows by. */
  static Set<String> indexes(List<String> plan) {
    return named(INDEX, plan);
  }

  private static Set<String> named(Pattern pattern, List<String> plan) {
    Set<String> named = new TreeSet<>();
    for (String line : plan) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        named.add(matcher.group(1));
      }
    }
    return named;
  }
}
