package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers with a {@link Problem} what the server refuses before anything of ours sees it: an
 * address that is none, headers that are too long.
 */
@Configuration(proxyBeanMethods = false)
class ServerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final Logger LOG = LoggerFactory.getLogger(ServerProblems.class);

  private final ObjectMapper json;

  ServerProblems(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new Report(json)));
  }

  /** In the place of the server's page. */
  private static final class Report extends ErrorReportValve {

    private final ObjectMapper json;

    Report(ObjectMapper json) {
      this.json = json;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
      AtomicBoolean open = new AtomicBoolean();
      response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (status == null
          || !status.isError()
          || response.getContentWritten() > 0
          || !open.get()
          || !response.setErrorReported()) {
        return;
      }
      Problem problem =
          Problem.of(status, "the request's line or headers cannot be read, or are too long");
      try {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getReporter().write(json.writeValueAsString(problem));
        response.finishResponse();
      } catch (IOException gone) {
        LOG.debug("nobody there to be told that a request was refused", gone);
      }
    }
  }
}
