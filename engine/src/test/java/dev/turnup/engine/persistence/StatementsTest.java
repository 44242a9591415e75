package dev.turnup.engine.persistence;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How statements are written. */
class StatementsTest {

  private static final Pattern ALL_COLUMNS =
      Pattern.compile("(?i)\\bselect\\s+(all\\s+|distinct\\s+)?(\\w+\\.)?\\*|,\\s*\\w+\\.\\*");

  private static final Pattern PASTED = Pattern.compile("\\$\\{");

  private static final Pattern STATEMENT =
      Pattern.compile("(?is)\"\"\"\\s*(select|insert|update|delete|with|merge)\\b.*?\"\"\"");

  @Test
  void nameTheColumnsThatTheyRead() {
    assertThat(ALL_COLUMNS.matcher("select o.* from t").find()).isTrue();
    assertThat(ALL_COLUMNS.matcher("select count(*) from t").find()).isFalse();

    assertThat(sources(path -> true).filter(file -> ALL_COLUMNS.matcher(text(file)).find()))
        .isEmpty();
  }

  /** MyBatis would paste a {@code ${…}} in as it is, where a {@code #{…}} is a parameter. */
  @Test
  void pasteNothingIn() {
    List<Path> mappers = sources(path -> name(path).contains("Mapper.")).toList();
    assertThat(mappers).hasSizeGreaterThan(20);

    assertThat(mappers).filteredOn(file -> PASTED.matcher(text(file)).find()).isEmpty();
    assertThat(
            sources(not(mappers::contains))
                .filter(
                    file ->
                        STATEMENT
                            .matcher(text(file))
                            .results()
                            .anyMatch(statement -> PASTED.matcher(statement.group()).find())))
        .isEmpty();
  }

  /** What statements are written in, of all modules. */
  private static Stream<Path> sources(Predicate<Path> kind) {
    return Stream.of("src/main", "../connectors/src/main")
        .map(Path::of)
        .flatMap(StatementsTest::filesBelow)
        .filter(file -> name(file).matches(".*\\.(java|xml|sql)"))
        .filter(kind);
  }

  private static Stream<Path> filesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
