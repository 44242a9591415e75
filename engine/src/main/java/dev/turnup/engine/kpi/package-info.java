/** How well orders go: numbers over a window of time, with targets and limits by table. */
@NullMarked
package dev.turnup.engine.kpi;

import org.jspecify.annotations.NullMarked;
