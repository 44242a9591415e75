/**
 * What an order is: its items, the states it may move through, its timeline, and how a step speaks
 * to the outside.
 */
@NullMarked
package dev.turnup.engine.order;

import org.jspecify.annotations.NullMarked;
