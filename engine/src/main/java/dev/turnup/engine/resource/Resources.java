package dev.turnup.engine.resource;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What visits are planned with. What is written is seen by the next search of every node. */
public interface Resources {

  /** Those of a kind whose ids follow {@code after}, by id. */
  List<Resource> list(ResourceKind kind, String after, int most);

  Optional<Resource> find(ResourceKind kind, String id);

  /** Whoever changes resources waits here for others who do, until the transaction ends. */
  void lock();

  /** Those of the ids that there are. */
  Set<String> known(ResourceKind kind, Collection<String> ids);

  /** Whose work it is about, if it is about anybody's. */
  Set<String> techniciansOf(ResourceKind kind, Collection<Resource> resources);

  /** Makes or replaces resources whose values have been checked. */
  void put(ResourceKind kind, Collection<Resource> resources);

  void remove(ResourceKind kind, String id);

  /**
   * What needs it, for people: visits that are still to be made first; some, where there are many.
   */
  List<String> usesOf(ResourceKind kind, String id);

  /** The territories that have these postal prefixes, by prefix. */
  Map<String, String> ownersOf(Collection<String> prefixes);

  /** The territories above, by territory; of those that have one. */
  Map<String, String> parents();

  /** The absences of technicians that end after a local time. */
  List<Resource> absencesOf(Collection<String> technicians, String after);
}
