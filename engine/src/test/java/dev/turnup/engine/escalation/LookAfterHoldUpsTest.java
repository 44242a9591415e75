package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.MovableClock;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.escalation.LookAfterHoldUps.Sight;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LookAfterHoldUpsTest extends EscalationCase {

  private static final String BILLING = "system billing";

  private final MovableClock walking = new MovableClock(NOW);
  private final List<HoldUp> found = new ArrayList<>();
  private final Set<HoldUp.Kind> failing = EnumSet.noneOf(HoldUp.Kind.class);
  private final Offered offered = new Offered();
  private final Book book = new Book();
  private final LookAfterHoldUps lookAfterHoldUps =
      new LookAfterHoldUps(
          List.of(way(HoldUp.Kind.SYSTEM), way(HoldUp.Kind.PROBLEM)),
          book,
          new ChooseLevel(
              watched,
              orders,
              (order, finding, now) -> Optional.empty(),
              new SiteClock(postalCode -> Optional.empty(), walking),
              new ThreeLevels(),
              new Hours(new Office()),
              walking),
          offered,
          new TellStaff(
              notices,
              orders,
              siteClock,
              new TellStaff.Addresses(
                  Map.of(
                      Notice.Channel.MAIL,
                      Map.of(
                          "level 1", "1@example.org",
                          "level 2", "2@example.org",
                          "level 3", "3@example.org"))),
              UUID::randomUUID,
              walking),
          walking);

  @Test
  void tellsEachLevelOfASystemOnceUntilSomebodyAnswers() {
    found.add(billing("7 orders wait"));
    minutes(29);
    assertThat(offered.groups).containsExactly("level 1");
    assertThat(subjects()).containsExactly("Many orders need you: system billing");
    assertThat(notices.added.get(0).text())
        .contains("7 orders wait", "completes Look after system billing", "19:30 (UTC)");

    found.set(0, billing("8 orders wait"));
    minutes(1);
    assertThat(offered.situation).isEqualTo("8 orders wait");
    assertThat(offered.groups).containsExactly("level 1", "level 2");

    minutes(5);
    offered.complete();
    minutes(20);
    assertThat(offered.groups).as("it is known").isEmpty();
    minutes(10);
    assertThat(offered.groups).as("and asked again").containsExactly("level 2");
    assertThat(subjects()).as("without another mail").hasSize(2);

    minutes(120);
    assertThat(offered.groups).containsExactly("level 2", "level 3");
    assertThat(subjects()).hasSize(3);
  }

  @Test
  void endsByItselfOnceItHasBeenWellForAWhile() {
    found.add(billing("7 orders wait"));
    minutes(5);
    for (int i = 0; i < 3; i++) {
      List<HoldUp> gone = List.copyOf(found);
      found.clear();
      minutes(14);
      assertThat(book.kept).as("may come back").containsKey(BILLING);
      assertThat(offered.situation).startsWith("It is well since Mon 2 Mar 2026");
      found.addAll(gone);
      minutes(1);
    }
    assertThat(offered.groups).as("came and went, and was away").contains("level 1", "level 2");
    int told = subjects().size();

    found.clear();
    minutes(16);
    assertThat(book.kept).isEmpty();
    assertThat(offered.groups).isEmpty();
    assertThat(seen()).isEmpty();
    assertThat(subjects()).hasSize(told);
  }

  @Test
  void leavesToBeToldWhatElseIsAwayWhenOneThingEnds() {
    found.add(billing("7 orders wait"));
    found.add(system("network", "7 wait", Optional.empty()));
    minutes(1);

    found.remove(0);
    minutes(16);
    assertThat(book.kept).containsOnlyKeys("system network");
    assertThat(notices.withdrawnOfAll).containsExactly("(system billing)");
    assertThat(notices.withdrawn).as("all that is told under an order").isEmpty();
  }

  @Test
  void mailsAProblemToThoseWhoHaveItsTaskAndToTheNextLevelOnceItIsOverdue() {
    Instant due = NOW.plus(Duration.ofMinutes(50));
    offered.groups.add("supervisors");
    found.add(problem("It is dark", Optional.empty(), due));
    minutes(1);
    assertThat(subjects()).as("no order waits for it").isEmpty();
    found.set(0, problem("7 orders wait", Optional.of(order("joins")), due));
    minutes(30);
    assertThat(notices.added)
        .as("their task is there already, and is due later than the table of levels says")
        .extracting(Notice::subject, Notice::recipient)
        .containsExactly(tuple("Many orders need you: problem PB-7", "2@example.org"));
    assertThat(notices.added.get(0).text()).contains("7 orders wait", "19:50 (UTC)");
    assertThat(offered.groups).containsExactly("supervisors");

    minutes(20);
    assertThat(offered.groups).containsExactly("supervisors", "level 3");
    assertThat(subjects()).hasSize(2);
    offered.complete();
    minutes(30);
    assertThat(offered.groups).as("and asked again").containsExactly("level 3");
    assertThat(subjects()).as("without another mail").hasSize(2);
  }

  @Test
  void mailsAProblemAnewWhoseReleaseWasStoppedAndEndsWithIt() {
    offered.groups.add("supervisors");
    Instant due = NOW.plus(Duration.ofHours(9));
    found.add(problem("It is open", Optional.of(order("waits")), due));
    minutes(1);
    found.set(0, problem("It is tried again", Optional.empty(), due));
    minutes(60);
    assertThat(subjects()).hasSize(1);
    assertThat(offered.groups).as("until it is closed").containsExactly("supervisors");
    found.set(0, problem("It is stopped", Optional.of(order("waits")), due));
    minutes(60);
    assertThat(notices.added)
        .extracting(notice -> notice.text().split("\n")[0])
        .containsExactly("It is open", "It is stopped");

    found.clear();
    minutes(0);
    assertThat(book.kept).isEmpty();
    assertThat(offered.groups).isEmpty();
  }

  @Test
  void offersAProblemWithWhichNobodyHasATask() {
    found.add(new HoldUp(HoldUp.Kind.PROBLEM, "PB-7", "dark", Optional.empty(), Optional.empty()));
    minutes(0);
    assertThat(offered.groups).containsExactly("level 2");
  }

  @Test
  void goesOnLookingForProblemsWhileTheSearchForSystemsFailsAndCallsNoneWorking() {
    found.add(billing("7 orders wait"));
    minutes(1);
    failing.add(HoldUp.Kind.SYSTEM);
    found.add(problem("It is dark", Optional.of(order("waits")), NOW.plus(Duration.ofHours(9))));
    minutes(20);

    assertThat(book.kept).containsOnlyKeys(BILLING, "problem PB-7");
    assertThat(book.kept.get(BILLING).betterSince()).isEmpty();
    assertThat(subjects()).contains("Many orders need you: problem PB-7");
  }

  @Test
  void tellsNobodyElseBeforeTheTaskIsDueWhichAPersonHasPutOff() {
    found.add(billing("paused until the morning"));
    minutes(1);
    Instant morning = NOW.plus(Duration.ofHours(8));
    found.set(0, system("billing", "paused until the morning", Optional.of(morning)));
    minutes(478);
    assertThat(offered.groups).containsExactly("level 1");
    minutes(1);
    assertThat(offered.groups).containsExactly("level 1", "level 2");
  }

  private HoldUp billing(String situation) {
    return system("billing", situation, Optional.empty());
  }

  private HoldUp system(String name, String situation, Optional<Instant> due) {
    return new HoldUp(HoldUp.Kind.SYSTEM, name, situation, Optional.of(order("first")), due);
  }

  private static HoldUp problem(String situation, Optional<OrderId> first, Instant due) {
    return new HoldUp(HoldUp.Kind.PROBLEM, "PB-7", situation, first, Optional.of(due));
  }

  private HoldUps way(HoldUp.Kind kind) {
    return new HoldUps() {

      @Override
      public HoldUp.Kind finds() {
        return kind;
      }

      @Override
      public List<HoldUp> now(Instant now) {
        if (failing.contains(kind)) {
          throw new IllegalStateException("cannot look for " + kind.finding());
        }
        return found.stream().filter(each -> each.kind() == kind).toList();
      }
    };
  }

  private List<Sight> seen() {
    return lookAfterHoldUps.ways().stream()
        .filter(way -> !failing.contains(way.finds()))
        .flatMap(way -> lookAfterHoldUps.seen(way).stream())
        .toList();
  }

  /** Rounds of so many minutes. */
  private void minutes(int number) {
    for (int i = 0; i < number; i++) {
      seen().forEach(lookAfterHoldUps::given);
      walking.advance(Duration.ofMinutes(1));
    }
    seen().forEach(lookAfterHoldUps::given);
  }

  private List<String> subjects() {
    return notices.added.stream().map(Notice::subject).toList();
  }

  /** Each has half an hour. */
  private static final class ThreeLevels implements Decisions {

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      int level = (Integer) inputs.get("level");
      return new Answer(
          table,
          Map.of(
              "group",
              "level " + level,
              "respondWithinMinutes",
              30,
              "nextLevel",
              Math.min(level + 1, 3)));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }

  /** The one task. */
  private static final class Offered implements HoldUpTasks {

    private final List<String> groups = new ArrayList<>();
    private String situation = "";

    void complete() {
      groups.clear();
    }

    @Override
    public boolean isOffered(String subject) {
      return !groups.isEmpty();
    }

    @Override
    public void offer(String subject, String how, String group, Instant due) {
      groups.add(group);
      situation = how;
    }

    @Override
    public void retell(String subject, String how) {
      situation = how;
    }

    @Override
    public void withdraw(String subject) {
      groups.clear();
    }
  }

  private static final class Book implements LookedAfterBook {

    private final Map<String, LookedAfter> kept = new HashMap<>();

    @Override
    public List<String> subjects() {
      return List.copyOf(kept.keySet());
    }

    @Override
    public Optional<LookedAfter> lock(String subject) {
      return Optional.ofNullable(kept.get(subject));
    }

    @Override
    public void put(LookedAfter lookedAfter) {
      kept.put(lookedAfter.subject(), lookedAfter);
    }

    @Override
    public void remove(String subject) {
      kept.remove(subject);
    }
  }
}
