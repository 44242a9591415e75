package dev.turnup.engine.resource;

import dev.turnup.engine.resource.Cell.Fit;
import dev.turnup.engine.resource.Cell.Unfit;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the values that staff send, strictly and bounded. */
final class Reading {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Pattern REGION = Pattern.compile("[A-Z][A-Z0-9-]{0,19}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9-]{1,10}");
  private static final Pattern TIMES_FROM = Pattern.compile("turnup|workforce");
  private static final Pattern EXCEPTION =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (closed|\\d\\d:\\d\\d-\\d\\d:\\d\\d)(?: (.{1,80}))?");
  private static final int MOST_TEXT = 200;
  private static final int MOST_WORDS = 200;
  private static final int MOST_EXCEPTIONS = 400;
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

  private Reading() {}

  static Cell id(String text) {
    return matching(
        ID, text, "is 1 to 60 small letters, digits and hyphens, and begins with no hyphen");
  }

  static Cell region(String text) {
    return matching(REGION, text, "is 1 to 20 capital letters, digits and hyphens, such as DE-HH");
  }

  static Cell prefix(String text) {
    return matching(PREFIX, text, "is 1 to 10 letters, digits and hyphens");
  }

  static Cell timesFrom(String text) {
    return matching(
        TIMES_FROM, text, "is turnup or workforce: whose calendar says when visits can be");
  }

  static Cell text(String text) {
    return text.length() <= MOST_TEXT && text.chars().noneMatch(Character::isISOControl)
        ? new Fit(text)
        : new Unfit("is at most " + MOST_TEXT + " characters on one line");
  }

  static Cell zone(String text) {
    return ZoneId.getAvailableZoneIds().contains(text)
        ? new Fit(text)
        : new Unfit("is the name of a time zone, such as Europe/Berlin");
  }

  static Cell day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)
          ? new Unfit("is a day from " + FIRST_DAY + " to " + LAST_DAY)
          : new Fit(day.toString());
    } catch (DateTimeParseException e) {
      return new Unfit("is a day, such as 2026-12-24");
    }
  }

  static Cell time(String text) {
    try {
      LocalDateTime time = LocalDateTime.parse(text).truncatedTo(ChronoUnit.MINUTES);
      return day(time.toLocalDate().toString()) instanceof Unfit far
          ? far
          : new Fit(time.toString());
    } catch (DateTimeParseException e) {
      return new Unfit("is a local date and time, such as 2026-12-24T08:00");
    }
  }

  static Cell number(String text, int most) {
    return text.matches("\\d{1,6}") && Integer.parseInt(text) <= most
        ? new Fit(Integer.toString(Integer.parseInt(text)))
        : new Unfit("is a whole number from 0 to " + most);
  }

  static Cell words(String text, Function<String, Cell> reading) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : text.trim().split("\\s+")) {
      if (reading.apply(word) instanceof Unfit unfit) {
        return new Unfit(": each " + unfit.reason());
      }
      words.add(word);
    }
    return words.size() > MOST_WORDS
        ? new Unfit("has at most " + MOST_WORDS + " words")
        : new Fit(String.join(" ", words.stream().sorted().toList()));
  }

  /** Days that are not as others: {@code 2026-12-24 closed; 2026-12-31 08:00-12:00 Stocktaking}. */
  static Cell exceptions(String text) {
    List<String> days = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String entry : text.split(";")) {
      var matcher = EXCEPTION.matcher(entry.strip());
      if (!matcher.matches()
          || day(matcher.group(1)) instanceof Unfit
          || !isClosedOrSpan(matcher.group(2))) {
        return new Unfit(
            "is days and what is worked then, such as 2026-12-24 closed; 2026-12-31 08:00-12:00"
                + " Stocktaking");
      }
      if (!seen.add(matcher.group(1))) {
        return new Unfit("has the day " + matcher.group(1) + " twice");
      }
      days.add(entry.strip());
    }
    return days.size() > MOST_EXCEPTIONS
        ? new Unfit("has at most " + MOST_EXCEPTIONS + " days")
        : new Fit(String.join("; ", days.stream().sorted(Comparator.naturalOrder()).toList()));
  }

  private static boolean isClosedOrSpan(String text) {
    try {
      return text.equals("closed") || WeeklyHours.span(text) != null;
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Cell matching(Pattern pattern, String text, String rule) {
    return pattern.matcher(text).matches() ? new Fit(text) : new Unfit(rule);
  }
}
