-- In every database of a test: a variable that Java serialized is one that nobody can read or repair.
create or replace function refuse_serialized_java() returns trigger language plpgsql as $$
begin
  raise exception 'variable % is serialized by Java', new.name_;
end
$$;

create or replace trigger refuse_serialized_java
before insert or update on act_ru_variable
for each row when (new.type_ = 'serializable')
execute function refuse_serialized_java();
