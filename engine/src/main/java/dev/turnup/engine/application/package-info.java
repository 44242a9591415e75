/** How the application is put together: its database, its clock, its settings, its logins. */
@NullMarked
package dev.turnup.engine.application;

import org.jspecify.annotations.NullMarked;
