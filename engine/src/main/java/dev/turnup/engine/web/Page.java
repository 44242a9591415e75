package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** A page for a person: one template, its style written into it, and nothing that runs. */
final class Page {

  private static final String STYLE = style();

  /**
   * Nothing may be loaded or run but the page's own style, so that even a text that got past the
   * escaping could do no harm.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
          .formatted(hashOf(STYLE));

  private Page() {}

  /** The page {@code templates/<template>.html} with one thing to show. */
  static ModelAndView of(String template, String name, Object value, HttpStatus status) {
    return new ModelAndView(template, Map.of("style", STYLE, name, value), status);
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("/templates/style.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the style of the pages cannot be read", e);
    }
  }

  private static String hashOf(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
