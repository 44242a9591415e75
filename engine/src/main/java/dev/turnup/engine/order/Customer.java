package dev.turnup.engine.order;

import java.util.Optional;

/**
 * For whom the order is.
 *
 * @param id the party's id in the sender's books; empty text if the order names nobody
 * @param name how people know the customer
 * @param tier the relationship plan, {@code standard} where nothing is said
 * @param email where notices go
 * @param webhook where notices go as well, if the customer's side listens
 */
public record Customer(
    String id, String name, String tier, Optional<String> email, Optional<String> webhook) {}
