/** What a customer may choose when a date has moved, or could be earlier. */
@NullMarked
package dev.turnup.engine.choice;

import org.jspecify.annotations.NullMarked;
