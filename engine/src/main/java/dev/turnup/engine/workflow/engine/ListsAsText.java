package dev.turnup.engine.workflow.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import org.camunda.bpm.engine.impl.variable.serializer.AbstractTypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.variable.impl.value.ObjectValueImpl;
import org.camunda.bpm.engine.variable.impl.value.UntypedValueImpl;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the models' lists of ids in the variable's own row, as JSON. The engine has a second row
 * for each list, which is written, read each time and deleted by itself. Long lists stay there.
 */
class ListsAsText extends AbstractTypedValueSerializer<ObjectValue> {

  /** For ever: rows are found again by it. */
  private static final String NAME = "turnup-list";

  private static final String FORMAT = "application/json";
  private static final String TYPE = "java.util.ArrayList<java.lang.Object>";

  /** What the column takes. */
  private static final int LONGEST = 4_000;

  private static final TypeReference<ArrayList<Object>> LIST = new TypeReference<>() {};
  private static final ObjectMapper JSON = new ObjectMapper();

  ListsAsText() {
    super(ValueType.OBJECT);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public String getSerializationDataformat() {
    return FORMAT;
  }

  @Override
  protected boolean canWriteValue(TypedValue value) {
    boolean given =
        value instanceof UntypedValueImpl
            || value instanceof ObjectValue object
                && object.isDeserialized()
                && (object.getSerializationDataFormat() == null
                    || object.getSerializationDataFormat().equals(FORMAT));
    return given && isOfTexts(value.getValue()) && json(value.getValue()).length() <= LONGEST;
  }

  /** A list of ids, or of groups of them. */
  private static boolean isOfTexts(@Nullable Object value) {
    return value instanceof ArrayList<?> list
        && list.stream().allMatch(one -> one instanceof String || isOfTexts(one));
  }

  @Override
  public ObjectValue convertToTypedValue(UntypedValueImpl value) {
    return object(value.getValue(), json(value.getValue()), value.isTransient());
  }

  @Override
  public void writeValue(ObjectValue value, ValueFields row) {
    row.setTextValue(json(value.getValue()));
    // of a list that was long, or is from before there was this serializer
    row.setByteArrayValue(null);
  }

  @Override
  public ObjectValue readValue(ValueFields row, boolean asList, boolean isTransient) {
    String json = row.getTextValue();
    return object(asList ? list(json) : null, json, isTransient);
  }

  private static ObjectValue object(@Nullable Object list, String json, boolean isTransient) {
    ObjectValueImpl object = new ObjectValueImpl(list, json, FORMAT, TYPE, list != null);
    object.setTransient(isTransient);
    return object;
  }

  private static String json(Object list) {
    try {
      return JSON.writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always written", e);
    }
  }

  private static Object list(String json) {
    try {
      return JSON.readValue(json, LIST);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not the list that was written: " + json, e);
    }
  }
}
