package dev.turnup.engine.fallout;

/** Causes that many fallouts may share. */
public interface SharedCauses {

  /**
   * Has one looked after for all that fall out alike, in the caller's transaction; where somebody
   * does already, that is enough.
   */
  void lookAfter(Fallout fallout);
}
