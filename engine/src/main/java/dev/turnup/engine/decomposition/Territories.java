package dev.turnup.engine.decomposition;

import java.util.Optional;

/** Where Turnup's technicians go. */
public interface Territories {

  /** The territory with the longest prefix of this postal code. */
  Optional<Territory> covering(String postalCode);
}
