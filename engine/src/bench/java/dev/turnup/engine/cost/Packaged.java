package dev.turnup.engine.cost;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Turnup as README says to start it quickly: unpacked, with an archive of its classes. */
final class Packaged {

  static final Path JAR = Path.of("target", "turnup.jar").toAbsolutePath();

  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path unpacked;

  private Packaged(Path unpacked) {
    this.unpacked = unpacked;
  }

  /** Unpacks it, over what was there. */
  static Packaged unpackedIn(Path directory) throws IOException, InterruptedException {
    Path unpacked = directory.resolve("turnup").toAbsolutePath();
    Process unpacking =
        new ProcessBuilder(
                JAVA,
                "-Djarmode=tools",
                "-jar",
                JAR.toString(),
                "extract",
                "--force",
                "--destination",
                unpacked.toString())
            .inheritIO()
            .start();
    if (unpacking.waitFor() != 0) {
      throw new IllegalStateException("could not unpack " + JAR);
    }
    Packaged packaged = new Packaged(unpacked);
    Files.deleteIfExists(packaged.archive());
    return packaged;
  }

  /** The first start leaves an archive of its classes as it ends, which later ones use. */
  List<String> command() {
    String archive =
        Files.exists(archive()) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
    return List.of(
        archive + archive(),
        "-classpath",
        unpacked.resolve("turnup.jar") + File.pathSeparator + unpacked.resolve("lib") + "/*",
        "dev.turnup.engine.Turnup");
  }

  private Path archive() {
    return unpacked.resolve("classes.jsa");
  }
}
