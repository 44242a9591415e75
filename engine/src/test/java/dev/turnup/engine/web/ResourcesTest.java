package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.order.WorkingCalendars;
import dev.turnup.engine.resource.ResourceKind;
import dev.turnup.engine.scheduling.Technicians;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What visits are planned with, kept over HTTP. */
class ResourcesTest extends TurnupTest {

  private static final String RESOURCES = "/operations/resources/";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nobody else's resources begin so. */
  private final String own = "r" + UUID.randomUUID().toString().substring(0, 8);

  @Autowired private Technicians technicians;
  @Autowired private WorkingCalendars calendars;

  @Test
  void keepsWhatVisitsArePlannedWith() throws Exception {
    created(
        "calendars",
        "{'id':'%s','name':'Nights','timeZone':'Europe/Berlin','hours':'Mon-Fri 22:00-06:00; Sat 09:00-13:00','holidays':'X-%S','exceptions':'2026-12-31 10:00-12:00 Stocktaking; 2026-12-24 closed'}");
    created("holidays", "{'region':'X-%S','day':'2030-12-23','name':'Solstice'}");
    created("territories", "{'id':'%s','name':'North','timeZone':'Europe/Berlin','calendar':'%s'}");
    created(
        "territories",
        "{'id':'%s-1','name':'Quarter','timeZone':'Europe/Berlin','parent':'%s','postalPrefixes':['%S1','%S']}");
    created("skill-groups", "{'id':'%s','skills':['splicing','fibre']}");
    created(
        "technicians",
        "{'id':'%s','name':'Tess','territory':'%s','skills':['copper'],'skillGroups':['%s'],'mostVisits':3}");
    created(
        "absences",
        "{'id':'%s','technician':'%s','start':'2026-12-22T12:00','end':'2026-12-23T00:00','reason':'dentist'}");
    created("travel-times", "{'from':'%s-1','to':'%s','minutes':25}");

    assertThat(got("calendars/" + own))
        .isEqualTo(
            json(
                "{'id':'%s','name':'Nights','timeZone':'Europe/Berlin','hours':'Mon-Fri 22:00-06:00; Sat 09:00-13:00','holidays':'X-%S','exceptions':'2026-12-24 closed; 2026-12-31 10:00-12:00 Stocktaking','version':0}"));
    assertThat(
            got("holidays/X-" + own.toUpperCase(Locale.ROOT) + ".2030-12-23").path("name").asText())
        .isEqualTo("Solstice");
    assertThat(got("territories/" + own + "-1").path("postalPrefixes"))
        .isEqualTo(json("['%S','%S1']"));
    assertThat(got("technicians/" + own))
        .isEqualTo(
            json(
                "{'id':'%s','name':'Tess','territory':'%s','skills':['copper'],'skillGroups':['%s'],'mostVisits':3,'version':0}"));
    assertThat(got("travel-times/" + own + "." + own + "-1").path("minutes").asInt()).isEqualTo(25);

    // the next search knows
    assertThat(technicians.in(own + "-1"))
        .singleElement()
        .satisfies(tess -> assertThat(tess.skills()).contains("splicing", "fibre", "copper"));
    assertThat(calendars.named(own).worksAt(Instant.parse("2030-12-20T23:00:00Z"))).isTrue();
    assertThat(calendars.named(own).worksAt(Instant.parse("2030-12-23T23:00:00Z"))).isFalse();
    assertThat(calendars.covering(List.of(own.toUpperCase(Locale.ROOT) + "1"))).hasSize(1);

    // replaced as a whole, from the version that was read
    JsonNode tess = got("technicians/" + own);
    assertThat(put("technicians/" + own, tess.toString().replace("Tess", "Tessa")).statusCode())
        .isEqualTo(200);
    HttpResponse<String> overtaken = put("technicians/" + own, tess.toString());
    assertThat(overtaken.statusCode()).isEqualTo(409);
    assertThat(overtaken.body()).contains("changed-meanwhile").contains("in version 1 now");
    assertThat(put("technicians/" + own + "-x", tess.toString()).statusCode()).isEqualTo(404);
    assertThat(put("skill-groups/" + own, json("{'id':'%s-2'}").toString()).body())
        .contains("id is not that of " + own);
    assertThat(
            post("technicians", json("{'id':'%s','name':'T','territory':'%s'}").toString()).body())
        .contains("exists");

    // what is needed stays
    assertThat(delete("calendars/" + own).body()).contains("territory " + own);
    assertThat(delete("skill-groups/" + own).body()).contains("technician " + own);
    assertThat(delete("territories/" + own).body())
        .contains("in-use")
        .contains("technician " + own + ", territory " + own + "-1");
    for (String gone :
        new String[] {
          "absences/" + own,
          "technicians/" + own,
          "territories/" + own + "-1",
          "territories/" + own,
          "skill-groups/" + own,
          "calendars/" + own,
          "holidays/X-" + own.toUpperCase(Locale.ROOT) + ".2030-12-23"
        }) {
      assertThat(delete(gone).statusCode()).as(gone).isEqualTo(204);
      assertThat(as("supervisor").get(RESOURCES + gone).statusCode()).isEqualTo(404);
    }
    assertThat(calendars.named(own).name()).isEqualTo("office");
  }

  @Test
  void takesTablesAndGivesThem() {
    String table =
        """
        name,id,timeZone,parent,postalPrefixes
        "North, the",%1$s-n,Europe/Berlin,,%2$sA %2$sB
        =cmd(),%1$s-s,Europe/Berlin,%1$s-n,%2$sC
        """
            .formatted(own, own.toUpperCase(Locale.ROOT));

    HttpResponse<String> first = importing("territories", table);
    HttpResponse<String> again = importing("territories", table + "West," + own + "-w,UTC,,\n");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo("{\"created\":2,\"replaced\":0}");
    assertThat(again.body()).isEqualTo("{\"created\":1,\"replaced\":2}");
    HttpResponse<String> exported = as("operator").get(RESOURCES + "territories?format=csv");
    assertThat(exported.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
    assertThat(exported.body())
        .startsWith("id,name,timeZone,parent,calendar,timesFrom,postalPrefixes\r\n")
        .contains(
            own
                + "-n,\"North, the\",Europe/Berlin,,,,"
                + own.toUpperCase(Locale.ROOT)
                + "A "
                + own.toUpperCase(Locale.ROOT)
                + "B\r\n")
        .contains(own + "-s,'=cmd(),Europe/Berlin," + own + "-n,,");
    assertThat(importing("territories", exported.body()).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsEveryFaultOfATableAndChangesNothing() {
    HttpResponse<String> refused =
        importing(
            "territories",
            """
            id,name,timeZone,parent,postalPrefixes,colour
            %1$s-a,A,Europe/Berlin,%1$s-b,,red
            %1$s-b,B,Europe/Berlin,%1$s-a,%2$sB,
            %1$s-b,B again,Europe/Berlin,,,
            %1$s-c,,Europe/Atlantis,nowhere,20,
            """
                .formatted(own, own.toUpperCase(Locale.ROOT)));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("{\"line\":2,\"column\":\"colour\",\"reason\":\"is not known\"}")
        .contains("{\"line\":5,\"column\":\"name\",\"reason\":\"is missing\"}")
        .contains("\"line\":5,\"column\":\"timeZone\"");

    HttpResponse<String> contradicting =
        importing(
            "territories",
            """
            id,name,timeZone,parent,postalPrefixes
            %1$s-a,A,Europe/Berlin,%1$s-b,
            %1$s-b,B,Europe/Berlin,%1$s-a,%2$sB
            %1$s-b,B again,Europe/Berlin,,
            %1$s-c,C,Europe/Berlin,nowhere,20 %2$sB
            """
                .formatted(own, own.toUpperCase(Locale.ROOT)));
    assertThat(contradicting.body())
        .contains(
            "\"line\":2,\"column\":\"parent\",\"reason\":\"" + own + "-a would be above itself")
        .contains("\"line\":4,\"column\":\"id\",\"reason\":\"" + own + "-b is in line 3 already")
        .contains(
            "\"line\":5,\"column\":\"parent\",\"reason\":\"there is no nowhere in territories")
        .contains(
            "\"line\":5,\"column\":\"postalPrefixes\",\"reason\":\"20 is of territory hamburg")
        .contains("B is of territory " + own + "-b");
    assertThat(as("operator").get(RESOURCES + "territories/" + own + "-a").statusCode())
        .isEqualTo(404);
  }

  @Test
  void refusesAbsencesThatOverlap() {
    created("territories", "{'id':'%s','name':'North','timeZone':'Europe/Berlin'}");
    created("technicians", "{'id':'%s','name':'Tess','territory':'%s'}");
    created(
        "absences",
        "{'id':'%s-1','technician':'%s','start':'2026-12-22T12:00','end':'2026-12-23T00:00','reason':'dentist'}");

    HttpResponse<String> refused =
        as("dispatcher")
            .sendAs(
                "text/csv",
                "POST",
                RESOURCES + "absences",
                """
                id,technician,start,end,reason
                %1$s-2,%1$s,2026-12-22T23:00,2026-12-24T00:00,leave
                %1$s-3,%1$s,2026-12-25T00:00,2026-12-25T00:00,nothing
                """
                    .formatted(own));

    assertThat(refused.body())
        .contains("\"line\":2,\"column\":\"start\",\"reason\":\"overlaps absence " + own + "-1")
        .contains("\"line\":3,\"column\":\"end\",\"reason\":\"is not after start");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "technicians  | {'id':'x','name':'X','territory':'hamburg','skills':'fibre'}   | skills is not an array",
        "technicians  | {'id':'x','name':'X','territory':'hamburg','mostVisits':'3'}   | mostVisits is not a whole",
        "technicians  | {'id':'x','name':'X','territory':'hamburg','mostVisits':101}   | mostVisits is a whole number from 0 to 100",
        "technicians  | {'id':'X Y','name':'X','territory':'hamburg'}                  | id is 1 to 60 small letters",
        "technicians  | {'id':'x','name':'X','territory':'hamburg','extra':1}          | extra is not known",
        "territories  | {'id':'x','name':'X','timeZone':'+02:00'}                      | timeZone is the name of a time zone",
        "calendars    | {'id':'x','name':'X','timeZone':'UTC','hours':'Mon 08:00-08:00'} | hours is weekdays and spans",
        "holidays     | {'region':'DE','day':'2026-02-30','name':'X'}                  | day is a day",
        "holidays     | {'region':'DE','day':'+99999-02-01','name':'X'}                | day is a day",
        "absences     | {'id':'x','technician':'nobody','start':'2026-03-01T08:00','end':'2026-03-01T09:00','reason':'x'} | there is no nobody in technicians",
        "travel-times | {'from':'hamburg','to':'new-york','minutes':721}               | minutes is a whole number from 0 to 720",
        "vans         | {}                                                             | there are no vans"
      })
  void saysWhatIsWrong(String kind, String sent, String reason) {
    HttpResponse<String> refused = post(kind, sent.replace('\'', '"'));

    assertThat(refused.statusCode()).isBetween(400, 404);
    assertThat(refused.body()).contains(reason);
  }

  @Test
  void isReadByStaffAndChangedByThoseWhoMay() {
    String absence =
        json("{'id':'%s','technician':'anna','start':'2031-12-22T12:00','end':'2031-12-23T00:00','reason':'x'}")
            .toString();

    assertThat(as("operator").get(RESOURCES + "technicians?limit=2").headers().firstValue("Link"))
        .get()
        .asString()
        .contains("limit=2&after=")
        .contains("rel=\"next\"");
    assertThat(as("operator").get(RESOURCES + "technicians?limit=0").statusCode()).isEqualTo(400);
    assertThat(as("crm").get(RESOURCES + "technicians").statusCode()).isEqualTo(403);
    assertThat(anonymous().get(RESOURCES + "technicians").statusCode()).isEqualTo(401);
    for (String reader : new String[] {"operator", "technician"}) {
      assertThat(as(reader).post(RESOURCES + "absences", absence).statusCode()).isEqualTo(403);
    }
    assertThat(as("dispatcher").post(RESOURCES + "technicians", "{}").statusCode()).isEqualTo(403);
    assertThat(as("dispatcher").post(RESOURCES + "absences", absence).statusCode()).isEqualTo(201);
    assertThat(as("dispatcher").delete(RESOURCES + "absences/" + own).statusCode()).isEqualTo(204);
  }

  @Test
  void showsADayAsAPageAndAsJson() throws Exception {
    String path = "/operations/schedule?territory=hamburg&day=2030-03-06";

    HttpResponse<String> page = as("dispatcher").send("GET", path, "", "Accept", "text/html");
    JsonNode json = JSON.readTree(as("operator").get(path).body());

    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body())
        .contains("Wednesday 6 March 2030")
        .contains("Anna Petersen")
        .contains("<title>works 12:30–16:30</title>")
        .contains("day=2030-03-05")
        .doesNotContain("<script");
    assertThat(json.path("timeZone").asText()).isEqualTo("Europe/Berlin");
    assertThat(json.at("/technicians/0/works/0/start").asText())
        .isEqualTo("2030-03-06T08:00:00+01:00");
    assertThat(
            as("supervisor").send("GET", "/operations/schedule", "", "Accept", "text/html").body())
        .contains("New York");
    assertThat(as("operator").get("/operations/schedule").statusCode()).isEqualTo(400);
    assertThat(as("operator").get(path.replace("hamburg", "nowhere")).statusCode()).isEqualTo(404);
    assertThat(as("operator").get(path.replace("2030-03", "2030-13")).statusCode()).isEqualTo(400);
    assertThat(as("crm").get(path).statusCode()).isEqualTo(403);
  }

  private void created(String kind, String sent) {
    HttpResponse<String> answer = post(kind, json(sent).toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).isPresent();
  }

  private JsonNode got(String path) throws Exception {
    HttpResponse<String> answer = as("operator").get(RESOURCES + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> post(String kind, String sent) {
    return as("supervisor").post(RESOURCES + kind, sent);
  }

  private HttpResponse<String> put(String path, String sent) {
    return as("supervisor").put(RESOURCES + path, sent);
  }

  private HttpResponse<String> delete(String path) {
    return as("supervisor").delete(RESOURCES + path);
  }

  /** In a browser, without a script. */
  @Test
  void isKeptByPeopleInAForm() throws Exception {
    String path = RESOURCES + "skill-groups";
    String group = "line=&version=&id=%s&skills=fibre+copper&do=".formatted(own);
    HttpResponse<String> saved = form(path, group + "save");
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
    String shown = saved.headers().firstValue("Location").orElseThrow();
    assertThat(shown).endsWith(path + "?edit=" + own);
    String page = html(path + "?edit=" + own).body();
    assertThat(page).contains("value=\"copper fibre\"", ">" + own + "</td>", "Remove</button>");

    assertThat(form(path, group + "save").body()).contains("There is a line " + own + " already.");
    HttpResponse<String> faulty = form(path, "line=&id=%3Cb%3E&skills=&do=save");
    assertThat(faulty.statusCode()).isEqualTo(400);
    assertThat(faulty.body()).contains("Nothing was changed", "&lt;b&gt;").doesNotContain("<b>");

    String change = "line=%1$s&version=0&id=%1$s&skills=fibre&do=".formatted(own);
    assertThat(form(path, change + "save").statusCode()).isEqualTo(303);
    HttpResponse<String> overtaken = form(path, change + "save");
    assertThat(overtaken.statusCode()).isEqualTo(409);
    assertThat(overtaken.body()).contains("Somebody else has changed this line meanwhile");
    assertThat(got("skill-groups/" + own).path("skills")).isEqualTo(json("['fibre']"));

    assertThat(as("technician").sendAs(FORM, "POST", path, change + "remove").statusCode())
        .isEqualTo(403);
    assertThat(
            as("supervisor")
                .sendAs(FORM, "POST", path, change + "remove", "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
    HttpResponse<String> unseen = form(path, change + "remove");
    assertThat(unseen.statusCode()).as("as it was before").isEqualTo(409);
    assertThat(unseen.body()).contains("Somebody else has changed this line meanwhile");
    String remove = change.replace("version=0", "version=1") + "remove";
    assertThat(form(path, remove).statusCode()).isEqualTo(303);
    assertThat(html(path + "?edit=" + own).body()).contains("There is no such line any more.");
    for (ResourceKind kind : ResourceKind.values()) {
      assertThat(html(RESOURCES + kind.path()).statusCode()).isEqualTo(200);
    }
  }

  private HttpResponse<String> form(String path, String fields) {
    return as("supervisor").sendAs(FORM, "POST", path, fields, "Sec-Fetch-Site", "same-origin");
  }

  private HttpResponse<String> html(String path) {
    return as("operator").send("GET", path, "", "Accept", "text/html,*/*;q=0.8");
  }

  private HttpResponse<String> importing(String kind, String table) {
    return as("supervisor").sendAs("text/csv", "POST", RESOURCES + kind, table);
  }

  /** {@code %s} is this test's own name, {@code %S} in capitals. */
  private JsonNode json(String text) {
    try {
      return JSON.readTree(
          text.replace('\'', '"').replace("%s", own).replace("%S", own.toUpperCase(Locale.ROOT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
