package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** For whom and where something is asked, as far as the request says it. */
public record Involved(
    Optional<String> order,
    Optional<String> item,
    Optional<String> component,
    Optional<String> delivery,
    Optional<String> specification,
    Optional<String> site) {

  private static final List<String> SITES =
      List.of(
          "/place/0/id", "/relatedPlace/id", "/checkServiceQualificationItem/0/service/place/0/id");

  private static final List<String> SPECIFICATIONS =
      List.of(
          "/serviceSpecification/id",
          "/checkServiceQualificationItem/0/service/serviceSpecification/id",
          "/productOffering/id");

  /** Only this order, as far as is known. */
  public static Involved in(Optional<String> order) {
    return new Involved(
        order,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Involved at(String site) {
    return new Involved(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(site));
  }

  /** The id of what {@code body} relates to in this role, if it does. */
  public static Optional<String> role(JsonNode body, String role) {
    return related(body, role).flatMap(entity -> Json.text(entity, "/id"));
  }

  /** What {@code body} relates to in this role, if it does. */
  public static Optional<JsonNode> related(JsonNode body, String role) {
    return allRelated(body, role).findFirst();
  }

  /** All that {@code body} relates to in this role. */
  public static Stream<JsonNode> allRelated(JsonNode body, String role) {
    return StreamSupport.stream(body.path("relatedEntity").spliterator(), false)
        .filter(entity -> role.equals(entity.path("role").asText()));
  }

  static Involved in(JsonNode body, Map<String, String> query) {
    return new Involved(
        role(body, "productOrder"),
        role(body, "productOrderItem"),
        role(body, "component")
            .or(() -> Json.text(body, "/relatedService/id"))
            .or(() -> Optional.ofNullable(query.get("relatedEntity.id"))),
        role(body, "delivery"),
        firstOf(body, SPECIFICATIONS),
        firstOf(body, SITES));
  }

  private static Optional<String> firstOf(JsonNode body, List<String> pointers) {
    return pointers.stream().flatMap(at -> Json.text(body, at).stream()).findFirst();
  }

  /** Whether {@code name} is the component's id or the name of its specification. */
  boolean concerns(String name) {
    return Stream.of(component, specification).anyMatch(Optional.of(name)::equals);
  }
}
