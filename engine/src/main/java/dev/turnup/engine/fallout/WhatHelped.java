package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.ListedValues;
import dev.turnup.engine.fallout.FalloutBook.Experience;
import dev.turnup.engine.order.UseCase;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What was learnt from fallouts of the same cause, as it may be used for another order: which kind
 * of decision and which characteristic, but of the values of others only those that the catalogue
 * lists.
 */
@UseCase
public final class WhatHelped {

  private final FalloutBook fallouts;
  private final Components components;
  private final ListedValues listedValues;

  public WhatHelped(FalloutBook fallouts, Components components, ListedValues listedValues) {
    this.fallouts = fallouts;
    this.components = components;
    this.listedValues = listedValues;
  }

  /** The most frequent first. */
  public List<Experience> with(Fallout fallout) {
    List<Experience> all = fallouts.experience(fallout.fingerprint());
    if (all.stream().allMatch(each -> each.value().isEmpty())) {
      return all;
    }
    Optional<Component> component = fallout.what().component().map(components::get);
    return all.stream()
        .map(each -> isListed(each, component) ? each : each.withoutValue())
        .collect(toMap(Experience::lesson, each -> each, Experience::plus, LinkedHashMap::new))
        .values()
        .stream()
        .sorted(Comparator.comparingInt(Experience::times).reversed())
        .toList();
  }

  private boolean isListed(Experience each, Optional<Component> component) {
    return component
        .filter(its -> listedValues.have(its.order(), its.item(), each.attribute(), each.value()))
        .isPresent();
  }
}
