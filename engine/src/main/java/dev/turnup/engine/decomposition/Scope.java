package dev.turnup.engine.decomposition;

import java.util.Arrays;
import java.util.List;
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

  /** This one and those that are wider: where what a component relies on may be found. */
  List<Scope> andWider() {
    return Arrays.stream(values()).filter(scope -> scope.compareTo(this) >= 0).toList();
  }
}
