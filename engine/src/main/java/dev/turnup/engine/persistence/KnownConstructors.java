package dev.turnup.engine.persistence;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.reflection.ReflectionException;
import org.apache.ibatis.reflection.factory.DefaultObjectFactory;
import org.apache.ibatis.session.Configuration;
import org.mybatis.spring.boot.autoconfigure.ConfigurationCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes records of rows. MyBatis looks a constructor up for each row, and is refused it each time,
 * with a trace of the whole stack, before it asks for access: our records are not public.
 */
@Component
class KnownConstructors extends DefaultObjectFactory implements ConfigurationCustomizer {

  private static final long serialVersionUID = 1L;

  private final transient Map<Signature, Constructor<?>> known = new ConcurrentHashMap<>();

  private record Signature(Class<?> type, List<Class<?>> arguments) {

    Constructor<?> find() {
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(arguments.toArray(Class[]::new));
        constructor.setAccessible(true);
        return constructor;
      } catch (NoSuchMethodException e) {
        throw new ReflectionException("%s is not made of %s".formatted(type, arguments), e);
      }
    }
  }

  @Override
  public void customize(Configuration mybatis) {
    mybatis.setObjectFactory(this);
  }

  @Override
  public <T> T create(Class<T> type, List<Class<?>> types, List<Object> arguments) {
    if (!type.isRecord()) {
      return super.create(type, types, arguments);
    }
    try {
      return type.cast(
          known
              .computeIfAbsent(new Signature(type, List.copyOf(types)), Signature::find)
              .newInstance(arguments.toArray()));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new ReflectionException("%s cannot be made of a row".formatted(type), e);
    }
  }
}
