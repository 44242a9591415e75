package dev.turnup.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The PostgreSQL that a packaged Turnup keeps in its directory, asked past Turnup. */
final class EmbeddedDirectory {

  private EmbeddedDirectory() {}

  /** The value of a setting of the server that runs in {@code home}. */
  static String setting(Path home, String name) throws IOException, SQLException {
    List<String> note = Files.readAllLines(home.resolve("turnup-data/postmaster.pid"));
    String url =
        "jdbc:postgresql://localhost:%s/postgres?user=postgres".formatted(note.get(3).strip());
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
