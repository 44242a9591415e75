/**
 * The only package that knows Camunda: how the models reach the steps, and the steps the models.
 */
@NullMarked
package dev.turnup.engine.workflow;

import org.jspecify.annotations.NullMarked;
