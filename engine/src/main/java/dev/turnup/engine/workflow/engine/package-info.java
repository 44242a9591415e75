/** How the workflow engine is set up and guarded: the only place that knows its internals. */
@NullMarked
package dev.turnup.engine.workflow.engine;

import org.jspecify.annotations.NullMarked;
