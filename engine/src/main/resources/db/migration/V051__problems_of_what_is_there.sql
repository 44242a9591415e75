-- What room is held on for what the component is, or relies on; of one that is there already, for what it was made as.
create or replace function turnup.resource_of(component uuid) returns text language sql stable as $$
  with recursive reached (id, installed_service, far) as (
    select x.id,
           x.installed_service,
           0
      from turnup.component x
     where x.id = component
     union
    select n.id,
           n.installed_service,
           r.far + 1
      from reached r
cross join lateral (
           select d.relies_on_id as id
             from turnup.component_dependency d
            where d.component_id = r.id
              and d.needs <> 'ceased'
            union all
           select s.component_id
             from turnup.service_record s
            where s.inventory_reference = r.installed_service) as via
      join turnup.component n
        on n.id = via.id
     where r.far < 20)
    select v.resource
      from reached r
      join turnup.capacity_reservation v
        on v.component_id = r.id
     where v.resource is not null
  order by r.far,
           r.id
     limit 1
$$;

-- Those whose wisher went away are previewed after all.
update turnup.bulk_run
   set next_at = now()
 where state = 'previewing';
