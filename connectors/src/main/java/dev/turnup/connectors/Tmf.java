package dev.turnup.connectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.Call.Subject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts that TM Forum's resources share. */
public final class Tmf {

  private Tmf() {}

  /** Something that the resource has to do with, by its role. */
  public sealed interface Related permits RelatedEntity, RelatedProduct {}

  public record RelatedEntity(
      String id, String role, @JsonProperty("@referredType") String referredType)
      implements Related {}

  /** A product, told and not only named: whose it is, who pays, and how it was sold. */
  public record RelatedProduct(
      String id,
      String role,
      @JsonProperty("@referredType") String referredType,
      @Nullable Reference productOffering,
      @Nullable Reference billingAccount,
      List<Party> relatedParty,
      List<Characteristic> productCharacteristic)
      implements Related {}

  public record Place(String id, String role, @Nullable String name, @Nullable String postcode) {}

  public record Party(String id, String role) {}

  public record Characteristic(String name, Object value) {}

  /** A characteristic as somebody else wrote it. */
  public record CharacteristicRead(@Nullable String name, @Nullable JsonNode value) {}

  public record Reference(String id) {}

  public record Period(@Nullable String startDateTime, @Nullable String endDateTime) {}

  /** Why not. */
  public record Reason(@Nullable String code, @Nullable String label) {

    public static final Reason NONE = new Reason(null, null);

    public String codeOr(String otherwise) {
      return code == null ? otherwise : code;
    }

    public String text() {
      return label == null ? "" : label;
    }
  }

  public static List<RelatedEntity> relatedEntity(Subject subject) {
    return Stream.of(
            new RelatedEntity(subject.order(), "productOrder", "ProductOrder"),
            new RelatedEntity(subject.item(), "productOrderItem", "ProductOrderItem"),
            new RelatedEntity(subject.component(), "component", "Service"),
            new RelatedEntity(subject.delivery(), "delivery", "Delivery"))
        .filter(entity -> !entity.id().isEmpty())
        .toList();
  }

  /** The same, and the product that it is all for. */
  public static List<Related> relatedEntity(Subject subject, Related product) {
    return Stream.<Related>concat(relatedEntity(subject).stream(), Stream.of(product)).toList();
  }

  /** A product by its id alone. */
  public static RelatedEntity product(String id) {
    return new RelatedEntity(id, "product", "Product");
  }

  /** {@code id} as a part of an address: nothing in it means anything there. */
  public static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** No place for what has no site. */
  public static List<Place> place(String site) {
    return site.isEmpty() ? List.of() : List.of(new Place(site, "installationSite", null, null));
  }

  public static List<Characteristic> characteristics(Map<String, String> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(value -> new Characteristic(value.getKey(), value.getValue()))
        .toList();
  }

  /** What they say, as text by name; a value that is no text and no number stays JSON. */
  public static Map<String, String> values(@Nullable List<@Nullable CharacteristicRead> read) {
    return Reading.list(read).stream()
        .filter(each -> each.value() != null && !each.value().isNull())
        .collect(
            Collectors.toUnmodifiableMap(
                each -> Reading.required(each.name(), "name"),
                each -> text(each.value()),
                (first, second) -> second));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  public static List<Reference> references(List<String> ids) {
    return ids.stream().map(Reference::new).toList();
  }
}
