package dev.turnup.connectors.inventory;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.CallOutcome.Answer;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.OperationCalls;
import dev.turnup.connectors.Reading;
import dev.turnup.connectors.RouteCalls;
import dev.turnup.connectors.Tmf;
import dev.turnup.connectors.Tmf.Characteristic;
import dev.turnup.connectors.Tmf.Party;
import dev.turnup.connectors.Tmf.Period;
import dev.turnup.connectors.Tmf.Reason;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.Tmf.Related;
import dev.turnup.connectors.Tmf.RelatedEntity;
import dev.turnup.connectors.Tmf.RelatedProduct;
import dev.turnup.connectors.UnreadableAnswer;
import dev.turnup.connectors.inventory.InventoryShapes.InRole;
import dev.turnup.connectors.inventory.InventoryShapes.Named;
import dev.turnup.connectors.inventory.InventoryShapes.NewQualification;
import dev.turnup.connectors.inventory.InventoryShapes.NewReservation;
import dev.turnup.connectors.inventory.InventoryShapes.NewService;
import dev.turnup.connectors.inventory.InventoryShapes.PlaceRead;
import dev.turnup.connectors.inventory.InventoryShapes.Qualification;
import dev.turnup.connectors.inventory.InventoryShapes.QualificationQuestion;
import dev.turnup.connectors.inventory.InventoryShapes.QualificationResult;
import dev.turnup.connectors.inventory.InventoryShapes.Quantity;
import dev.turnup.connectors.inventory.InventoryShapes.RealizingService;
import dev.turnup.connectors.inventory.InventoryShapes.ReservationChange;
import dev.turnup.connectors.inventory.InventoryShapes.ReservationItem;
import dev.turnup.connectors.inventory.InventoryShapes.ReservationState;
import dev.turnup.connectors.inventory.InventoryShapes.ReservedItem;
import dev.turnup.connectors.inventory.InventoryShapes.Service;
import dev.turnup.connectors.inventory.InventoryShapes.ServiceChange;
import dev.turnup.connectors.inventory.InventoryShapes.SupportingResource;
import dev.turnup.connectors.inventory.InventoryShapes.WantedService;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class InventoryCalls extends OperationCalls implements InventoryConnector {

  private static final String NETWORK_SERVICE = "networkService";

  InventoryCalls(ConnectorSettings settings, ProducerTemplate routes, Clock clock) {
    super("inventory", new RouteCalls("inventory", settings.inventory(), routes, clock));
  }

  @Override
  public CompletionStage<CallOutcome<Capacity>> checkCapacity(Call call, CheckCapacity request) {
    WantedService wanted =
        new WantedService(
            new Reference(request.specification()),
            Tmf.place(request.site()),
            List.of(
                new Characteristic("capacityResource", request.resource()),
                new Characteristic("units", request.units())));
    return routes
        .call("inventory.check-capacity", call)
        .with(
            new NewQualification(
                true,
                true,
                true,
                Tmf.relatedEntity(call.subject()),
                List.of(new QualificationQuestion("1", wanted))))
        .answer(Qualification.class, reply -> capacity(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Reservation>> reserveCapacity(
      Call call, ReserveCapacity request) {
    return routes
        .call("inventory.reserve-capacity", call)
        .with(
            new NewReservation(
                "reserved",
                new Period(request.from().toString(), null),
                new Period(null, request.until().toString()),
                List.of(
                    new ReservationItem(
                        "1",
                        new Quantity(request.units(), "unit"),
                        new Reference(request.resource()))),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(ReservationState.class, reply -> reservation(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Reservation>> extendReservation(
      Call call, ExtendReservation request) {
    return routes
        .call("inventory.extend-reservation", call)
        .id(request.reservationId())
        .with(
            new ReservationChange(
                null,
                new Period(request.from().toString(), null),
                new Period(null, request.until().toString()),
                Tmf.relatedEntity(call.subject())))
        .answer(ReservationState.class, reply -> reservation(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Reservation>> releaseReservation(
      Call call, String reservationId) {
    return routes
        .call("inventory.release-reservation", call)
        .id(reservationId)
        .with(new ReservationChange("released", null, null, Tmf.relatedEntity(call.subject())))
        .answer(ReservationState.class, reply -> ended(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Reservation>>> findReservation(Call call) {
    return routes
        .find("inventory.find-reservation", call)
        .answer(
            ReservationState[].class,
            found ->
                Reading.atMostOne(found.content(), "reservation").map(InventoryCalls::reservation));
  }

  @Override
  public CompletionStage<CallOutcome<RecordedService>> recordService(
      Call call, RecordService request) {
    return routes
        .call("inventory.record-service", call)
        .with(
            new NewService(
                request.specification(),
                request.kind(),
                "active",
                request.since().toString(),
                new Reference(request.specification()),
                Tmf.characteristics(request.characteristics()),
                Tmf.references(request.reliesOn()),
                reservation(request.reservationId()),
                place(request.place()),
                Stream.<Stream<? extends Related>>of(
                        networkService(request.networkId()),
                        Tmf.relatedEntity(call.subject(), product(request.product())).stream(),
                        request.sharedWith().stream().map(Tmf::product))
                    .<Related>flatMap(related -> related)
                    .toList()))
        .answer(Service.class, reply -> service(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<RecordedService>> recordChange(
      Call call, RecordChange request) {
    return routes
        .call("inventory.record-change", call)
        .id(request.serviceId())
        .with(
            new ServiceChange(
                null,
                null,
                Tmf.characteristics(request.characteristics()),
                Stream.concat(
                        reservation(request.reservationId()).stream(),
                        request.takes().stream().map(InventoryCalls::taken))
                    .toList(),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject(), product(request.product()))))
        .answer(Service.class, reply -> service(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<RecordedService>> retireService(
      Call call, RetireService request) {
    return routes
        .call("inventory.retire-service", call)
        .id(request.serviceId())
        .with(
            new ServiceChange(
                "terminated",
                request.ended().toString(),
                List.of(),
                List.of(),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(Service.class, reply -> service(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<RecordedService>>> findRecord(Call call) {
    return routes
        .find("inventory.find-record", call)
        .answer(
            Service[].class,
            found -> Reading.atMostOne(found.content(), "service").map(InventoryCalls::service));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<RecordedService>>> findService(Call call) {
    return routes
        .call("inventory.find-service", call)
        .query("relatedEntity.id", call.subject().component())
        .answer(
            Service[].class,
            found -> Reading.atMostOne(found.content(), "service").map(InventoryCalls::service));
  }

  @Override
  public CompletionStage<CallOutcome<List<Product>>> findProducts(Call call, FindProducts request) {
    return answered(call, ProductQuestion.of(request));
  }

  /** The answers to all, one after the other, as far as there are answers. */
  private CompletionStage<CallOutcome<List<Product>>> answered(
      Call call, List<ProductQuestion> questions) {
    if (questions.isEmpty()) {
      return CompletableFuture.completedFuture(new Answer<>(List.of()));
    }
    List<ProductQuestion> others = questions.subList(1, questions.size());
    return answered(call, questions.get(0))
        .thenCompose(
            outcome ->
                others.isEmpty() || !(outcome instanceof Answer<List<Product>> found)
                    ? CompletableFuture.completedFuture(outcome)
                    : answered(another(call), others)
                        .thenApply(rest -> joined(found.value(), rest)));
  }

  private CompletionStage<CallOutcome<List<Product>>> answered(
      Call call, ProductQuestion question) {
    RouteCalls.Outgoing asking = routes.call("inventory.find-products", call);
    question.criteria().forEach(asking::query);
    return asking.answer(
        InventoryShapes.Product[].class,
        found ->
            Reading.list(found.content()).stream()
                .map(InventoryCalls::product)
                .filter(question.wanted())
                .toList());
  }

  private static Call another(Call call) {
    return new Call(UUID.randomUUID().toString(), call.subject());
  }

  private static CallOutcome<List<Product>> joined(
      List<Product> few, CallOutcome<List<Product>> others) {
    return others instanceof Answer<List<Product>> found
        ? new Answer<>(
            List.copyOf(
                Stream.concat(few.stream(), found.value().stream())
                    .collect(
                        Collectors.toMap(
                            Product::id,
                            Function.identity(),
                            (first, again) -> first,
                            LinkedHashMap::new))
                    .values()))
        : others;
  }

  private static RelatedProduct product(SoldAs product) {
    return new RelatedProduct(
        product.id(),
        "product",
        "Product",
        reference(product.offering()),
        reference(product.account()),
        List.of(new Party(product.customer(), "customer")),
        Tmf.characteristics(product.characteristics()));
  }

  private static @Nullable Reference reference(String id) {
    return id.isEmpty() ? null : new Reference(id);
  }

  private static List<Tmf.Place> place(Place place) {
    return place.id().isEmpty()
        ? List.of()
        : List.of(
            new Tmf.Place(
                place.id(),
                "installationSite",
                place.address().isEmpty() ? null : place.address(),
                place.postalCode().isEmpty() ? null : place.postalCode()));
  }

  private static Place place(@Nullable List<@Nullable PlaceRead> several) {
    return Reading.list(several).stream()
        .filter(each -> "installationSite".equals(each.role()) && each.id() != null)
        .findFirst()
        .map(each -> new Place(each.id(), orEmpty(each.name()), orEmpty(each.postcode())))
        .orElse(Place.NONE);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Stream<Related> networkService(String id) {
    return id.isEmpty()
        ? Stream.of()
        : Stream.of(new RelatedEntity(id, NETWORK_SERVICE, "Service"));
  }

  private static List<SupportingResource> reservation(String id) {
    return id.isEmpty()
        ? List.of()
        : List.of(new SupportingResource(id, "ResourceReservation", null));
  }

  private static SupportingResource taken(Taken taken) {
    return new SupportingResource(
        taken.resource(), "ResourceCapacity", new Quantity(taken.units(), "unit"));
  }

  private static Product product(InventoryShapes.Product product) {
    return new Product(
        Reading.required(product.id(), "id"),
        Reading.required(product.status(), "status"),
        inRole("customer", product.relatedParty()),
        idOf(product.billingAccount()),
        idOf(product.productOffering()),
        place(product.place()),
        Tmf.values(product.productCharacteristic()),
        Reading.list(product.realizingService()).stream()
            .map(service -> productService(product, service))
            .filter(service -> !service.state().equals("terminated"))
            .toList());
  }

  private static ProductService productService(
      InventoryShapes.Product product, RealizingService service) {
    return new ProductService(
        Reading.required(service.id(), "id"),
        idOf(service.serviceSpecification()),
        Optional.ofNullable(service.state()).orElse(""),
        inRole(NETWORK_SERVICE, service.relatedEntity()),
        place(service.place()).id(),
        Tmf.values(service.serviceCharacteristic()),
        Optional.ofNullable(service.startDate()).map(since -> Reading.instant(since, "startDate")),
        Reading.list(service.relatedEntity()).stream()
            .filter(each -> "product".equals(each.role()) && each.id() != null)
            .map(InRole::id)
            .filter(id -> !id.equals(product.id()))
            .distinct()
            .toList());
  }

  private static String idOf(@Nullable Named named) {
    return named == null || named.id() == null ? "" : named.id();
  }

  private static String inRole(String role, @Nullable List<@Nullable InRole> several) {
    return Reading.list(several).stream()
        .filter(each -> role.equals(each.role()) && each.id() != null)
        .map(InRole::id)
        .findFirst()
        .orElse("");
  }

  private static Capacity capacity(Qualification answer) {
    List<QualificationResult> items = Reading.list(answer.checkServiceQualificationItem());
    if (!"done".equals(answer.state()) || items.size() != 1) {
      throw new UnreadableAnswer("a qualification that is not done for one item");
    }
    QualificationResult item = items.get(0);
    return switch (Reading.required(item.qualificationResult(), "qualificationResult")) {
      case "qualified" -> new Capacity.Available();
      case "alternate" ->
          new Capacity.AvailableFrom(
              Reading.list(item.alternateServiceProposal()).stream()
                  .map(proposal -> proposal.alternateServiceAvailabilityDate())
                  .map(day -> Reading.day(day, "alternateServiceAvailabilityDate"))
                  .findFirst()
                  .orElseThrow(() -> new UnreadableAnswer("an alternate without a proposal")));
      case "unqualified" -> {
        Reason reason =
            Reading.list(item.eligibilityUnavailabilityReason()).stream()
                .findFirst()
                .orElse(Reason.NONE);
        yield new Capacity.None(reason.codeOr("no-capacity"), reason.text());
      }
      default -> throw new UnreadableAnswer("a result " + item.qualificationResult());
    };
  }

  private static Reservation reservation(ReservationState answer) {
    return switch (Reading.required(answer.reservationState(), "reservationState")) {
      case "reserved" ->
          new Reservation.Held(
              Reading.pathSegment(answer.id()),
              Reading.instant(
                  Reading.required(answer.validFor(), "validFor").endDateTime(), "endDateTime"),
              heldOn(answer));
      case "rejected" -> {
        Reason reason = Optional.ofNullable(answer.reason()).orElse(Reason.NONE);
        yield new Reservation.Refused(reason.codeOr("no-capacity"), reason.text());
      }
      case "released", "expired" ->
          new Reservation.Ended(Reading.pathSegment(answer.id()), answer.reservationState());
      default -> throw new UnreadableAnswer("a reservation " + answer.reservationState());
    };
  }

  /** What has a longer name than any is as good as not told. */
  private static String heldOn(ReservationState answer) {
    return Reading.list(answer.reservationItem()).stream()
        .map(ReservedItem::appliedCapacityAmount)
        .filter(Objects::nonNull)
        .flatMap(applied -> Reading.list(applied.resource()).stream())
        .map(InventoryCalls::idOf)
        .filter(name -> name.matches("\\P{Cntrl}{1,200}"))
        .findFirst()
        .orElse("");
  }

  private static Reservation ended(ReservationState answer) {
    Reservation reservation = reservation(answer);
    if (!(reservation instanceof Reservation.Ended)) {
      throw new UnreadableAnswer(
          "a release that left the reservation " + answer.reservationState());
    }
    return reservation;
  }

  private static RecordedService service(Service answer) {
    return new RecordedService(
        Reading.required(answer.id(), "id"),
        Reading.required(answer.state(), "state"),
        Optional.ofNullable(answer.startDate()).map(since -> Reading.instant(since, "startDate")));
  }
}
