-- of an order's first site where somebody goes; null where there is none
create function turnup.time_zone_of(order_number text) returns text stable language sql as $$
    select t.time_zone
      from turnup.order_item i
      join turnup.territory_postal_prefix p
        on starts_with(i.site_postal_code, p.prefix)
      join turnup.territory t
        on t.id = p.territory_id
     where i.order_id = order_number
  order by i.position,
           length(p.prefix) desc
     limit 1
$$;

-- a call that nobody makes is the system's
delete from turnup.escalation_finding f
 where f.finding = 'unworked-call'
   and exists (
       select
         from turnup.escalation_finding other
        where other.escalation_id = f.escalation_id
          and other.finding = 'late-step');
update turnup.escalation_finding set finding = 'late-step' where finding = 'unworked-call';
update turnup.escalation set finding = 'late-step' where finding = 'unworked-call';
