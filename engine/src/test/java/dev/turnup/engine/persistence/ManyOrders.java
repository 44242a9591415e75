package dev.turnup.engine.persistence;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Orders by the thousand, written by one statement a table. Of a thousand one is held, one pending,
 * a hundred are in progress and the others completed; one in fifty is a partner's; one payment is
 * of twenty thousand that follow one another.
 */
final class ManyOrders {

  private ManyOrders() {}

  /** Older ones that were deleted, numbered from a million on. */
  static void writeDeleted(JdbcTemplate jdbc, int count) {
    jdbc.update(
        """
        insert into turnup.product_order (id, caller, content_hash, state, customer_id, customer_name,
               customer_tier, order_date, completed_at, hidden_at)
        select 'PO-' || (1000000 + n), 'crm', 'erased', 'completed', 'erased', 'erased', 'standard', at, at, at
          from generate_series(1, ?) n, lateral (select timestamptz '2025-01-01Z' + n * interval '1 minute' as at) t
        """,
        count);
    jdbc.execute("vacuum analyze turnup.product_order");
  }

  /** Orders {@code PO-1} to {@code PO-<count>}, one a minute since the beginning of 2026. */
  static void write(JdbcTemplate jdbc, int count) {
    jdbc.update(
        """
        insert into turnup.product_order (id, caller, content_hash, external_id, state, customer_id, customer_name,
               customer_tier, order_date, requested_start, requested_completion, expected_completion, completed_at)
        select 'PO-' || n,
               case n % 50 when 0 then 'partner' else 'crm' end,
               '-',
               'X-' || n,
               case when n % 1000 = 0 then 'held' when n % 1000 = 1 then 'pending' when n % 10 = 2 then 'inProgress' else 'completed' end,
               'C-' || n / 4,
               'Customer ' || n / 4,
               'standard',
               timestamptz '2026-01-01Z' + n * interval '1 minute',
               case when n % 3 = 0 then timestamptz '2026-02-01Z' + n * interval '1 minute' end,
               case when n % 5 = 0 then timestamptz '2026-03-01Z' + n * interval '1 minute' end,
               case when n % 2 = 0 then timestamptz '2026-04-01Z' + n * interval '1 minute' end,
               case when n % 1000 > 1 and n % 10 <> 2 then timestamptz '2026-05-01Z' + n * interval '1 minute' end
          from generate_series(1, ?) n
        """,
        count);
    jdbc.update(
        """
        insert into turnup.order_item (order_id, id, position, action, relies_on, state)
        select o.id, i::text, i, 'add', '{}', o.state
          from turnup.product_order o, generate_series(1, 2) i
        """);
    jdbc.update(
        """
        insert into turnup.order_document (order_id, revision, document, at, current)
        select 'PO-' || n,
               1,
               format('{"category": "category %1$s", "priority": "%2$s", "description": "The order with number %1$s",
                        "notificationContact": "customer%3$s@example.org", "cancellationReason": "reason %1$s",
                        "cancellationDate": "2026-01-01T00:00:00Z", "@type": "Type%1$s", "@baseType": "Base%1$s",
                        "@schemaLocation": "https://example.org/%1$s", "agreement": [{"id": "%1$s"}],
                        "billingAccount": {"id": "BA-%3$s"}, "channel": [{"id": "%1$s"}], "payment": [{"id": "%4$s"}],
                        "quote": [{"id": "%1$s"}], "productOfferingQualification": [{"id": "%1$s"}],
                        "orderTotalPrice": [{"name": "%1$s"}],
                        "relatedParty": [{"id": "C-%3$s", "role": "customer", "@referredType": "Individual"},
                                         {"id": "seller", "role": "seller", "@referredType": "Organization"}],
                        "productOrderItem": [
                          {"id": "1", "action": "add", "productOffering": {"id": "internet-300"},
                           "product": {"place": [{"id": "SITE-%3$s", "role": "installationSite"}]}},
                          {"id": "2", "action": "add", "productOffering": {"id": "mobile-line"}}]}',
                      n, case n % 1000 when 0 then 0 else 1 + n % 4 end, n / 4, n / 20000)::jsonb,
               timestamptz '2026-01-01Z' + n * interval '1 minute',
               true
          from generate_series(1, ?) n
        """,
        count);
    jdbc.execute("vacuum analyze turnup.product_order");
    jdbc.execute("vacuum analyze turnup.order_item");
    jdbc.execute("vacuum analyze turnup.order_document");
  }
}
