package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductOrderStructureTest {

  private static final String ITEM = "{\"id\":\"1\",\"action\":\"add\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'productOrderItem':[{'id':'1','action':'add'}],"
            + "'relatedParty':[{'id':'c1','@referredType':'Customer'}]}",
        "{'productOrderItem':[{'id':'1','action':'noChange','ourOwn':{'deep':[1]}}],'ourOwn':7}",
        "{'productOrderItem':[{'id':'1','action':'modify','product':{'href':'/product/1'}}]}",
        "{'description':null,'productOrderItem':[{'id':'1','action':'add','quantity':null}]}",
        "{'requestedStartDate':'2030-05-01T08:00:00.000+02:00','priority':'0',"
            + "'productOrderItem':[{'id':'1','action':'add'}]}",
      })
  void passesWhatTheStandardAllows(String order) {
    assertThatCode(() -> check(order)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                | productOrderItem is missing
          {'productOrderItem':null}                         | productOrderItem is missing
          {'productOrderItem':[]}                           | productOrderItem is empty
          {'productOrderItem':{}}                           | productOrderItem is not an array
          {'productOrderItem':[7]}                          | productOrderItem[0] is not an object
          {'productOrderItem':[null]}                       | productOrderItem[0] is not an object
          {'productOrderItem':[{'action':'add'}]}           | productOrderItem[0].id is missing
          {'productOrderItem':[{'id':'1'}]}                 | productOrderItem[0].action is missing
          {'productOrderItem':[{'id':1,'action':'add'}]}    | productOrderItem[0].id is not a string
          {'productOrderItem':[{'id':' ','action':'add'}]}  | productOrderItem[0].id is empty
          {'productOrderItem':[{'id':'a\\nb','action':'add'}]} | productOrderItem[0].id contains a control character
          {'productOrderItem':[{'id':'1','action':'blow'}]} | productOrderItem[0].action is not one of add, delete, modify, noChange
          {'productOrderItem':[{'id':'1','action':7}]}      | productOrderItem[0].action is not one of add, delete, modify, noChange
          {'productOrderItem':[{'id':'1','action':'delete'}]} | productOrderItem[0].product.id is missing, as the action is delete
          {'productOrderItem':[{'id':'1','action':'add'},{'id':'1','action':'add'}]} | productOrderItem[1].id is the id of productOrderItem[0] too
          {'productOrderItem':[{'id':'1','action':'add','productOrderItem':[{'id':'1','action':'add'}]}]} | productOrderItem[0].productOrderItem[0].id is the id of productOrderItem[0] too
          """)
  void namesTheItemAttributeThatIsWrong(String order, String reason) {
    assertThat(refusalOf(order).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'quantity':0                                      | quantity is not a number from 1
          'quantity':1.5                                    | quantity is not a whole number
          'quantity':99999999999                            | quantity is not a number from 1
          'itemPrice':{}                                    | itemPrice is not an array
          'itemTotalPrice':{}                               | itemTotalPrice is not an array
          'itemTerm':{}                                     | itemTerm is not an array
          'itemPrice':[{'price':{'taxRate':'19'}}]          | itemPrice[0].price.taxRate is not a number
          'billingAccount':{}                               | billingAccount.id is missing
          'payment':[{}]                                    | payment[0].id is missing
          'appointment':{'name':'a'}                        | appointment.id is missing
          'productOffering':{}                              | productOffering.id is missing
          'product':[]                                      | product is not an object
          'product':{'isBundle':'yes'}                      | product.isBundle is not true or false
          'product':{'place':[{'id':'site-1'}]}             | product.place[0].role is missing
          'product':{'productCharacteristic':[{'value':1}]} | product.productCharacteristic[0].name is missing
          'product':{'productSpecification':{}}             | product.productSpecification.id is missing
          'product':{'realizingService':[{}]}               | product.realizingService[0].id is missing
          'product':{'productRelationship':[{}]}            | product.productRelationship[0].relationshipType is missing
          'product':{'product':[{'place':[{}]}]}            | product.product[0].place[0].role is missing
          'productOrderItemRelationship':[{'id':'2'}]       | productOrderItemRelationship[0].relationshipType is missing
          'productOrderItem':[{'id':'2'}]                   | productOrderItem[0].action is missing
          """)
  void namesWhatIsWrongWithinAnItem(String attribute, String reason) {
    String order = "{'productOrderItem':[{'id':'1','action':'add'," + attribute + "}]}";

    assertThat(refusalOf(order).reason()).isEqualTo("productOrderItem[0]." + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'id':'PO-1'                                       | id is managed by the server and cannot be sent
          'href':'/here'                                    | href is managed by the server and cannot be sent
          'orderDate':'2030-05-01T08:00:00Z'                | orderDate is managed by the server and cannot be sent
          'completionDate':'2030-05-01T08:00:00Z'           | completionDate is managed by the server and cannot be sent
          'expectedCompletionDate':'2030-05-01T08:00:00Z'   | expectedCompletionDate is managed by the server and cannot be sent
          'state':'completed'                               | state is managed by the server and cannot be sent
          'priority':'5'                                    | priority is not one of 0, 1, 2, 3, 4
          'priority':1                                      | priority is not one of 0, 1, 2, 3, 4
          'description':{'a':1}                             | description is not a string
          'externalId':''                                   | externalId is empty
          'requestedStartDate':'tomorrow'                   | requestedStartDate is no date and time with an offset, as 2030-05-01T08:00:00Z
          'requestedStartDate':'2030-05-01'                 | requestedStartDate is no date and time with an offset, as 2030-05-01T08:00:00Z
          'requestedStartDate':'+999999999-05-01T08:00:00Z' | requestedStartDate is no date and time with an offset, as 2030-05-01T08:00:00Z
          'requestedStartDate':'2030-05-02T00:00:00Z','requestedCompletionDate':'2030-05-02T01:00:00+02:00' | requestedCompletionDate is before requestedStartDate
          'relatedParty':[{'@referredType':'Customer'}]     | relatedParty[0].id is missing
          'relatedParty':[{'id':'c1'}]                      | relatedParty[0].@referredType is missing
          'relatedParty':{'id':'c1'}                        | relatedParty is not an array
          'orderRelationship':[null]                        | orderRelationship[0] is not an object
          'orderRelationship':[{'id':'PO-1'}]               | orderRelationship[0].relationshipType is missing
          'orderRelationship':[{'id':'PO-1','relationshipType':1}] | orderRelationship[0].relationshipType is not a string
          'orderRelationship':[{'id':'PO-1 or 1=1','relationshipType':'reliesOn'}] | orderRelationship[0].id is no number of an order, as PO-1007
          'orderRelationship':[{'id':'PO-0','relationshipType':'dependsOn'}] | orderRelationship[0].id is no number of an order, as PO-1007
          'note':[{'author':'me'}]                          | note[0].text is missing
          'channel':[{}]                                    | channel[0].id is missing
          'agreement':[{}]                                  | agreement[0].id is missing
          'quote':[{}]                                      | quote[0].id is missing
          'payment':[{}]                                    | payment[0].id is missing
          'orderTotalPrice':{}                              | orderTotalPrice is not an array
          """)
  void namesTheOrderAttributeThatIsWrong(String attributes, String reason) {
    String order = "{" + attributes + ",'productOrderItem':[" + ITEM + "]}";

    assertThat(refusalOf(order).reason()).isEqualTo(reason);
  }

  @Test
  void tellsOtherFaultsToo() {
    Problem problem = refusalOf("{'state':'held','priority':'9'}");

    assertThat(problem.reason()).isEqualTo("productOrderItem is missing");
    assertThat(problem.message())
        .isEqualTo(
            "Also: state is managed by the server and cannot be sent; "
                + "priority is not one of 0, 1, 2, 3, 4");
  }

  @Test
  void stopsCountingFaultsAtTen() {
    String tenthousand = "7,".repeat(10_000) + "7";

    assertThat(refusalOf("{'note':[" + tenthousand + "],'productOrderItem':[]}").message())
        .contains("note[9]")
        .doesNotContain("note[10]");
  }

  @Test
  void passesTwoThousandItemsAndNotOneMore() {
    assertThatCode(() -> check(orderOf(2_000))).doesNotThrowAnyException();
    assertThat(refusalOf(orderOf(2_001)).code()).isEqualTo("too-many-items");
  }

  private static String orderOf(int items) {
    return IntStream.range(1, items)
        .mapToObj(id -> "{'id':'" + id + "','action':'add'}")
        .collect(
            Collectors.joining(
                ",",
                "{'productOrderItem':[{'id':'bundle','action':'add','productOrderItem':[",
                "]}]}"));
  }

  private static void check(String order) {
    ProductOrderStructure.check(StrictJson.objectIn(order.replace('\'', '"')));
  }

  private static Problem refusalOf(String order) {
    return catchThrowableOfType(RequestRefused.class, () -> check(order)).problem();
  }
}
