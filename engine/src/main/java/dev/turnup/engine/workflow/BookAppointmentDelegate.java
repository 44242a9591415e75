package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.VISIT_SCHEDULED;

import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.scheduling.BookAppointment;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class BookAppointmentDelegate extends OwnWork {

  private static final Variable<Boolean> APPOINTMENT_BOOKED = Variable.flag("appointmentBooked");
  private static final Variable<Instant> DUE = Variable.moment("visitDue");

  private final BookAppointment bookAppointment;
  private final PersonsWork personsWork;

  BookAppointmentDelegate(BookAppointment bookAppointment, PersonsWork personsWork) {
    this.bookAppointment = bookAppointment;
    this.personsWork = personsWork;
  }

  @Override
  void run(DelegateExecution execution) {
    Optional<Assignment> visit = bookAppointment.forDelivery(DELIVERY_ID.from(execution));
    APPOINTMENT_BOOKED.on(execution, visit.isPresent());
    VISIT_SCHEDULED.on(execution, visit.isPresent());
    visit.ifPresent(
        installation -> {
          DUE.on(execution, installation.due());
          personsWork.show(execution, installation.file());
        });
  }
}
