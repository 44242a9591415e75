package dev.turnup.engine.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is compared: each takes orders over HTTP, and is started in a JVM of its own. */
enum Row {
  FLOOR(1, "hand-written JDBC", "select count(*) from floor_order where finished_at >= ?"),
  CAMUNDA(
      2,
      "bare Camunda 7.24",
      "select count(*) from act_hi_procinst where end_time_ >= ? and super_process_instance_id_ is null"),
  FLOWABLE(
      3,
      "bare Flowable 7.2.0",
      "select count(*) from act_hi_procinst where end_time_ >= ? and super_process_instance_id_ is null"),
  TURNUP(
      4,
      "Turnup",
      """
      select count(*)
        from turnup.product_order
       where hidden_at is null
         and coalesce(completed_at, 'infinity') >= ?
         and coalesce(completed_at, 'infinity') < 'infinity'
      """);

  /** Before Turnup's. */
  private static final String PACKAGE = "dev.turnup.engine.cost.";

  /** Where Turnup's first administrator may do everything; the others ask for no login. */
  static final String USER = "admin";

  static final String PASSWORD = "correct-horse-battery";

  /**
   * Of each JVM that is measured. A collection of the whole heap leaves a twentieth of it as it is,
   * dead or not, unless each compacts.
   */
  static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1", "-Xms512m", "-Xmx512m");

  private final int number;
  private final String title;
  private final String finishedSince;

  Row(int number, String title, String finishedSince) {
    this.number = number;
    this.title = title;
    this.finishedSince = finishedSince;
  }

  static Row of(String number) {
    return Arrays.stream(values())
        .filter(row -> Integer.toString(row.number).equals(number))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row " + number));
  }

  String title() {
    return number + " " + title;
  }

  /** How many orders have ended since a moment, as SQL. */
  String finishedSince() {
    return finishedSince;
  }

  /** Whether its orders pass activities of the models. */
  boolean hasModels() {
    return this != FLOOR;
  }

  /** Whether its history has an event at an activity's boundary also if it did not happen. */
  boolean notesEventsThatDidNotHappen() {
    return this == FLOWABLE;
  }

  /** Whether it calls outside systems, which the others only pretend to. */
  boolean callsOutside() {
    return this == TURNUP;
  }

  /** The others are drawn for what nobody has to come for. */
  boolean runs(Product product) {
    return this == TURNUP || product == Product.MOBILE_LINE;
  }

  /** Has the engine write down what orders pass, which the other rows do anyway. */
  String[] toldActivities() {
    return this == TURNUP ? new String[] {"--turnup.history.activities=true"} : new String[0];
  }

  String ordersPath() {
    return this == TURNUP ? "/tmf-api/productOrderingManagement/v4/productOrder" : "/orders";
  }

  /**
   * @param turnup where Turnup is started from
   */
  List<String> command(
      Packaged turnup, int port, String database, Product product, List<String> outside) {
    List<String> command = new ArrayList<>();
    command.add(Packaged.JAVA);
    command.addAll(JVM);
    if (this == TURNUP) {
      command.addAll(turnup.command());
      command.addAll(
          List.of(
              "--server.port=" + port,
              "--spring.datasource.url=" + database,
              "--turnup.sandbox=false",
              "--turnup.admin.password=" + PASSWORD));
      command.addAll(outside);
    } else {
      command.addAll(
          List.of(
              "-classpath",
              System.getProperty("java.class.path"),
              PACKAGE + main(),
              Integer.toString(port),
              database,
              product.code()));
    }
    return command;
  }

  private String main() {
    return switch (this) {
      case FLOOR -> "FloorRow";
      case CAMUNDA -> "CamundaRow";
      case FLOWABLE -> "FlowableRow";
      case TURNUP -> throw new IllegalStateException("Turnup is a jar");
    };
  }
}
