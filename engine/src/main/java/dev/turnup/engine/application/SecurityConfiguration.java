package dev.turnup.engine.application;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import dev.turnup.engine.order.Staff;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may call what. The matchers are path patterns on purpose: a plain string does not match the
 * engine's REST servlet, and its requests would fall through as a user with every right.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** Parameters in the path, empty and dotted segments, letters and digits in disguise. */
  private static final Pattern ODD_ADDRESS =
      Pattern.compile(
          ";|//|\\\\|/[.]{1,2}(/|$)|%2[de]|%3[0-9]|%[46][1-9a-f]|%[57][0-9a]|%5f|%7e",
          Pattern.CASE_INSENSITIVE);

  private static final String ODD = "the address is not written plainly";

  private static final String[] STAFF = Staff.GROUPS.toArray(String[]::new);

  /** Whoever has a link. */
  private static final Authentication CUSTOMER =
      new PreAuthenticatedAuthenticationToken("customer", "", List.of());

  private static final String[] ORDERING = {"crm", "crm-all", "order-desk", "camunda-admin"};

  /** Who may see plans: those of one's own orders, or all. */
  private static final String[] PLANNING =
      Stream.of(STAFF, ORDERING).flatMap(Stream::of).distinct().toArray(String[]::new);

  private static final String[] RESOURCE_KEEPING = {"supervisors", "camunda-admin"};

  private static final String[] ABSENCE_KEEPING = {"supervisors", "dispatch", "camunda-admin"};

  private static final String[] PROBLEM_SOLVING = {
    "fallout-desk", "supervisors", "operators", "camunda-admin"
  };

  private static final String[] BULK_WORKING = {"supervisors", "operators", "camunda-admin"};

  private static final String[] OPERATING = {"operators", "camunda-admin"};

  @Bean
  LoginProvider loginProvider(Logins logins) {
    return new LoginProvider(logins);
  }

  /** What a request takes is measured, and not once more in each filter that it passes. */
  @Bean
  SecurityObservationSettings noObservationsOfFilters() {
    return SecurityObservationSettings.noObservations();
  }

  /** Whatever matches addresses, here and in libraries, then sees the same one. */
  @Bean
  FilterRegistrationBean<Filter> plainAddresses() {
    FilterRegistrationBean<Filter> filter =
        new FilterRegistrationBean<>(
            (request, response, chain) -> {
              if (ODD_ADDRESS.matcher(((HttpServletRequest) request).getRequestURI()).find()) {
                ((HttpServletResponse) response).sendError(400, ODD);
              } else {
                chain.doFilter(request, response);
              }
            });
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  /**
   * The web applications have a login, sessions and a CSRF defence of their own. Their set-up,
   * which makes an administrator for whoever asks while there is none (CVE-2026-77226), is closed.
   */
  @Bean
  @Order(1)
  SecurityFilterChain webapps(HttpSecurity http) throws Exception {
    return http.securityMatchers(
            requests -> requests.requestMatchers(path("/camunda/**"), path("/camunda-welcome/**")))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        path("/camunda/api/admin/setup/**"),
                        // asked for by the login pages, whose browser must not be challenged for it
                        path("/camunda-welcome/**"))
                    .denyAll()
                    .anyRequest()
                    .permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain engineRest(HttpSecurity http, Logins logins) throws Exception {
    return stateless(http.securityMatcher(path("/engine-rest/**")))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(SecurityConfiguration::isForged)
                    .denyAll()
                    .anyRequest()
                    .hasAnyAuthority(STAFF))
        .addFilterAfter(new ActingUserFilter(logins), AuthorizationFilter.class)
        .build();
  }

  /**
   * Customers follow the link in a notice, which is all the proof that they need, whatever login
   * their browser has; what they do there is done in their name.
   */
  @Bean
  @Order(3)
  SecurityFilterChain choices(HttpSecurity http) throws Exception {
    return http.securityMatcher(path("/choices/**"))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                    .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex")))
        .addFilterBefore(
            (request, response, chain) -> {
              SecurityContextHolder.getContext().setAuthentication(CUSTOMER);
              chain.doFilter(request, response);
            },
            AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(SecurityConfiguration::isForged)
                    .denyAll()
                    .requestMatchers(reading("/choices/*"), path(POST, "/choices/*"))
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
    return stateless(http)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(reading("/actuator/health"))
                    .permitAll()
                    // each system's own secret is checked where its callbacks come in
                    .requestMatchers(path("/callbacks/**"))
                    .permitAll()
                    .requestMatchers(SecurityConfiguration::isForged)
                    .denyAll()
                    .requestMatchers(reading("/tmf-api/productOrderingManagement/v4/hub/**"))
                    .hasAuthority("camunda-admin")
                    .requestMatchers(reading("/"), reading("/openapi/**"), reading("/tmf-api/**"))
                    .authenticated()
                    .requestMatchers(
                        path(DELETE, "/tmf-api/productOrderingManagement/v4/productOrder/**"))
                    .hasAuthority("camunda-admin")
                    .requestMatchers(path("/tmf-api/**"))
                    .hasAnyAuthority(ORDERING)
                    .requestMatchers(
                        reading("/operations/orders/*/plan"),
                        path(POST, "/operations/orders/preview"))
                    .hasAnyAuthority(PLANNING)
                    .requestMatchers(
                        reading("/operations/**"),
                        reading("/orders/**"),
                        path(POST, "/operations/orders/*/notes"),
                        path(POST, "/operations/fallouts/*/undo"))
                    .hasAnyAuthority(STAFF)
                    .requestMatchers(path("/operations/resources/absences/**"))
                    .hasAnyAuthority(ABSENCE_KEEPING)
                    .requestMatchers(path("/operations/resources/**"))
                    .hasAnyAuthority(RESOURCE_KEEPING)
                    .requestMatchers(path("/operations/problems/**"))
                    .hasAnyAuthority(PROBLEM_SOLVING)
                    .requestMatchers(path("/operations/bulk/**"))
                    .hasAnyAuthority(BULK_WORKING)
                    .requestMatchers(path("/operations/**"), path("/actuator/**"))
                    .hasAnyAuthority(OPERATING)
                    .anyRequest()
                    .denyAll())
        .build();
  }

  private static HttpSecurity stateless(HttpSecurity http) throws Exception {
    return http.httpBasic(Customizer.withDefaults())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable);
  }

  /** A browser that remembers a login would send it with another site's form, too. */
  private static boolean isForged(HttpServletRequest request) {
    String from = request.getHeader("Sec-Fetch-Site");
    return from != null
        && !Set.of("same-origin", "none").contains(from)
        && !Set.of("GET", "HEAD").contains(request.getMethod());
  }

  /** {@code HEAD} is answered by what answers {@code GET}, so it is allowed to the same. */
  private static RequestMatcher reading(String pattern) {
    return new OrRequestMatcher(path(GET, pattern), path(HEAD, pattern));
  }

  private static PathPatternRequestMatcher path(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }

  private static PathPatternRequestMatcher path(HttpMethod method, String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
  }
}
