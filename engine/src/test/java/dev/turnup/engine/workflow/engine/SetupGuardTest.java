package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.WebappSession;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** CVE-2026-77226: while nobody is an administrator, the set-up makes one of whoever asks. */
class SetupGuardTest extends TurnupTest {

  private static final String INTRUDER =
      """
      {"profile": {"id": "intruder", "firstName": "a", "lastName": "b", "email": ""},
       "credentials": {"password": "intruder"}}""";

  @Autowired private IdentityService identities;

  @BeforeEach
  void leaveNoAdministrator() {
    identities.deleteMembership("admin", Groups.CAMUNDA_ADMIN);
  }

  @AfterEach
  void putTheAdministratorBack() {
    identities.createMembership("admin", Groups.CAMUNDA_ADMIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/api/admin/setup/default/user/create",
        "/camunda/api/admin/setup/default/user/create/",
        "/camunda/api/admin/setup/default/user/create?x=1",
        "/camunda/api/admin/%73etup/default/user/create",
        "/camunda/api/admin/setup%2Fdefault/user/create",
        "/camunda/api/admin/setup;x/default/user/create",
        "/camunda/api/admin;x/setup/default/user/create",
        "/camunda;x/api/admin/setup/default/user/create",
        "/camunda/api/admin//setup/default/user/create",
        "//camunda/api/admin/setup/default/user/create",
        "/camunda/api/admin/./setup/default/user/create",
        "/camunda/api/admin/x/../setup/default/user/create",
        "/camunda/api/admin/%2e/setup/default/user/create",
        "/camunda/api/cockpit/../admin/setup/default/user/create",
        "/camunda/api/cockpit/setup/default/user/create",
        "/camunda/api/tasklist/setup/default/user/create",
        "/camunda/api/engine/setup/default/user/create"
      })
  void makesNobodyAnAdministrator(String path) throws IOException {
    WebappSession session = WebappSession.of(base(), "technician", "tasklist");

    String answer = raw(path, session.cookies(), session.token());

    assertThat(answer).doesNotContain("HTTP/1.1 2");
    assertThat(identities.createUserQuery().userId("intruder").count()).isZero();
    assertThat(identities.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count()).isZero();
  }

  /** As it is: a client library would tidy the address up. */
  private String raw(String path, String cookies, String token) throws IOException {
    String request =
        """
        POST %s HTTP/1.1
        Host: localhost
        Cookie: %s
        X-XSRF-TOKEN: %s
        Content-Type: application/json
        Content-Length: %d
        Connection: close

        """
            .formatted(path, cookies, token, INTRUDER.length())
            .replace("\n", "\r\n");
    try (Socket socket = new Socket("localhost", base().getPort())) {
      socket.getOutputStream().write((request + INTRUDER).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
