package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Technicians as they were planned with before: every hour and every absence is kept. */
class WorkforceMigratedTest {

  @Test
  void keepsWhatOverlapsAndTellsApartWhatIsAlike() {
    String url = TestDatabase.empty();
    JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
    Flyway.configure()
        .dataSource(url, "", "")
        .target(MigrationVersion.fromVersion("026"))
        .load()
        .migrate();
    jdbc.update("insert into turnup.territory values ('north', 'North', 'Europe/Berlin')");
    for (String technician : List.of("Anna_1", "anna-1", "ö1", "ä1", "ben", "idle")) {
      jdbc.update("insert into turnup.technician values (?, ?, 'north')", technician, technician);
    }
    for (String technician : List.of("Anna_1", "anna-1", "ö1", "ä1")) {
      jdbc.update("insert into turnup.working_hours values (?, 1, '08:00', '12:00')", technician);
    }
    jdbc.update(
        """
        insert into turnup.working_hours
        values ('ben', 1, '08:00', '12:00'), ('ben', 1, '11:00', '14:30'), ('ben', 1, '18:00', '24:00')""");
    jdbc.update(
        """
        insert into turnup.absence
        values ('ben', '2027-03-01', '2027-03-05', 'leave'), ('ben', '2027-03-03', '2027-03-10', 'course'),
               ('ben', '2027-04-01', '2027-04-01', 'dentist')""");

    Flyway.configure().dataSource(url, "", "").load().migrate();

    assertThat(
            jdbc.queryForList(
                """
                select t.id || ' ' || h.starts || ' ' || h.ends
                  from turnup.technician t
                  join turnup.working_calendar c
                    on c.id = t.calendar_id
                   and c.name = t.name
                  join turnup.working_calendar_hours h
                    on h.calendar_id = c.id""",
                String.class))
        .containsExactlyInAnyOrder(
            "Anna_1 08:00:00 12:00:00",
            "anna-1 08:00:00 12:00:00",
            "ö1 08:00:00 12:00:00",
            "ä1 08:00:00 12:00:00",
            "ben 08:00:00 14:30:00",
            "ben 18:00:00 24:00:00");
    assertThat(
            jdbc.queryForList(
                "select starts || ' ' || ends || ' ' || reason from turnup.technician_absence",
                String.class))
        .containsExactlyInAnyOrder(
            "2027-03-01 00:00:00 2027-03-11 00:00:00 course, leave",
            "2027-04-01 00:00:00 2027-04-02 00:00:00 dentist");
    assertThat(
            jdbc.queryForObject(
                "select calendar_id from turnup.technician where id = 'ben'", String.class))
        .isEqualTo("of-ben");
  }
}
