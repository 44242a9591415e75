package dev.turnup.engine.resource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of resources, with what is kept of each. */
public enum ResourceKind {
  CALENDAR(
      "calendars",
      Column.must("id", Reading::id),
      Column.must("name", Reading::text),
      Column.must("timeZone", Reading::zone),
      Column.must("hours", WeeklyHours::reading),
      Column.may("holidays", Reading::region),
      Column.may("exceptions", Reading::exceptions)),
  HOLIDAY(
      "holidays",
      Column.must("region", Reading::region),
      Column.must("day", Reading::day),
      Column.must("name", Reading::text)),
  TERRITORY(
      "territories",
      Column.must("id", Reading::id),
      Column.must("name", Reading::text),
      Column.must("timeZone", Reading::zone),
      Column.may("parent", Reading::id).of("territories"),
      Column.may("calendar", Reading::id).of("calendars"),
      Column.may("timesFrom", Reading::timesFrom),
      Column.words("postalPrefixes", Reading::prefix)),
  SKILL_GROUP("skill-groups", Column.must("id", Reading::id), Column.words("skills", Reading::id)),
  TECHNICIAN(
      "technicians",
      Column.must("id", Reading::id),
      Column.must("name", Reading::text),
      Column.must("territory", Reading::id).of("territories"),
      Column.may("calendar", Reading::id).of("calendars"),
      Column.words("skills", Reading::id),
      Column.words("skillGroups", Reading::id).of("skill-groups"),
      Column.number("mostVisits", false, 100),
      Column.number("mostMinutes", false, 1_440)),
  ABSENCE(
      "absences",
      Column.must("id", Reading::id),
      Column.must("technician", Reading::id).of("technicians"),
      Column.must("start", Reading::time),
      Column.must("end", Reading::time),
      Column.must("reason", Reading::text)),
  TRAVEL_TIME(
      "travel-times",
      Column.must("from", Reading::id).of("territories"),
      Column.must("to", Reading::id).of("territories"),
      Column.number("minutes", true, 720));

  private final String path;
  private final List<Column> columns;

  ResourceKind(String path, Column... columns) {
    this.path = path;
    this.columns = List.of(columns);
  }

  /** How the API calls them. */
  public String path() {
    return path;
  }

  public List<Column> columns() {
    return columns;
  }

  /** The kind of that path, if there is one. */
  public static Optional<ResourceKind> at(String path) {
    return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
  }

  /** A resource's id; of some it is made of what they are. */
  String idOf(Map<String, String> values) {
    return switch (this) {
      case HOLIDAY -> values.get("region") + "." + values.get("day");
      case TRAVEL_TIME -> values.get("from") + "." + values.get("to");
      case CALENDAR, TERRITORY, SKILL_GROUP, TECHNICIAN, ABSENCE -> values.get("id");
    };
  }
}
