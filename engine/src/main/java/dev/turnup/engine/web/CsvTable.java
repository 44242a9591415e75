package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.resource.Column;
import dev.turnup.engine.resource.Line;
import dev.turnup.engine.resource.Resource;
import dev.turnup.engine.resource.ResourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * Tables of resources as comma-separated values (RFC 4180): a first line with the names of the
 * columns, in any sequence, UTF-8.
 */
final class CsvTable {

  private static final int MAX_BYTES = 2 * 1024 * 1024;
  private static final int MAX_LINES = 5_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A spreadsheet would calculate what begins so. */
  private static final String FORMULA = "=+-@\t\r";

  private final String text;
  private int at;
  private int line = 1;

  private CsvTable(String text) {
    this.text = text;
  }

  /**
   * The lines of a table, each with its number.
   *
   * @throws RequestRefused 413 if it is too long, 400 if it is no such table
   */
  static List<Line> in(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge("2 MB");
    }
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("the table is not UTF-8");
    }
    return new CsvTable(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines();
  }

  /** The table of resources; what a spreadsheet would take for a formula begins with a quote. */
  static String of(ResourceKind kind, List<Resource> resources) {
    List<String> names = kind.columns().stream().map(Column::name).toList();
    return Stream.concat(
            Stream.of(names),
            resources.stream()
                .map(
                    resource ->
                        names.stream()
                            .map(name -> cell(resource.values().getOrDefault(name, "")))
                            .toList()))
        .map(cells -> String.join(",", cells) + "\r\n")
        .collect(Collectors.joining());
  }

  private static String cell(String value) {
    String harmless = value.isEmpty() || FORMULA.indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    return harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }

  private List<Line> lines() {
    if (text.isBlank()) {
      throw malformed("the table is empty");
    }
    List<String> names = row().stream().map(String::strip).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw malformed("line 1 names a column twice");
    }
    List<Line> lines = new ArrayList<>();
    while (at < text.length()) {
      int number = line;
      List<String> cells = row();
      if (cells.size() == 1 && cells.get(0).isBlank()) {
        continue;
      }
      if (cells.size() != names.size()) {
        throw malformed(
            "line %d has %d cells where line 1 has %d"
                .formatted(number, cells.size(), names.size()));
      }
      if (lines.size() == MAX_LINES) {
        throw tooLarge("5,000 lines");
      }
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        values.put(names.get(i), withoutQuote(cells.get(i)));
      }
      lines.add(new Line(number, values));
    }
    return lines;
  }

  private static String withoutQuote(String cell) {
    return cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0
        ? cell.substring(1)
        : cell;
  }

  private List<String> row() {
    List<String> cells = new ArrayList<>();
    cells.add(nextCell());
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      cells.add(nextCell());
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length()) {
      if (text.charAt(at) != '\n') {
        throw malformed("line %d goes on after a closing quote".formatted(line));
      }
      at++;
      line++;
    }
    return cells;
  }

  private String nextCell() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int end = at;
    while (end < text.length() && ",\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String cell = text.substring(at, end);
    at = end;
    return cell;
  }

  private String quoted() {
    int opened = line;
    StringBuilder cell = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        boolean escaped = at + 1 < text.length() && text.charAt(at + 1) == '"';
        if (!escaped) {
          at++;
          return cell.toString();
        }
        at++;
      } else if (c == '\n') {
        line++;
      }
      cell.append(c);
    }
    throw malformed("line %d opens a quote that is never closed".formatted(opened));
  }

  private static RequestRefused malformed(String reason) {
    return RequestRefused.malformed(
        "malformed-table",
        reason,
        "Send comma-separated values in UTF-8, with the names of the columns in the first line.");
  }

  private static RequestRefused tooLarge(String most) {
    return new RequestRefused(
        new Problem(
            HttpStatus.PAYLOAD_TOO_LARGE,
            "too-large",
            "the table is larger than " + most,
            "Send it as several tables."));
  }
}
