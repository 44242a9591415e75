package dev.turnup.engine.cost;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts off what is due before the measuring is over: dates and moments of a row that lie ahead, by
 * as much as the orders wait that wait for their day. What has been is moved back: not all came the
 * same day.
 *
 * @param now in the time zone of the database's session, as are all moments that it tells
 * @param back so far
 */
record Dates(LocalDateTime now, Duration back) {

  static final int PUT_OFF_DAYS = 60;

  /** What is not due before that is left as it is. */
  private static final int FAR_AHEAD_DAYS = 30;

  private static final Pattern DATE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?: (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)(.*))?");

  /** A row as COPY writes it: a cell that is a date or a moment, and nothing else, is moved. */
  String moved(String line) {
    return Arrays.stream(line.split("\t", -1))
        .map(this::movedCell)
        .collect(Collectors.joining("\t"));
  }

  private String movedCell(String cell) {
    Matcher parts = DATE.matcher(cell);
    if (!parts.matches()) {
      return cell;
    }
    LocalDate day = LocalDate.parse(parts.group(1));
    if (parts.group(2) == null) {
      return day.isBefore(now.toLocalDate()) ? cell : putOff(day).toString();
    }
    LocalDateTime moment = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2));
    return moment.isAfter(now)
        ? putOff(day) + cell.substring(parts.end(1))
        : told(moment.minus(back)) + parts.group(3);
  }

  private LocalDate putOff(LocalDate day) {
    return day.isBefore(now.toLocalDate().plusDays(FAR_AHEAD_DAYS))
        ? day.plusDays(PUT_OFF_DAYS)
        : day;
  }

  private static String told(LocalDateTime moment) {
    return moment.toString().replace('T', ' ');
  }
}
