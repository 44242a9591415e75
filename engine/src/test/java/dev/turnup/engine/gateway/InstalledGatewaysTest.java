package dev.turnup.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.billing.BillingConnector.Credit;
import dev.turnup.connectors.billing.BillingConnector.StopBilling;
import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.inventory.InventoryConnector.FindProducts;
import dev.turnup.connectors.inventory.InventoryConnector.Place;
import dev.turnup.connectors.inventory.InventoryConnector.Product;
import dev.turnup.connectors.inventory.InventoryConnector.ProductService;
import dev.turnup.connectors.inventory.InventoryConnector.RecordedService;
import dev.turnup.connectors.inventory.InventoryConnector.RetireService;
import dev.turnup.connectors.network.NetworkConnector;
import dev.turnup.connectors.network.NetworkConnector.DeactivateService;
import dev.turnup.connectors.network.NetworkConnector.ModifyService;
import dev.turnup.engine.activation.Network;
import dev.turnup.engine.activation.ServiceInventory;
import dev.turnup.engine.billing.Billing;
import dev.turnup.engine.decomposition.CreditChecks;
import dev.turnup.engine.decomposition.InstalledBase;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What customers have already is asked for, changed and ended in the connectors' words. */
class InstalledGatewaysTest {

  private static final CallKey KEY = new CallKey("a-key");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final Subject SUBJECT =
      new Subject(
          new OrderId("PO-1007"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final NetworkConnector network = mock(NetworkConnector.class);
  private final InventoryConnector inventory = mock(InventoryConnector.class);
  private final BillingConnector billing = mock(BillingConnector.class);

  @Test
  void tellsWhatIsInstalledAndWhatOfItIsNotKnown() {
    Product known =
        new Product(
            "P-1",
            "active",
            "CUST-9",
            "ACC-1",
            "tv-basic",
            new Place("SITE-1", "12 High Street", "20457"),
            Map.of("package", "basic"),
            List.of(
                new ProductService(
                    "SRV-1",
                    "iptv",
                    "active",
                    "NET-1",
                    "SITE-2",
                    Map.of("boxes", "2"),
                    Optional.of(NOW),
                    List.of("P-3"))));
    Product unknown = new Product("P-2", "terminated", "", "", "", Place.NONE, Map.of(), List.of());
    List<String> ids = List.of("P-1", "P-2");
    when(inventory.findProducts(
            any(), eq(new FindProducts(ids, "CUST-9", List.of("SITE-1"), List.of("ACC-1")))))
        .thenReturn(answered(List.of(known, unknown)));

    InstalledBase.Found found =
        answer(
            new InstalledBaseGateway(inventory)
                .findProducts(
                    KEY,
                    new InstalledBase.Search(
                        SUBJECT, ids, "CUST-9", List.of("SITE-1"), List.of("ACC-1"))));

    assertThat(found.products())
        .containsExactly(
            new InstalledBase.InstalledProduct(
                "P-1",
                true,
                Optional.of("CUST-9"),
                Optional.of("ACC-1"),
                Optional.of("tv-basic"),
                Optional.of(new Site("SITE-1", "12 High Street", "20457")),
                Map.of("package", "basic"),
                List.of(
                    new InstalledBase.InstalledService(
                        "SRV-1",
                        Optional.of("iptv"),
                        Optional.of("NET-1"),
                        Optional.of("SITE-2"),
                        Map.of("boxes", "2"),
                        Optional.of(NOW),
                        List.of("P-3")))),
            new InstalledBase.InstalledProduct(
                "P-2",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of()));
  }

  @Test
  void changesAndSwitchesOffByTheNetworksOwnId() {
    when(network.modifyService(any(), eq(new ModifyService("NET-1", "", Map.of("speed", "1000")))))
        .thenReturn(answered(new NetworkConnector.Activation.Later()));
    when(network.deactivateService(any(), eq(new DeactivateService("NET-1", ""))))
        .thenReturn(answered(new NetworkConnector.Deactivation(false, "active")));
    NetworkGateway gateway = new NetworkGateway(network);

    assertThat(
            answer(
                    gateway.modifyService(
                        KEY, new Network.Modification(SUBJECT, "NET-1", Map.of("speed", "1000"))))
                .progress())
        .isEqualTo(Network.Progress.LATER);
    assertThat(answer(gateway.deactivateService(KEY, new Network.Deactivation(SUBJECT, "NET-1"))))
        .isEqualTo(new Network.DeactivationAnswer(false, "active"));
  }

  @Test
  void takesWhatIsRetiredForNotActive() {
    when(inventory.retireService(any(), eq(new RetireService("SRV-1", "", NOW))))
        .thenReturn(answered(new RecordedService("SRV-1", "terminated", Optional.empty())));

    assertThat(
            answer(
                new ServiceInventoryGateway(inventory)
                    .retireService(KEY, new ServiceInventory.Retirement(SUBJECT, "SRV-1", NOW))))
        .isEqualTo(new ServiceInventory.Entry("SRV-1", false, Optional.empty()));
  }

  @Test
  void endsBillsAndAsksWhoPays() {
    when(billing.stopBilling(any(), eq(new StopBilling("", "P-1", "CUST-9", TODAY))))
        .thenReturn(
            answered(new BillingConnector.StoppedBill("BILL-1", "terminated", Optional.of(TODAY))));
    when(billing.checkCredit(any(), eq("CUST-9")))
        .thenReturn(answered(new Credit.Approved()))
        .thenReturn(answered(new Credit.Refused("fraud-suspected", "three cards in a week")));
    CreditChecksGateway credit = new CreditChecksGateway(billing);
    CreditChecks.Inquiry inquiry = new CreditChecks.Inquiry(SUBJECT, "CUST-9");

    assertThat(
            answer(
                new BillingGateway(billing)
                    .stopBilling(KEY, new Billing.BillStop(SUBJECT, "P-1", "CUST-9", TODAY))))
        .isEqualTo(new Billing.StoppedBill("BILL-1", true, Optional.of(TODAY)));
    assertThat(answer(credit.checkCredit(KEY, inquiry)))
        .isEqualTo(new CreditChecks.Verdict(true, "", ""));
    assertThat(answer(credit.checkCredit(KEY, inquiry)))
        .isEqualTo(new CreditChecks.Verdict(false, "fraud-suspected", "three cards in a week"));
  }

  @Test
  void chargesWhatIsPaidOnce() {
    when(billing.charge(
            any(), eq(new BillingConnector.Charge("", "missed-visit", "late", "CUST-9", TODAY))))
        .thenReturn(answered(new BillingConnector.Charged("CHARGE-1", "missed-visit", TODAY)));
    when(billing.findCharge(any())).thenReturn(answered(Optional.empty()));
    BillingGateway gateway = new BillingGateway(billing);

    assertThat(
            answer(
                gateway.charge(
                    KEY, new Billing.Charge(SUBJECT, "missed-visit", "late", "CUST-9", TODAY))))
        .isEqualTo(new Billing.Charged("CHARGE-1", "missed-visit", TODAY));
    assertThat(answer(gateway.findCharge(KEY, SUBJECT))).isEmpty();
  }

  private static <A> CompletionStage<CallOutcome<A>> answered(A value) {
    return CompletableFuture.completedFuture(new CallOutcome.Answer<>(value));
  }

  private static <A> A answer(CompletionStage<Outcome<A>> stage) {
    return ((Outcome.Answer<A>) stage.toCompletableFuture().join()).value();
  }
}
