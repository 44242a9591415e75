package dev.turnup.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyHoursTest {

  @ParameterizedTest
  @CsvSource({
    "Mon-Fri 08:00-16:00, Mon-Fri 08:00-16:00",
    "Sat 09:00-13:00;Mon-Fri  12:30-16:30 08:00-12:00, Mon-Fri 08:00-12:00 12:30-16:30; Sat 09:00-13:00",
    "Mon 22:00-06:00; Tue 22:00-06:00; Sun 00:00-24:00x, ''",
    "Mon-Sun 12:00-24:00, Mon-Sun 12:00-00:00",
    "Mon 22:00-06:00; Wed 22:00-06:00, Mon 22:00-06:00; Wed 22:00-06:00"
  })
  void isWrittenAsShortAsItCanBe(String text, String told) {
    Cell cell = WeeklyHours.reading(text);

    assertThat(cell instanceof Cell.Fit fit ? fit.value() : "").isEqualTo(told);
    if (!told.isEmpty()) {
      assertThat(WeeklyHours.ofRows(WeeklyHours.of(text).rows())).hasToString(told);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mon",
        "08:00-12:00",
        "Mon 08:00-08:00",
        "Mon 8:00-12:00",
        "Mon 08:00-12:00 11:00-13:00",
        "Mon 22:00-06:00 23:00-23:30",
        "Mon 08:00-12:00; Mon 13:00-14:00",
        "Fri-Mon 08:00-12:00",
        "Mon-Tue-Wed 08:00-12:00",
        "Mon 25:00-26:00",
        "Mo 08:00-12:00"
      })
  void refusesWhatIsNoWeek(String text) {
    assertThat(WeeklyHours.reading(text)).isInstanceOf(Cell.Unfit.class);
  }
}
