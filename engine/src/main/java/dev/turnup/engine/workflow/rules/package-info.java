/** What a model, a decision and a form must be like, so that an order can trust it. */
@NullMarked
package dev.turnup.engine.workflow.rules;

import org.jspecify.annotations.NullMarked;
