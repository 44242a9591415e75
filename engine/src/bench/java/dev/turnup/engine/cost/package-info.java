/**
 * What an order costs: Turnup beside a hand-written state machine, a bare Camunda and a bare
 * Flowable, each in processes of its own on a database of its own. docs/benchmark says how it is
 * measured.
 */
@NullMarked
package dev.turnup.engine.cost;

import org.jspecify.annotations.NullMarked;
