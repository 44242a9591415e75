package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.OpenTasks;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets staff leave a note on an order, or on an item or a task of it. */
@RestController
class NotesController {

  private static final Set<String> ATTRIBUTES = Set.of("text", "item", "task", "tellCaller");

  private final LeaveNote leaveNote;
  private final Orders orders;
  private final OpenTasks tasks;
  private final TransactionTemplate transaction;

  NotesController(
      LeaveNote leaveNote,
      Orders orders,
      OpenTasks tasks,
      PlatformTransactionManager transactions) {
    this.leaveNote = leaveNote;
    this.orders = orders;
    this.tasks = tasks;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** A note; {@code about} is empty where it is about the order as a whole. */
  record Shown(String id, String author, String date, String text, String about) {

    static Shown of(Note note) {
      return new Shown(note.id(), note.author(), note.at().toString(), note.text(), note.about());
    }
  }

  @PostMapping(
      path = "/operations/orders/{number}/notes",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Shown leave(@PathVariable String number, HttpServletRequest request) throws IOException {
    ObjectNode sent = Intake.smallObjectIn(request);
    sent.fieldNames()
        .forEachRemaining(
            name -> {
              if (!ATTRIBUTES.contains(name)) {
                throw RequestRefused.malformed(
                    "unknown-attribute",
                    "a note has no attribute " + ListRequest.shown(name),
                    "Send text, and as you need them item, task and tellCaller.");
              }
            });
    if (!OrderId.isOrderNumber(number)) {
      throw RequestRefused.unknownOrder(number);
    }
    OrderId order = new OrderId(number);
    return Shown.of(Overtaken.again(transaction, () -> leave(order, sent)));
  }

  private Note leave(OrderId order, ObjectNode sent) {
    orders
        .lockShown(order, Optional.empty())
        .orElseThrow(() -> RequestRefused.unknownOrder(order.value()));
    try {
      return leaveNote.on(
          order,
          new Left(
              attribute(sent, "text", JsonNodeType.STRING).map(JsonNode::asText).orElse(""),
              attribute(sent, "item", JsonNodeType.STRING).map(id -> new ItemId(id.asText())),
              attribute(sent, "task", JsonNodeType.STRING)
                  .map(task -> labelOf(order, task.asText())),
              attribute(sent, "tellCaller", JsonNodeType.BOOLEAN)
                  .map(JsonNode::asBoolean)
                  .orElse(false)));
    } catch (Refused refusal) {
      throw RequestRefused.malformed(
          "invalid-note", Objects.requireNonNull(refusal.getMessage()), "");
    }
  }

  private String labelOf(OrderId order, String task) {
    return tasks
        .labelOf(order, task)
        .orElseThrow(
            () ->
                RequestRefused.malformed(
                    "unknown-task",
                    "order " + order + " has no open task " + ListRequest.shown(task),
                    "Name the task by its id in Tasklist, or leave it out."));
  }

  private static Optional<JsonNode> attribute(ObjectNode sent, String name, JsonNodeType type) {
    JsonNode value = sent.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (value.getNodeType() != type) {
      throw RequestRefused.malformed(
          "wrong-type",
          name + " is not a " + (type == JsonNodeType.STRING ? "string" : "boolean"),
          "");
    }
    return Optional.of(value);
  }
}
