package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.choice.Choice;
import dev.turnup.engine.choice.CustomerChoices;
import dev.turnup.engine.choice.CustomerChoices.Made;
import dev.turnup.engine.choice.Link;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChoiceStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final StoresAlone stores = StoresAlone.shared();
  private final CustomerChoices choices = stores.choices;

  @Test
  void keepsOneChoiceOfManyAtTheSameMoment() throws Exception {
    Link link = link(stores.plan().order, 2);
    CyclicBarrier together = new CyclicBarrier(4);

    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (Choice choice : Choice.values()) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> {
                NoticeStoreTest.await(together);
                return stores.transaction.execute(
                    status -> choices.add(link, new Made(choice, NOW, Optional.empty())));
              }));
    }
    int kept = 0;
    for (CompletableFuture<Boolean> one : all) {
      kept += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
    }

    assertThat(kept).isEqualTo(1);
    assertThat(choices.find(link)).isPresent();
  }

  @Test
  void keepsEachAboutWhatItIs() {
    OrderId order = stores.plan().order;
    UUID cancellation = UUID.randomUUID();
    choices.add(link(order, 2), new Made(Choice.DELIVER_READY, NOW, Optional.empty()));
    choices.add(link(order, 3), new Made(Choice.CANCEL, NOW, Optional.of(cancellation)));

    assertThat(choices.find(link(order, 2)))
        .contains(new Made(Choice.DELIVER_READY, NOW, Optional.empty()));
    assertThat(choices.find(link(order, 3)))
        .contains(new Made(Choice.CANCEL, NOW, Optional.of(cancellation)));
    assertThat(choices.find(link(order, 4))).isEmpty();
  }

  private static Link link(OrderId order, int change) {
    return new Link(order, News.APPOINTMENT, "1", change, "2026-03-05T09:00+01:00", NOW);
  }
}
