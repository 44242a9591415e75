package dev.turnup.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassTest {

  private static final int PAGE = 2;

  private final List<String> rows = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
  private final List<String> seen = new ArrayList<>();

  private Optional<String> page(String after) {
    List<String> page = rows.stream().filter(row -> row.compareTo(after) > 0).limit(PAGE).toList();
    seen.addAll(page);
    return page.size() < PAGE ? Optional.empty() : Optional.of(page.get(PAGE - 1));
  }

  @Test
  void allIsSeenAtOnceWhereThatIsFewPages() {
    assertThat(new Pass(3).goOn(this::page)).isTrue();
    assertThat(seen).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void goesOnWhereItStopped() {
    Pass pass = new Pass(2);

    assertThat(pass.goOn(this::page)).isFalse();
    assertThat(seen).containsExactly("a", "b", "c", "d");

    rows.add("f");
    assertThat(pass.goOn(this::page)).isTrue();
    assertThat(seen).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void afterTheLastRowComesTheFirst() {
    Pass pass = new Pass(3);
    pass.goOn(this::page);
    seen.clear();

    pass.goOn(this::page);

    assertThat(seen).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void whereAPageFailsAllOfThisTimeAreReadAgain() {
    Pass pass = new Pass(2);
    assertThatThrownBy(
            () ->
                pass.goOn(
                    after -> {
                      if (after.equals("b")) {
                        throw new IllegalStateException("away");
                      }
                      return page(after);
                    }))
        .isInstanceOf(IllegalStateException.class);
    seen.clear();

    pass.goOn(this::page);

    assertThat(seen).containsExactly("a", "b", "c", "d");
  }

  @Test
  void stopsWhereThereIsNoRoomAndGoesOnThere() {
    Pass pass = new Pass(3);

    assertThat(pass.goOn(this::page, () -> seen.size() < PAGE)).isFalse();
    assertThat(seen).containsExactly("a", "b");

    assertThat(pass.goOn(this::page)).isTrue();
    assertThat(seen).containsExactly("a", "b", "c", "d", "e");
  }
}
