package dev.turnup.engine.fallout;

/**
 * What a person decided about a fallout, as the form gave it, or what a table decided; what does
 * not apply is empty.
 *
 * @param decision the code of a {@link Fallout.Decision}
 * @param reason needed for what cannot be taken back
 * @param cause what it was, in a few words
 * @param attribute the characteristic to change
 * @param value what it is to be
 * @param reference by which the outside system has what is marked as done
 * @param specification of the component that is to be made instead
 * @param person the authenticated user
 */
public record Answer(
    String decision,
    String reason,
    String cause,
    String attribute,
    String value,
    String reference,
    String specification,
    String person) {

  /** One that needs no evidence and replaces nothing. */
  public Answer(String decision, String reason, String attribute, String value, String person) {
    this(decision, reason, "", attribute, value, "", "", person);
  }

  /** The same as the decision of another person. */
  Answer by(String other) {
    return new Answer(decision, reason, cause, attribute, value, reference, specification, other);
  }
}
