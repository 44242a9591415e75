/** What Turnup says over HTTP: TMF622, the operations API, the order's page, problem answers. */
@NullMarked
package dev.turnup.engine.web;

import org.jspecify.annotations.NullMarked;
