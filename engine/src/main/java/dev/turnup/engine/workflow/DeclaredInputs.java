package dev.turnup.engine.workflow;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that a table declares: it is given these and no others, so that what it does not look
 * at makes no difference to what is remembered.
 *
 * @param types FEEL types by name
 */
record DeclaredInputs(Map<String, String> types) {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  static DeclaredInputs of(DmnModelInstance model) {
    Map<String, String> types = new LinkedHashMap<>();
    for (InputExpression input : model.getModelElementsByType(InputExpression.class)) {
      String type = input.getTypeRef();
      types.put(input.getText().getTextContent().strip(), type == null ? "" : type);
    }
    return new DeclaredInputs(types);
  }

  /** An input that is not given is null, and so is a text that is not of the declared type. */
  Map<String, Object> of(Map<String, Object> given) {
    Map<String, Object> inputs = new HashMap<>();
    types.forEach(
        (name, type) ->
            inputs.put(
                name, given.get(name) instanceof String text ? read(text, type) : given.get(name)));
    return inputs;
  }

  private static @Nullable Object read(String text, String type) {
    return switch (type) {
      case "integer", "long" -> whole(text);
      case "double", "number" -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
      case "boolean" -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
      default -> text;
    };
  }

  private static @Nullable Object whole(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    return number.stripTrailingZeros().scale() > 0 ? null : number.longValueExact();
  }
}
