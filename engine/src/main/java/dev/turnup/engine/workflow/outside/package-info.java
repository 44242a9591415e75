/**
 * The models' outside work: tasks of type external are fetched, each one's call is prepared, made
 * and applied, and none is lost or done twice.
 */
@NullMarked
package dev.turnup.engine.workflow.outside;

import org.jspecify.annotations.NullMarked;
