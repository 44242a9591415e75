package dev.turnup.engine.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.util.List;
import java.util.Map;

/** Texts, small maps of them, records and lists of records, as JSON. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule(), new ParameterNamesModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private Json() {}

  static String of(String text) {
    return TextNode.valueOf(text).toString();
  }

  static String of(Map<String, String> texts) {
    try {
      return MAPPER.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + texts.keySet(), e);
    }
  }

  static Map<String, String> texts(String json) {
    try {
      return MAPPER.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds JSON that is not an object of texts", e);
    }
  }

  static String of(List<?> records) {
    try {
      return MAPPER.writeValueAsString(records);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + records.size(), e);
    }
  }

  static String of(Record record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + record.getClass(), e);
    }
  }

  static <T> T read(String json, Class<T> as) {
    try {
      return MAPPER.readValue(json, as);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds no " + as.getSimpleName(), e);
    }
  }

  static <T> List<T> list(String json, Class<T> of) {
    try {
      return MAPPER.readerForListOf(of).readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds no list of " + of.getSimpleName(), e);
    }
  }
}
