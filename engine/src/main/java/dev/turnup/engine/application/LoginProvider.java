package dev.turnup.engine.application;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** One user, one password, for the APIs and the web applications; an authority is a group. */
class LoginProvider implements AuthenticationProvider {

  private final Logins logins;

  LoginProvider(Logins logins) {
    this.logins = logins;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String user = attempt.getName();
    List<? extends GrantedAuthority> groups =
        logins
            .groupsOf(user, String.valueOf(attempt.getCredentials()))
            .orElseThrow(() -> new BadCredentialsException("wrong name or password"))
            .stream()
            .map(SimpleGrantedAuthority::new)
            .toList();
    return UsernamePasswordAuthenticationToken.authenticated(user, null, groups);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
