package dev.turnup.engine.cockpit;

import dev.turnup.engine.order.DescribeOrder;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderLookup;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * What the dashboard reads, for logins that may use Cockpit: the session of the web applications
 * says who asks, and a login alone is not enough.
 */
@Path("plugin/" + OrdersPlugin.ID)
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource extends AbstractCockpitPluginRootResource {

  private static final String APPLICATION = "cockpit";
  private static final int MOST_HITS = 20;
  private static final int LONGEST_TEXT = 255;

  /** Cockpit's framework makes it, once a request. */
  public OrdersResource() {
    super(OrdersPlugin.ID);
  }

  /** The orders that a text may mean: a number, a customer's id, the beginning of a name. */
  @GET
  @Path("{engine}/orders")
  public List<FoundOrder> find(
      @PathParam("engine") String engine, @QueryParam("find") @DefaultValue("") String find) {
    refuseWithoutCockpit(engine);
    String text = find.strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      return List.of();
    }
    String number = text.toUpperCase(Locale.ROOT);
    return bean(OrderLookup.class)
        .search(OrderId.isOrderNumber(number) ? number : text, MOST_HITS)
        .stream()
        .map(FoundOrder::of)
        .toList();
  }

  /** All about one order. */
  @GET
  @Path("{engine}/orders/{number}")
  public ShownOrder show(@PathParam("engine") String engine, @PathParam("number") String number) {
    refuseWithoutCockpit(engine);
    if (!OrderId.isOrderNumber(number)) {
      throw unknown(number);
    }
    return bean(DescribeOrder.class)
        .of(new OrderId(number))
        .map(ShownOrder::of)
        .orElseThrow(() -> unknown(number));
  }

  private static RestException unknown(String number) {
    return new RestException(Status.NOT_FOUND, "there is no order " + number);
  }

  private static void refuseWithoutCockpit(String engine) {
    Authentications logins = Authentications.getCurrent();
    boolean allowed =
        logins != null
            && logins.getAuthenticationForProcessEngine(engine) instanceof UserAuthentication user
            && user.isAuthorizedForApp(APPLICATION);
    if (!allowed) {
      throw new RestException(Status.FORBIDDEN, "this login may not use Cockpit");
    }
  }

  /** Cockpit's framework knows no injection; the application is found by its servlet context. */
  private <T> T bean(Class<T> type) {
    return WebApplicationContextUtils.getRequiredWebApplicationContext(servletContext)
        .getBean(type);
  }
}
