package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Describes the API, to programs and to people. */
@Controller
class OpenApiController {

  @GetMapping(path = "/openapi", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  JsonNode document() {
    return ApiDescription.DOCUMENT;
  }

  @GetMapping("/openapi/")
  ModelAndView page() {
    return Page.of("openapi", "api", ApiPage.of(ApiDescription.DOCUMENT), HttpStatus.OK);
  }

  @GetMapping(path = ApiDescription.ORDER_SCHEMA, produces = "application/schema+json")
  @ResponseBody
  JsonNode orderSchema() {
    return ApiDescription.orderSchema();
  }
}
