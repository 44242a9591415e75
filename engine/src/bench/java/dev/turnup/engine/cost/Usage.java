package dev.turnup.engine.cost;

import java.sql.SQLException;
import java.util.Map;

/** What was used until a moment; the difference of two is what was used between them. */
record Usage(
    long jvmMillis, long postgresMillis, long outsideMillis, long loadMillis, Server.Work work) {

  private static final double KILO = 1024;

  static Usage now(Started row, Server server, StandIns standIns) throws SQLException {
    return new Usage(
        Proc.cpuMillis(row.process()),
        server.cpuMillis(),
        standIns.cpuMillis(),
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis(),
        server.work());
  }

  Usage minus(Usage before) {
    return new Usage(
        jvmMillis - before.jvmMillis,
        postgresMillis - before.postgresMillis,
        outsideMillis - before.outsideMillis,
        loadMillis - before.loadMillis,
        new Server.Work(
            work.statements() - before.work.statements(),
            work.commits() - before.work.commits(),
            work.walBytes() - before.work.walBytes()));
  }

  void perOrder(double orders, Map<Measure, Double> figures) {
    figures.put(Measure.CPU, (jvmMillis + postgresMillis) / orders);
    figures.put(Measure.JVM_CPU, jvmMillis / orders);
    figures.put(Measure.POSTGRES_CPU, postgresMillis / orders);
    figures.put(Measure.STAND_IN_CPU, outsideMillis / orders);
    figures.put(Measure.LOAD_CPU, loadMillis / orders);
    figures.put(Measure.STATEMENTS, work.statements() / orders);
    figures.put(Measure.COMMITS, work.commits() / orders);
    figures.put(Measure.WAL, work.walBytes() / KILO / orders);
  }
}
