package dev.turnup.engine.web;

import dev.turnup.engine.order.OrderId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every answer goes out with the policy of our pages, what is logged about an order carries its
 * number, and no body is read in other letters than UTF-8.
 */
@Configuration(proxyBeanMethods = false)
class EveryRequest implements WebMvcConfigurer, HandlerInterceptor {

  private static final String ORDER = "order";
  private static final Set<String> TAKING_JSON = Set.of("POST", "PUT", "PATCH");

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    response.setHeader("Content-Security-Policy", Page.CONTENT_SECURITY_POLICY);
    refuseOtherLetters(request);
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

  /** JSON is UTF-8; that it is of a media type we take has been found out before. */
  private static void refuseOtherLetters(HttpServletRequest request) {
    if (TAKING_JSON.contains(request.getMethod()) && request.getContentType() != null) {
      Charset letters = MediaType.parseMediaType(request.getContentType()).getCharset();
      if (letters != null && !letters.equals(StandardCharsets.UTF_8)) {
        throw RequestRefused.otherLetters(letters);
      }
    }
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
