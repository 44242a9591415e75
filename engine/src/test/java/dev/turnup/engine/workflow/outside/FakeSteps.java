package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.decomposition.ComponentsInMemory;
import dev.turnup.engine.operation.PerformOperation;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.OpenProblems;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.workflow.Variables;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;

/** The steps, and what they need, of a small application. */
public class FakeSteps {

  static final String EFFECT = "workforce.do-it";
  static final String QUESTION = "workforce.tell-it";

  /** Topics whose breaker may open, each for one test. */
  static final String AWAY = "workforce.be-away";

  static final String AWAY_AGAIN = "workforce.be-away-again";
  static final String AWAY_LONG = "workforce.stay-away";

  /** Keeps what fell out. */
  static final class FakeFallouts implements Fallouts {
    final List<StepFellOut> raised = new CopyOnWriteArrayList<>();

    @Override
    public FalloutId raise(StepFellOut what) {
      raised.add(what);
      return new FalloutId(UUID.randomUUID());
    }

    @Override
    public void settle(FalloutId id, String reason) {
      throw new UnsupportedOperationException("the consumer settles nothing");
    }

    @Override
    public boolean settleAgreements(
        OrderId order, Collection<DeliveryId> deliveries, String reason) {
      throw new UnsupportedOperationException("the consumer settles nothing");
    }
  }

  /** Knows of a problem behind every failure, or of none. */
  static final class FakeProblems implements OpenProblems {
    volatile boolean known;

    @Override
    public boolean areBehind(StepFellOut what) {
      return known;
    }
  }

  /** The table {@code retry-policy}. */
  static final class FakePolicy implements Decisions {
    volatile int givesUpAfter;
    volatile int seconds;
    final List<Map<String, Object>> asked = new CopyOnWriteArrayList<>();

    void reset() {
      givesUpAfter = 3;
      seconds = 0;
      asked.clear();
    }

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      asked.add(inputs);
      boolean giveUp = (Integer) inputs.get("attempts") >= givesUpAfter;
      return new Answer(table, Map.of("giveUp", giveUp, "retryAfterSeconds", seconds));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }

  @Bean
  FakeStep effect() {
    return new FakeStep(true);
  }

  @Bean
  FakeStep question() {
    return new FakeStep(false);
  }

  @Bean
  FakeStep away() {
    return new FakeStep(true);
  }

  @Bean
  FakeFallouts fallouts() {
    return new FakeFallouts();
  }

  @Bean
  FakeProblems problems() {
    return new FakeProblems();
  }

  @Bean
  ComponentNames componentNames() {
    return id -> "access-line";
  }

  @Bean
  FakePolicy policy() {
    return new FakePolicy();
  }

  @Bean
  FakeSystems systems() {
    return new FakeSystems();
  }

  @Bean
  Topics topics(FakeStep effect, FakeStep question, FakeStep away, FakeSystems systems) {
    return new Topics(
        List.of(
            topic(EFFECT, effect),
            topic(QUESTION, question),
            topic(AWAY, away),
            topic(AWAY_AGAIN, away),
            topic(AWAY_LONG, away),
            OperationInputs.topic(
                "workforce",
                new PerformOperation(new OrdersInMemory(), new ComponentsInMemory(), systems))));
  }

  private static Topic<?, ?, ?> topic(String name, FakeStep step) {
    return new Topic<>(name, Variables.COMPONENT_ID, step, FakeStep.Ask.class, FakeStep.Told.class);
  }
}
