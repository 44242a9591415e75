/**
 * What every stand-in has in common: it listens, does what it is asked once per key, keeps books of
 * it, and fails in the way that it was told to.
 */
@NullMarked
package dev.turnup.connectors.sandbox.standin;

import org.jspecify.annotations.NullMarked;
