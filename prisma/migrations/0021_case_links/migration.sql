-- Cases that have to do with each other: an event of one raised in the other, a case opened from what another one handed over.
-- Each of the two has a row of its own, from its own journal.

create table "case_link" (
    "case_id" UUID NOT NULL,
    "transition" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "other_case_id" UUID NOT NULL,
    "how" TEXT NOT NULL,
    "event" TEXT,
    "text_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    constraint "case_link_pkey" primary key ("case_id", "transition", "n")
);
alter table case_link add constraint case_link_how check (how in ('tells', 'toldBy', 'workedOnIn', 'receivedFrom'));

alter table case_link enable row level security;
alter table case_link force row level security;
grant select, insert, update, delete on case_link to handrail_projector;
create policy handrail_projector on case_link to handrail_projector using (true) with check (true);
grant select on case_link to handrail_sweeper;
create policy handrail_sweeper on case_link for select to handrail_sweeper using (true);
grant select on case_link to handrail_app;
create policy app on case_link for select to handrail_app using (exists (select from case_access where case_access.case_id = case_link.case_id));

-- Of a linked case everybody who sees the link is told its number and its unit, and nothing else.
create policy owner on case_link for select to current_user using (true);
create policy owner on unit for select to current_user using (true);
create function linked_cases(of_case uuid) returns table (case_id uuid, reference text, unit_name text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.reference, u.name from case_link l join "case" c on c.id = l.other_case_id join unit u on u.id = c.unit_id
  where l.case_id = of_case and exists (
    select from case_access a where a.case_id = of_case and a.whole and a.agency_id = actor_agency()
      and (a.unit_id is null or a.unit_id = any ((select actor_units())::uuid[])) and (a.person_id is null or a.person_id = actor_person())
      and (a.until is null or a.until > now()))
$$;
revoke all on function linked_cases(uuid) from public;
grant execute on function linked_cases(uuid) to handrail_app;
