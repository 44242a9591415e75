package dev.turnup.engine.web;

import dev.turnup.engine.order.OrderId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every answer goes out with the policy of our pages, and what is logged about an order carries its
 * number.
 */
@Configuration(proxyBeanMethods = false)
class EveryRequest implements WebMvcConfigurer, HandlerInterceptor {

  private static final String ORDER = "order";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    response.setHeader("Content-Security-Policy", Page.CONTENT_SECURITY_POLICY);
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      variables.values().stream()
          .map(String::valueOf)
          .filter(OrderId::isOrderNumber)
          .findFirst()
          .ifPresent(number -> MDC.put(ORDER, number));
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    MDC.remove(ORDER);
  }
}
