package dev.turnup.engine.subscription;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody's wish to be told of events.
 *
 * @param owner the login that made it
 * @param onlyOf the caller whose orders it hears of; of all if empty
 * @param callback where to, without what is appended for each type of event
 * @param query as it was given; empty for all events
 */
public record Subscription(
    UUID id, String owner, Optional<String> onlyOf, URI callback, String query, Instant madeAt) {}
