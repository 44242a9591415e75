package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {

  private static final String NOTED =
      """
      duration: 0.031 ms  plan:
      Query Text: select o.id
        from turnup.product_order o
      Nested Loop  (cost=0.29..8.31 rows=1 width=36) (actual rows=1 loops=1)
        Output: o.id
        ->  Index Scan using ix_open on turnup.product_order o  (cost=0.29..8.30 rows=1 width=36) (actual rows=1 loops=1)
              Output: o.id
              Index Cond: (o.expected_completion < now())
        ->  Bitmap Heap Scan on turnup.item i  (cost=1.00..2.00 rows=1 width=36) (actual rows=0 loops=1)
              ->  Bitmap Index Scan on ix_item  (cost=0.00..1.00 rows=1 width=0) (actual rows=0 loops=1)
        ->  Seq Scan on turnup.delivery d  (cost=0.00..9.00 rows=9 width=36) (actual rows=9 loops=1)
        ->  Seq Scan on turnup.fallout f  (cost=0.00..9.00 rows=9 width=36) (never executed)
      Query Identifier: -123
      """
          .strip();

  @TempDir private Path directory;

  @Test
  void areKnownByTheStatement() throws IOException {
    Plans plans = read(entry(NOTED));

    assertThat(plans.of("-123").orElseThrow())
        .startsWith("Nested Loop (actual rows=1)")
        .noneMatch(line -> line.contains("Output:") || line.contains("Query"));
    assertThat(plans.of("123")).isEmpty();
  }

  @Test
  void tellWhatIsReadFromOneEndToTheOther() throws IOException {
    assertThat(Plans.readWhole(read(entry(NOTED)).of("-123").orElseThrow()))
        .containsExactly("delivery");
  }

  @Test
  void tellTheIndexes() throws IOException {
    assertThat(Plans.indexes(read(entry(NOTED)).of("-123").orElseThrow()))
        .containsExactly("ix_item", "ix_open");
  }

  @Test
  void areTheLastOnes() throws IOException {
    Plans plans = read(entry(NOTED), entry(NOTED.replace("ix_open", "ix_other")));

    assertThat(Plans.indexes(plans.of("-123").orElseThrow())).contains("ix_other");
  }

  @Test
  void areReadFromALogThatIsStillWritten() throws IOException {
    assertThat(read(entry(NOTED), "{\"message\": \"dura").of("-123")).isPresent();
  }

  private Plans read(String... lines) throws IOException {
    Path log = Files.write(directory.resolve("log.json"), List.of(lines));
    Plans plans = new Plans();
    plans.read(log);
    return plans;
  }

  private static String entry(String message) throws IOException {
    return new ObjectMapper().writeValueAsString(Map.of("user", "measured", "message", message));
  }
}
