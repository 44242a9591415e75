package dev.turnup.engine.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static final String ITEM = "11111111-1111-4111-8111-111111111111";
  private static final String JOB = "22222222-2222-4222-8222-222222222222";
  private static final String MODEL = "33333333-3333-4333-8333-333333333333";
  private static final String OTHER_ITEM = "44444444-4444-4444-8444-444444444444";

  private static final Map<String, List<String>> LINES = new LinkedHashMap<>();

  static {
    LINES.put(
        "turnup.product_order", List.of("PO-7\tCUST-3\tinProgress", "PO-70\tCUST-31\tcompleted"));
    LINES.put("turnup.item", List.of(ITEM + "\tPO-7\t1", OTHER_ITEM + "\tPO-70\t1"));
    LINES.put(
        "public.act_ru_job",
        List.of(JOB + "\t" + ITEM + "\tmodel:1:" + MODEL + "\t2026-11-23 12:15:00"));
    LINES.put("public.act_ge_bytearray", List.of(JOB + "\t\\x5b" + hex(ITEM) + "5d"));
    LINES.put("public.act_hi_detail", List.of(ITEM + "\t\\x" + hex(MODEL)));
    LINES.put("turnup.notice", List.of(ITEM + "\tDear CUST-3, about PO-7\tCUST-31"));
  }

  private final Template template =
      new Template(
          LINES,
          List.of("PO-7", "CUST-3"),
          Set.of(MODEL),
          new Dates(LocalDateTime.parse("2026-11-23T12:00:00"), Duration.ZERO));

  @Test
  void copiesWhatBelongsToTheOrderAndNothingElse() {
    assertThat(template.tables()).containsExactlyElementsOf(LINES.keySet());
    assertThat(copy("turnup.product_order", 0)).hasSize(1);
    assertThat(copy("turnup.item", 0)).hasSize(1);
  }

  @Test
  void givesEachCopyANumberAndIdsOfItsOwn() {
    Set<String> numbers = new HashSet<>();
    Set<String> ids = new HashSet<>(Set.of(ITEM, JOB, MODEL, OTHER_ITEM));

    for (long copy = 0; copy < 10_000; copy++) {
      List<String> item = copy("turnup.item", copy).get(0);
      ids.add(item.get(0));
      numbers.add(item.get(1));
      ids.add(copy("public.act_ru_job", copy).get(0).get(0));
    }

    assertThat(numbers).hasSize(10_000).doesNotContain("PO-7", "PO-70");
    assertThat(ids).hasSize(20_004);
  }

  @Test
  void hasRowsOfACopyReferToEachOther() {
    List<String> order = copy("turnup.product_order", 5).get(0);
    List<String> item = copy("turnup.item", 5).get(0);
    List<String> job = copy("public.act_ru_job", 5).get(0);

    assertThat(item.get(1)).isEqualTo(order.get(0));
    assertThat(job.get(1)).isEqualTo(item.get(0));
    assertThat(copy("public.act_ge_bytearray", 5).get(0).get(0)).isEqualTo(job.get(0));
  }

  @Test
  void findsIdsInTextsThatAreKeptAsBytes() {
    String item = copy("turnup.item", 5).get(0).get(0);

    assertThat(copy("public.act_ge_bytearray", 5).get(0).get(1))
        .isEqualTo("\\x5b" + hex(item) + "5d");
  }

  @Test
  void sharesWhatOrdersShare() {
    assertThat(copy("public.act_ru_job", 5).get(0).get(2)).isEqualTo("model:1:" + MODEL);
    assertThat(copy("public.act_hi_detail", 5).get(0).get(1)).isEqualTo("\\x" + hex(MODEL));
  }

  @Test
  void changesWordsOfTheOrderAndNotThoseThatBeginAlike() {
    assertThat(copy("turnup.notice", 5).get(0).subList(1, 3))
        .containsExactly("Dear CUST-3-5, about PO-10000005", "CUST-31");
  }

  @Test
  void hasNothingFallDueWhileTheCopiesAreMeasured() {
    assertThat(copy("public.act_ru_job", 5).get(0).get(3)).isEqualTo("2027-01-22 12:15:00");
  }

  private List<List<String>> copy(String table, long copy) {
    StringBuilder out = new StringBuilder();
    template.write(table, copy, out);
    return out.toString().lines().map(line -> Arrays.asList(line.split("\t"))).toList();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
