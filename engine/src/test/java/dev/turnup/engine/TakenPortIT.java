package dev.turnup.engine;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that gets almost to its end; the nodes that start later need its classes. */
class TakenPortIT {

  @TempDir private Path home;

  @Test
  void isToldInOneLineThatSaysWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0);
        TurnupProcess turnup =
            TurnupProcess.startFirst(
                taken.getLocalPort(),
                home,
                "--turnup.sandbox=true",
                "--spring.datasource.url=" + TestDatabase.empty())) {
      turnup.awaitRefused("port " + taken.getLocalPort() + " is taken", "--server.port=");
    }
  }
}
