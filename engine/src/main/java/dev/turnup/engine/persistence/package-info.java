/** The only package that knows MyBatis: mappers, rows and the stores built on them. */
@NullMarked
package dev.turnup.engine.persistence;

import org.jspecify.annotations.NullMarked;
