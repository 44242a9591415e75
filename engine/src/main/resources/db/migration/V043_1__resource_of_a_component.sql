-- What room for the component is held on, or for another at the same site of its order, which it relies on.
create function turnup.resource_of(component uuid) returns text language sql stable as $$
    select r.resource
      from turnup.component x
      join turnup.component c
        on c.order_id = x.order_id
       and c.site_id is not distinct from x.site_id
      join turnup.capacity_reservation r
        on r.component_id = c.id
     where x.id = component
       and r.resource is not null
  order by c.id = x.id desc,
           c.id
     limit 1
$$;
