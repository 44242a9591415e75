package dev.turnup.engine.web;

import dev.turnup.engine.order.StoppedTasks;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets going again what a bug stopped. */
@RestController
class StoppedTasksController {

  private final StoppedTasks stoppedTasks;

  StoppedTasksController(StoppedTasks stoppedTasks) {
    this.stoppedTasks = stoppedTasks;
  }

  @PostMapping("/operations/tasks/{id}/retry")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void retry(@PathVariable String id) {
    if (!stoppedTasks.retry(id)) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.NOT_FOUND, "unknown-task", "there is no stopped external task " + id, ""));
    }
  }
}
