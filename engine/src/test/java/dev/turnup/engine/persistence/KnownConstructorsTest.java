package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.ibatis.reflection.ReflectionException;
import org.apache.ibatis.reflection.factory.ObjectFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownConstructorsTest {

  private final ObjectFactory factory = new KnownConstructors();

  private record Pair(String text, int number) {

    Pair {
      if (number < 0) {
        throw new IllegalArgumentException("below nothing");
      }
    }
  }

  @Test
  void makesRecordsThatAreNotPublicWithoutBeingRefused(@TempDir Path directory) throws IOException {
    try (Recording thrown = new Recording()) {
      thrown.enable("jdk.JavaExceptionThrow");
      thrown.start();
      assertThat(pair("one", 1)).isEqualTo(new Pair("one", 1));
      assertThat(pair("two", 2)).isEqualTo(new Pair("two", 2));
      thrown.stop();
      thrown.dump(directory.resolve("thrown.jfr"));
    }

    assertThat(RecordingFile.readAllEvents(directory.resolve("thrown.jfr")))
        .extracting(KnownConstructorsTest::type)
        .doesNotContain("java.lang.IllegalAccessException");
  }

  private static String type(RecordedEvent thrown) {
    return thrown.getClass("thrownClass").getName();
  }

  @Test
  void saysWhatCannotBeMadeOfARow() {
    assertThatThrownBy(() -> pair("minus", -1))
        .isInstanceOf(ReflectionException.class)
        .hasMessageContaining("Pair")
        .hasRootCauseMessage("below nothing");
    assertThatThrownBy(() -> factory.create(Pair.class, List.of(int.class), List.of(1)))
        .isInstanceOf(ReflectionException.class)
        .hasMessageContaining("Pair");
  }

  @Test
  void makesAllElseAsMyBatisDoes() {
    assertThat((Object) factory.create(List.class)).isInstanceOf(ArrayList.class);
  }

  private Pair pair(String text, int number) {
    return factory.create(Pair.class, List.of(String.class, int.class), List.of(text, number));
  }
}
