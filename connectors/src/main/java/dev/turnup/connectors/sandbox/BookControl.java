package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.sandbox.standin.Callbacks;
import dev.turnup.connectors.sandbox.standin.Effects;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.standin.Requests;
import dev.turnup.connectors.sandbox.systems.BillingStandIn;
import dev.turnup.connectors.sandbox.systems.Messages;
import dev.turnup.connectors.sandbox.systems.WorkforceStandIn;
import java.util.List;

/** What the stand-ins were asked, did and told: the proof, from outside, of what Turnup did. */
final class BookControl implements Control {

  private static final String ORDER = "order";

  private final Effects effects;
  private final Requests requests;
  private final Callbacks callbacks;
  private final BillingStandIn billing;
  private final WorkforceStandIn workforce;
  private final Messages messages;

  BookControl(
      Effects effects,
      Requests requests,
      Callbacks callbacks,
      BillingStandIn billing,
      WorkforceStandIn workforce,
      Messages messages) {
    this.effects = effects;
    this.requests = requests;
    this.callbacks = callbacks;
    this.billing = billing;
    this.workforce = workforce;
    this.messages = messages;
  }

  @Override
  public List<Entry> entries() {
    return List.of(
        Control.get(
            "/sandbox/{system}/effects",
            "?order=…: what it was asked to do, in the order it did it; requests: how often it was"
                + " asked, effects: how often it did it",
            this::effectList),
        Control.get(
            "/sandbox/{system}/requests",
            "?order=…: every request that reached it, questions and refused ones included",
            request -> list(requests.of(request.system(), request.parameter(ORDER)))),
        Control.get(
            "/sandbox/{system}/callbacks",
            "what it has told Turnup, or will",
            request -> list(callbacks.of(request.system()))),
        Control.get(
            "/sandbox/billing/products",
            "?order=…: what is billed",
            request -> list(billing.products(request.parameter(ORDER)))),
        Control.get(
            "/sandbox/billing/accounts",
            "the customers' accounts",
            request -> list(billing.accounts())),
        Control.get(
            "/sandbox/workforce/visits",
            "?order=…: visits of technicians",
            request -> list(workforce.visits(request.parameter(ORDER)))),
        Control.get(
            "/sandbox/messaging/messages",
            "?order=…: what customers were told",
            request -> list(messages.all(request.parameter(ORDER)))));
  }

  private Reply effectList(ControlRequest request) throws ControlRefusal {
    OutsideSystem system = request.system();
    return list(
        effects.of(system, request.parameter(ORDER)).stream()
            .map(effect -> effect.toJson(system))
            .toList());
  }

  private static Reply list(List<? extends JsonNode> nodes) {
    return Reply.ok(Json.array().addAll(List.copyOf(nodes)));
  }
}
