package dev.turnup.engine.decomposition;

import java.util.Locale;

/** Within what one component serves all that need it; from the narrowest to the widest. */
enum Scope {
  /** Each item has its own. */
  ITEM,
  /** The items of what was sold as one product: the outermost bundle. */
  BUNDLE,
  /** The items at one site. */
  SITE,
  /** The items on one billing account. */
  ACCOUNT,
  /** All items of the order. */
  ORDER;

  /** How tables name it: {@code site}. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
