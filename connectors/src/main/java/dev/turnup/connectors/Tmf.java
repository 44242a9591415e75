package dev.turnup.connectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnup.connectors.Call.Subject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts that TM Forum's resources share. */
public final class Tmf {

  private Tmf() {}

  /** Something that the resource has to do with, by its role. */
  public record RelatedEntity(
      String id, String role, @JsonProperty("@referredType") String referredType) {}

  public record Place(String id, String role, @Nullable String name) {}

  public record Party(String id, String role) {}

  public record Characteristic(String name, Object value) {}

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

  /** No place for what has no site. */
  public static List<Place> place(String site) {
    return site.isEmpty() ? List.of() : List.of(new Place(site, "installationSite", null));
  }

  public static List<Characteristic> characteristics(Map<String, String> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(value -> new Characteristic(value.getKey(), value.getValue()))
        .toList();
  }

  public static List<Reference> references(List<String> ids) {
    return ids.stream().map(Reference::new).toList();
  }
}
