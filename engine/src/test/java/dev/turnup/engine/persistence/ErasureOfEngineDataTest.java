package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.OrderId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the engine keeps of persons beside Turnup's tables. */
class ErasureOfEngineDataTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final String order = stores.plan().order.value();
  private final String instance = "i-" + UUID.randomUUID();
  private final String called = "c-" + UUID.randomUUID();

  ErasureOfEngineDataTest() {
    stores.jdbc.update(
        """
        insert into act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_id_, start_time_)
        values (?, ?, ?, 'any', now())
        """,
        instance,
        instance,
        order);
    execution(instance);
    execution(called);
    variable(instance, "shownSituation", "Ada has a dog");
    variable(called, "shownAddress", "12 Harbour Street");
    variable(called, "orderId", order);
    stores.jdbc.update("insert into act_ge_bytearray (id_, bytes_) values (?, 'Ada')", instance);
    stores.jdbc.update(
        """
        insert into act_hi_attachment (id_, name_, root_proc_inst_id_, content_id_)
        values (?, 'Ada', ?, ?)
        """,
        instance,
        instance,
        instance);
  }

  @Test
  void takesAttachmentsAndWhatFormsShowOfWorkThatOutlivesItsOrder() {
    erase();
    assertThat(texts()).as("the order has not ended").contains("Ada has a dog");

    stores.jdbc.update(
        "update turnup.product_order set state = 'completed', completed_at = now() where id = ?",
        order);
    assertThat(stores.orders.isErased(new OrderId(order))).isFalse();
    erase();

    assertThat(stores.orders.isErased(new OrderId(order))).as("and takes no notes").isTrue();
    assertThat(texts()).containsExactlyInAnyOrder("erased", "erased", order);
    assertThat(
            stores.jdbc.queryForList(
                """
                select id_ from act_hi_attachment where id_ = ?
                 union all
                select id_ from act_ge_bytearray where id_ = ?
                """,
                instance,
                instance))
        .isEmpty();
  }

  private void erase() {
    stores.jdbc.query("select turnup.erase_personal_data(array[?])", row -> {}, order);
  }

  private List<String> texts() {
    return stores.jdbc.queryForList(
        "select text_ from act_ru_variable where proc_inst_id_ in (?, ?)",
        String.class,
        instance,
        called);
  }

  private void execution(String id) {
    stores.jdbc.update(
        "insert into act_ru_execution (id_, rev_, proc_inst_id_, root_proc_inst_id_) values (?, 1, ?, ?)",
        id,
        id,
        instance);
  }

  private void variable(String of, String name, String text) {
    stores.jdbc.update(
        """
        insert into act_ru_variable (id_, rev_, type_, name_, execution_id_, proc_inst_id_, text_, var_scope_)
        values (?, 1, 'string', ?, ?, ?, ?, ?)
        """,
        UUID.randomUUID().toString(),
        name,
        of,
        of,
        text,
        of);
  }
}
