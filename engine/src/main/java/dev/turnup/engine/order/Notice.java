package dev.turnup.engine.order;

import java.util.Locale;
import java.util.UUID;

/**
 * Something the customer is told, or staff, by one channel.
 *
 * @param customer the customer's id
 * @param about what the news is about within the order: a delivery's id, or empty text
 * @param change counts what was told of the same news, from 1
 * @param told the fact that was told, to see whether it changes
 * @param recipient a mail address or the address of a webhook
 */
public record Notice(
    UUID id,
    OrderId order,
    String customer,
    News news,
    String about,
    int change,
    String told,
    Channel channel,
    String recipient,
    String subject,
    String text) {

  /** What is told of an appointment that does not take place. */
  public static final String OFF = "off";

  /** The same, saying more. */
  public Notice adding(String more) {
    return new Notice(
        id, order, customer, news, about, change, told, channel, recipient, subject, text + more);
  }

  /** What it tells, for programs: {@code promise-made}, {@code promise-changed}. */
  public String kind() {
    return switch (news) {
      case PROMISE -> change == 1 ? "promise-made" : "promise-changed";
      case APPOINTMENT ->
          told.equals(OFF)
              ? "appointment-cancelled"
              : change == 1 ? "appointment-made" : "appointment-changed";
      case EARLIER_VISIT, VISIT_MISSED, ESCALATION, HOLD_UP -> news.code();
    };
  }

  /** What customers want to hear of, and staff. */
  public enum News {
    /** The day on which all is to be done. */
    PROMISE,
    /** When the technician comes. */
    APPOINTMENT,
    /** That the technician could come on an earlier day. */
    EARLIER_VISIT,
    /** That the technician came in vain. */
    VISIT_MISSED,
    /** For staff: that an order has to be looked after. What it is about is who is told. */
    ESCALATION,
    /**
     * For staff: that something has to be looked after for which this order waits, and others. What
     * it is about is who is told, and what that is.
     */
    HOLD_UP;

    /** Whether staff are told, and not the customer. */
    public boolean isForStaff() {
      return this == ESCALATION || this == HOLD_UP;
    }

    /** {@code visit-missed}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How it reaches the customer. */
  public enum Channel {
    MAIL,
    WEBHOOK;

    /** {@code mail}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
