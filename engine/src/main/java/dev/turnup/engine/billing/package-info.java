/** Starting the bill once the service is proved active. */
@NullMarked
package dev.turnup.engine.billing;

import org.jspecify.annotations.NullMarked;
