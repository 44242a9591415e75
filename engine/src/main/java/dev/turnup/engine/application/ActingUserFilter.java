package dev.turnup.engine.application;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the engine's REST API act in the name of who is logged in. Without it every request would
 * run as nobody, whom the engine asks for no authorization.
 */
class ActingUserFilter extends OncePerRequestFilter {

  private final Logins logins;

  ActingUserFilter(Logins logins) {
    this.logins = logins;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    logins.actAs(
        login.getName(),
        login.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.toSet()));
    try {
      chain.doFilter(request, response);
    } finally {
      logins.actAsNobody();
    }
  }
}
