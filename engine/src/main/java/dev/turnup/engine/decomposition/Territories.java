package dev.turnup.engine.decomposition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where Turnup's technicians go. */
public interface Territories {

  /** The territory with the longest prefix of this postal code. */
  Optional<Territory> covering(String postalCode);

  /** As they are now: each postal code is looked up once. For one piece of work. */
  default Territories asOfNow() {
    Map<String, Optional<Territory>> known = new HashMap<>();
    return postalCode -> known.computeIfAbsent(postalCode, this::covering);
  }
}
