package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.Catalogue.Line;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the items of an order want of services that are installed and stay: all of it, whichever
 * item comes first.
 */
final class Wishes {

  private final Map<String, List<Map<String, String>>> changes = new HashMap<>();
  private final Map<String, List<Map<String, String>>> uses = new HashMap<>();

  /** Somebody whose product it is part of wants it so. */
  void change(InstalledService service, Map<String, String> characteristics) {
    changes.computeIfAbsent(service.reference(), s -> new ArrayList<>()).add(characteristics);
  }

  /** Somebody who is new would like it so, and takes it as it is. */
  void use(InstalledService service, Map<String, String> characteristics) {
    uses.computeIfAbsent(service.reference(), s -> new ArrayList<>()).add(characteristics);
  }

  /**
   * What the service is to be. Who wants a change goes before whoever leaves it as it is, and of
   * two changes the first before the other. What others use keeps what nobody speaks of. Of its
   * capacity it gets as much as whoever wants most.
   */
  Map<String, String> of(InstalledService service, Line line) {
    List<Map<String, String>> changing = changes.getOrDefault(service.reference(), List.of());
    List<Map<String, String>> using = uses.getOrDefault(service.reference(), List.of());
    Map<String, String> now = service.characteristics();
    Map<String, String> wanted = new HashMap<>();
    for (Map<String, String> change : changing) {
      change.forEach(
          (name, value) -> {
            if (!value.equals(now.get(name))) {
              wanted.putIfAbsent(name, value);
            }
          });
    }
    changing.forEach(change -> change.forEach(wanted::putIfAbsent));
    if (!using.isEmpty() || !service.sharedWith().isEmpty()) {
      now.forEach(wanted::putIfAbsent);
    }
    using.forEach(use -> use.forEach(wanted::putIfAbsent));
    Stream.concat(changing.stream(), using.stream())
        .filter(wish -> line.unitsFor(wish) > line.unitsFor(wanted))
        .forEach(wish -> wanted.put(line.units(), wish.get(line.units())));
    return wanted;
  }
}
