package dev.turnup.engine.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Answers where a request ended before it reached a controller of ours: no login (401), not for
 * this login (403), no such path, what the server itself refuses.
 */
@Controller
class ProblemController implements ErrorController {

  @RequestMapping("${server.error.path:/error}")
  @ResponseBody
  Object answer(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    HttpStatus status = known == null ? HttpStatus.NOT_FOUND : known;
    String said = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_MESSAGE));
    String reason =
        status == HttpStatus.BAD_REQUEST && !said.isBlank() ? said : status.getReasonPhrase();
    return Problems.answer(Problem.of(status, reason), new HttpHeaders(), request);
  }
}
