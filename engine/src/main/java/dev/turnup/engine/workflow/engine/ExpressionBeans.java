package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.NotKept;
import dev.turnup.engine.workflow.OwnWork;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The beans that an expression in a model may name: the delegates, and nothing else of the
 * application. A model says {@code ${planDeliveries}}, the use case's name, for the bean {@code
 * planDeliveriesDelegate}. They are looked up when they are used, since most of them need the
 * engine.
 */
class ExpressionBeans extends AbstractMap<Object, Object> {

  private static final String DELEGATE = "Delegate";

  private final ListableBeanFactory beans;
  private final Set<String> names;

  ExpressionBeans(ListableBeanFactory beans) {
    this.beans = beans;
    this.names = new TreeSet<>();
    for (String bean : beans.getBeanNamesForType(JavaDelegate.class, false, false)) {
      names.add(
          bean.endsWith(DELEGATE) ? bean.substring(0, bean.length() - DELEGATE.length()) : bean);
    }
  }

  /** The names that {@code ${…}} may say. */
  Set<String> names() {
    return names;
  }

  /** By each of these names: what is gone where an order waits or is saved. */
  Map<String, NotKept> notKept() {
    return names.stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name -> delegate(name) instanceof OwnWork work ? work.notKept() : NotKept.NOTHING));
  }

  @Override
  public boolean containsKey(Object key) {
    return key instanceof String name && names.contains(name);
  }

  @Override
  public Object get(Object key) {
    return containsKey(key) ? delegate((String) key) : null;
  }

  @Override
  public Set<Map.Entry<Object, Object>> entrySet() {
    return names.stream()
        .map(name -> Map.<Object, Object>entry(name, delegate(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Object delegate(String name) {
    return beans.getBean(beans.containsBean(name + DELEGATE) ? name + DELEGATE : name);
  }
}
