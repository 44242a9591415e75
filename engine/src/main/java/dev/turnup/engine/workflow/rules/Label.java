package dev.turnup.engine.workflow.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The grammar of labels and of the ids made of them. */
final class Label {

  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final Pattern EMPTY_WORDS =
      Pattern.compile("(?i)\\b(process|handle|manage|task)(s|es|d)?\\b");

  private static final Pattern CAPITALIZED_LATER = Pattern.compile(".+\\s[A-Z][a-z].*");

  private Label() {}

  static boolean isKebabCase(String id) {
    return KEBAB_CASE.matcher(id).matches();
  }

  static boolean isSentenceCase(String label) {
    return Character.isUpperCase(label.codePointAt(0))
        && !CAPITALIZED_LATER.matcher(label).matches();
  }

  static boolean hasEmptyWords(String label) {
    return EMPTY_WORDS.matcher(label).find();
  }

  /** {@code Site visit needed?} and {@code site-visit-needed} → {@code SiteVisitNeeded}. */
  static String pascalCase(String label) {
    return Arrays.stream(label.split("[^A-Za-z0-9]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
