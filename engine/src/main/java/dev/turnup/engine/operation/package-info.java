/**
 * Operations of outside systems that only models know: what they mean is the analyst's business.
 */
@NullMarked
package dev.turnup.engine.operation;

import org.jspecify.annotations.NullMarked;
