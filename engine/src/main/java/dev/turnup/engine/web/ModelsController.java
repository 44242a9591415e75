package dev.turnup.engine.web;

import dev.turnup.engine.application.Models;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which models new orders run on, beside those that this Turnup brings. */
@RestController
class ModelsController {

  private final Models models;

  ModelsController(Models models) {
    this.models = models;
  }

  @GetMapping("/operations/models")
  List<Models.Model> models() {
    return models.all();
  }
}
