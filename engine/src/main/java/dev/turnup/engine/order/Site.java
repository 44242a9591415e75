package dev.turnup.engine.order;

/**
 * Where a product lives: the item's place with role {@code installationSite}.
 *
 * @param id the place's id
 * @param address one line for people, {@code 12 Harbour Street, 20457 Hamburg}; empty if the sender
 *     gave none
 * @param postalCode decides the territory; empty if the sender gave none
 */
public record Site(String id, String address, String postalCode) {}
