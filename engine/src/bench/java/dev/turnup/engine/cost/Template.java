package dev.turnup.engine.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An order's rows by table, as COPY writes them, cut into what stays and what differs in each copy:
 * its number, the words of its own, and all ids that its rows have and that are not shared. What
 * one of its rows refers to is copied with it, under the same new id.
 */
final class Template {

  static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** The same as it is in texts that are kept as bytes. */
  private static final Pattern ID_IN_HEX =
      Pattern.compile("(?:3[0-9]|6[1-6]){8}2d(?:(?:3[0-9]|6[1-6]){4}2d){3}(?:3[0-9]|6[1-6]){12}");

  /** Far above the numbers that are given meanwhile. */
  private static final long FIRST_NUMBER = 10_000_000;

  private final Map<String, List<List<String>>> rows = new LinkedHashMap<>();

  /**
   * Finds them.
   *
   * @param lines all rows of all tables that rows of orders are in
   * @param words what is the order's alone: its number, its customer
   * @param shared ids that orders only mention
   */
  Template(
      Map<String, List<String>> lines, Collection<String> words, Set<String> shared, Dates dates) {
    Set<String> own = new HashSet<>(words);
    Map<String, Set<String>> found = new HashMap<>();
    for (boolean more = true; more; ) {
      more = false;
      for (Map.Entry<String, List<String>> table : lines.entrySet()) {
        for (String line : table.getValue()) {
          if (isOf(line, own)
              && found.computeIfAbsent(table.getKey(), t -> new HashSet<>()).add(line)) {
            more = true;
            own.addAll(idsOf(line, shared));
          }
        }
      }
    }
    Pattern parts = Pattern.compile(ID + "|" + ID_IN_HEX + "|" + any(words));
    lines.forEach(
        (table, all) -> {
          List<List<String>> cut =
              all.stream()
                  .filter(found.getOrDefault(table, Set.of())::contains)
                  .map(line -> cut(dates.moved(line), parts, shared))
                  .toList();
          if (!cut.isEmpty()) {
            rows.put(table, cut);
          }
        });
  }

  private static String any(Collection<String> words) {
    return String.join("|", words.stream().map(word -> Pattern.quote(word) + "(?![0-9])").toList());
  }

  private static boolean isOf(String line, Set<String> own) {
    for (String cell : line.split("\t")) {
      if (own.contains(cell)) {
        return true;
      }
    }
    return false;
  }

  /** Ids that stand in a cell of their own. */
  private static List<String> idsOf(String line, Set<String> shared) {
    List<String> ids = new ArrayList<>();
    for (String cell : line.split("\t")) {
      if (ID.matcher(cell).matches() && !shared.contains(cell)) {
        ids.add(cell);
      }
    }
    return ids;
  }

  private static List<String> cut(String line, Pattern own, Set<String> shared) {
    Matcher parts = own.matcher(line);
    List<String> cut = new ArrayList<>();
    int from = 0;
    while (parts.find()) {
      if (!shared.contains(readable(parts.group()))) {
        cut.add(line.substring(from, parts.start()));
        cut.add(parts.group());
        from = parts.end();
      }
    }
    cut.add(line.substring(from));
    return cut;
  }

  private static String readable(String part) {
    return ID_IN_HEX.matcher(part).matches()
        ? new String(HexFormat.of().parseHex(part), UTF_8)
        : part;
  }

  Set<String> tables() {
    return rows.keySet();
  }

  /** Writes the rows that a copy has in a table. */
  void write(String table, long copy, StringBuilder out) {
    for (List<String> row : rows.get(table)) {
      for (int i = 0; i < row.size(); i++) {
        // odd parts differ
        out.append(i % 2 == 0 ? row.get(i) : another(row.get(i), copy));
      }
      out.append('\n');
    }
  }

  private static String another(String part, long copy) {
    if (part.startsWith("PO-")) {
      return "PO-" + (FIRST_NUMBER + copy);
    }
    if (ID.matcher(part).matches()) {
      UUID id = UUID.fromString(part);
      return new UUID(
              id.getMostSignificantBits() ^ mixed(copy),
              id.getLeastSignificantBits() ^ mixed(~copy))
          .toString();
    }
    if (ID_IN_HEX.matcher(part).matches()) {
      return HexFormat.of().formatHex(another(readable(part), copy).getBytes(UTF_8));
    }
    return part + "-" + copy;
  }

  /** Spreads numbers over all bits (SplitMix64), so that no two copies share an id. */
  private static long mixed(long number) {
    long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
