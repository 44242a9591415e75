package dev.turnup.connectors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a request's body one byte after the longest that is taken. Camel reads a body to its end
 * before a route sees it, whoever sent it.
 */
final class BodyLimit extends OncePerRequestFilter {

  static final int LONGEST = 1024 * 1024;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Shortened(request), response);
  }

  private static final class Shortened extends HttpServletRequestWrapper {

    private Shortened(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new ShortenedStream(super.getInputStream());
    }
  }

  private static final class ShortenedStream extends ServletInputStream {

    private final ServletInputStream whole;
    private int left = LONGEST + 1;

    private ShortenedStream(ServletInputStream whole) {
      this.whole = whole;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      int octet = whole.read();
      left -= octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = whole.read(into, offset, Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public boolean isFinished() {
      return left == 0 || whole.isFinished();
    }

    @Override
    public boolean isReady() {
      return whole.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      whole.setReadListener(listener);
    }
  }
}
