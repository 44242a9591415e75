/**
 * What {@code --demo} shows: sample orders, placed and worked over the same HTTP that everybody
 * else uses.
 */
@NullMarked
package dev.turnup.engine.demo;

import org.jspecify.annotations.NullMarked;
