-- What a person keeps of their inbox: views under a name, and steps put off until later. Their own, and nobody else's to see.
create table "saved_view" (
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "search" JSONB NOT NULL,

    constraint "saved_view_pkey" primary key ("person_id", "name")
);
create table "snooze" (
    "person_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    constraint "snooze_pkey" primary key ("person_id", "case_id", "step")
);
do $$
declare
  name text;
begin
  foreach name in array array['saved_view', 'snooze'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert, update, delete on %I to handrail_app', name);
    execute format('create policy app on %I to handrail_app using (person_id = (select actor_person())) with check (person_id = (select actor_person()))', name);
  end loop;
end
$$;
