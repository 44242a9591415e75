package dev.turnup.engine.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table finds what it is there to find. */
class Tmf622TypesTest {

  private static final String ORDER =
      """
      {"id": "PO-1", "href": "/productOrder/PO-1", "orderDate": "2030-05-01T08:00:00Z",
       "state": "acknowledged", "relatedParty": [], "ours": 7,
       "productOrderItem": [{"id": "1", "action": "add", "state": "acknowledged"}]}""";

  @Test
  void findsNothingInAnOrderAsItShouldBe() throws JsonProcessingException {
    assertThat(Tmf622Types.faultsIn(new ObjectMapper().readTree(ORDER), "ProductOrder")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "id": "PO-1",                 |                          | ProductOrder.id is missing
          "id": "PO-1"                  | "id": 1                  | ProductOrder.id is not string
          "relatedParty": [],           |                          | ProductOrder.relatedParty is missing
          "relatedParty": []            | "relatedParty": {}       | ProductOrder.relatedParty is not an array
          "relatedParty": []            | "relatedParty": [{"id": "a"}] | ProductOrder.relatedParty[0].@referredType is missing
          "state": "acknowledged", "relatedParty" | "state": "asleep", "relatedParty" | ProductOrder.state is not ProductOrderStateType
          "action": "add"               | "action": "buy"          | ProductOrder.productOrderItem[0].action is not OrderItemActionType
          08:00:00Z                     | 08:00:00+02:00           | ProductOrder.orderDate is not instant
          /productOrder/PO-1            | not a uri                | ProductOrder.href is not uri
          """)
  void findsWhatIsWrong(String right, String wrong, String fault) throws JsonProcessingException {
    String order = ORDER.replace(right, wrong == null ? "" : wrong);

    assertThat(Tmf622Types.faultsIn(new ObjectMapper().readTree(order), "ProductOrder"))
        .containsExactly(fault);
  }
}
