package dev.turnup.engine.cost;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts off what is due before the measuring is over: dates and moments of a row that lie ahead, by
 * as much as the orders wait that wait for their day.
 *
 * @param now in the time zone of the database's session, as are all moments that it tells
 */
record Dates(LocalDateTime now) {

  static final int PUT_OFF_DAYS = 60;

  /** What is not due before that is left as it is. */
  private static final int FAR_AHEAD_DAYS = 30;

  private static final Pattern DATE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?: (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)(.*))?");

  /** A row as COPY writes it: a cell that is a date or a moment, and nothing else, is put off. */
  String putOff(String line) {
    return Arrays.stream(line.split("\t", -1))
        .map(this::putOffCell)
        .collect(Collectors.joining("\t"));
  }

  private String putOffCell(String cell) {
    Matcher parts = DATE.matcher(cell);
    if (!parts.matches()) {
      return cell;
    }
    LocalDate day = LocalDate.parse(parts.group(1));
    boolean ahead =
        parts.group(2) == null
            ? !day.isBefore(now.toLocalDate())
            : LocalDateTime.parse(parts.group(1) + "T" + parts.group(2)).isAfter(now);
    return ahead && day.isBefore(now.toLocalDate().plusDays(FAR_AHEAD_DAYS))
        ? day.plusDays(PUT_OFF_DAYS) + cell.substring(parts.end(1))
        : cell;
  }
}
