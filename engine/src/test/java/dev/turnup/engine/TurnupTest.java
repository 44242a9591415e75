package dev.turnup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test of the whole application over HTTP, with the sandbox, on PostgreSQL. All such tests share
 * one application and one database, so each makes its own orders and looks at nothing else. A test
 * that adds properties, mocks or profiles would start another application: do not.
 */
@SpringBootTest(classes = Turnup.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class TurnupTest {

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", TestDatabase::shared);
    registry.add("turnup.sandbox", () -> "true");
    // orders that a test only writes into tables would be found stuck; scenarios ask for the watch
    registry.add("turnup.watch.every", () -> "1h");
    registry.add("turnup.kpi.every", () -> "1h");
    // nobody is there unless a test lets somebody listen
    int partner = FreePorts.find(1).get(0);
    registry.add(
        "connectors.network.operations-url", () -> "http://localhost:" + partner + "/partner");
    FreePorts.forSandbox().forEach((name, port) -> registry.add(name, () -> port));
  }

  /** Where the application listens. */
  protected URI base() {
    return URI.create("http://localhost:" + port);
  }

  /** One of the sandbox's users (crm, planner, technician, admin …), with HTTP Basic. */
  protected Caller as(String user) {
    return Caller.basic(base(), user, user);
  }

  /** Somebody without a login. */
  protected Caller anonymous() {
    return Caller.anonymous(base());
  }

  /** A login of its own in a group. */
  protected Caller login(String group) {
    String name = group + "-" + UUID.randomUUID();
    String user =
        "{\"profile\":{\"id\":\"%1$s\"},\"credentials\":{\"password\":\"%1$s\"}}".formatted(name);
    assertThat(as("admin").post("/engine-rest/user/create", user).statusCode()).isEqualTo(204);
    assertThat(
            as("admin").put("/engine-rest/group/" + group + "/members/" + name, "{}").statusCode())
        .isEqualTo(204);
    return Caller.basic(base(), name, name);
  }
}
