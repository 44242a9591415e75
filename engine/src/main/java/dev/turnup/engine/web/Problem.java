package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * What a caller is told when a request is not carried out, in the shape of TM Forum's {@code Error}
 * (TMF630): every attribute a string.
 *
 * @param code the kind of problem, stable, for programs
 * @param reason what is wrong, for people; it names the attribute
 * @param message what to do about it, or more of what is wrong; may be empty
 * @param referenceError the path of what the answer is about, such as the first order of a repeated
 *     post; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"code", "reason", "message", "status", "referenceError"})
record Problem(
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) HttpStatus httpStatus,
    String code,
    String reason,
    String message,
    String referenceError) {

  Problem(HttpStatus httpStatus, String code, String reason, String message) {
    this(httpStatus, code, reason, message, "");
  }

  /** What the status alone tells. */
  static Problem of(HttpStatus status, String reason) {
    String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    String message =
        switch (status) {
          case UNAUTHORIZED -> "Log in with HTTP Basic.";
          case FORBIDDEN -> "This login may not do that.";
          default -> "";
        };
    return new Problem(status, code, reason, message);
  }

  @JsonProperty
  String status() {
    return Integer.toString(httpStatus.value());
  }
}
