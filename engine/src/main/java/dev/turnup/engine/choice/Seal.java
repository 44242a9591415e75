package dev.turnup.engine.choice;

/** Proves that a text was written here. */
public interface Seal {

  /** What only who has the key can make of the text: letters, digits, hyphens and underscores. */
  String of(String text);
}
