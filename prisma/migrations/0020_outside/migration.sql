-- People of agencies outside a unit. They hold a role of it that is kept for them, are asked through handoffs and steps, and
-- are no members: of a case they see what was shown to them and their own open steps, and nothing else.

alter table role add column outside boolean not null default false;

create table "unit_partner" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "agreement_id" UUID,
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),

    constraint "unit_partner_pkey" primary key ("id")
);
create index "unit_partner_unit_id_role_id_idx" on "unit_partner"("unit_id", "role_id");
create index "unit_partner_person_id_idx" on "unit_partner"("person_id");
alter table "unit_partner" add constraint "unit_partner_unit_id_fkey" foreign key ("unit_id") references "unit"("id") on delete restrict on update cascade;
alter table "unit_partner" add constraint "unit_partner_person_id_fkey" foreign key ("person_id") references "person"("id") on delete restrict on update cascade;
alter table "unit_partner" add constraint "unit_partner_agency_id_fkey" foreign key ("agency_id") references "agency"("id") on delete restrict on update cascade;
alter table "unit_partner" add constraint "unit_partner_role_id_fkey" foreign key ("role_id") references "role"("id") on delete restrict on update cascade;
alter table "unit_partner" add constraint "unit_partner_agreement_id_fkey" foreign key ("agreement_id") references "agreement"("id") on delete set null on update cascade;

alter table unit_partner enable row level security;
alter table unit_partner force row level security;
grant select on unit_partner to handrail_sweeper, handrail_signin;
create policy handrail_sweeper on unit_partner for select to handrail_sweeper using (true);
create policy handrail_signin on unit_partner for select to handrail_signin using (true);
grant select, insert, update on unit_partner to handrail_app;
create policy app_read on unit_partner for select to handrail_app
  using (person_id = (select actor_person()) or exists (select from unit where unit.id = unit_partner.unit_id));
create policy app_add on unit_partner for insert to handrail_app with check (exists (select from unit where unit.id = unit_partner.unit_id));
create policy app_change on unit_partner for update to handrail_app
  using (exists (select from unit where unit.id = unit_partner.unit_id)) with check (exists (select from unit where unit.id = unit_partner.unit_id));
create policy app_partner on person for select to handrail_app
  using (exists (select from unit_partner p join unit u on u.id = p.unit_id where p.person_id = person.id));

-- --- Context: what the actor is asked as, outside their own units: "unit/role" ----------------------------------------------

create function actor_asks() returns text[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.asks', true), '')::text[] $$;

-- --- Access to cases: whole, or only what was shown -------------------------------------------------------------------------

-- whole: all of the case, as its members see it. Otherwise the row shows what `shown` lists ("form:submission",
-- "form.field:submission", cut to the field by the server, or ":text"); roles ("unit/role") say whom of the agency it is for, none: everybody of it.
alter table case_access add column whole boolean not null default true, add column "grant" text, add column step text, add column roles text[],
  add column shown text[];

-- Every policy that asks case_access lets in whoever sees the whole case: rows that show only a part are not theirs to see.
drop policy app on case_access;
create policy app on case_access for select to handrail_app
  using (
    whole and agency_id = (select actor_agency())
    and (unit_id is null or unit_id = any ((select actor_units())::uuid[]))
    and (person_id is null or person_id = (select actor_person()))
    and (coalesce(cardinality(roles), 0) = 0 or roles && (select actor_asks()))
    -- The instants of a case are Temporal's, whose clock may be a little ahead of ours: what was written counts.
    and (relation in ('owner', 'member') or "from" <= now() + interval '5 seconds') and (until is null or until > now())
  );

-- What is shown to the actor of a case that is not theirs to see as a whole. Runs as the owner, because the rows are nobody's.
create policy owner on case_access for select to current_user using (true);
create function shown_to_actor(of_case uuid) returns table (shown text[], relation text, "grant" text, until timestamptz) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select a.shown, a.relation, a."grant", a.until from case_access a
  where a.case_id = of_case and not a.whole and a.agency_id = actor_agency()
    and (coalesce(cardinality(a.roles), 0) = 0 or a.roles && actor_asks()) and a."from" <= now() + interval '5 seconds' and (a.until is null or a.until > now())
$$;
revoke all on function shown_to_actor(uuid) from public;
grant execute on function shown_to_actor(uuid) to handrail_app;

-- Cases that a grant shows a part of.
create function cases_shown_to_actor() returns table (case_id uuid, relation text, until timestamptz) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select a.case_id, a.relation, a.until from case_access a
  where a."grant" is not null and not a.whole and a.agency_id = actor_agency()
    and (coalesce(cardinality(a.roles), 0) = 0 or a.roles && actor_asks()) and a."from" <= now() + interval '5 seconds' and (a.until is null or a.until > now())
$$;
revoke all on function cases_shown_to_actor() from public;
grant execute on function cases_shown_to_actor() to handrail_app;
-- Whoever sees a case whole sees whose it is, also when they are no member of the unit. As the owner: a policy of `unit` cannot
-- ask for cases under the actor's rights, because those of `"case"` ask for units.
create policy owner on "case" for select to current_user using (true);
create function units_shown_to_actor() returns setof uuid language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select c.unit_id from case_access a join "case" c on c.id = a.case_id
  where a.unit_id is null and a.whole and a.agency_id = actor_agency() and (a.person_id is null or a.person_id = actor_person())
    and (coalesce(cardinality(a.roles), 0) = 0 or a.roles && actor_asks()) and a."from" <= now() + interval '5 seconds' and (a.until is null or a.until > now())
$$;
revoke all on function units_shown_to_actor() from public;
grant execute on function units_shown_to_actor() to handrail_app;
create policy app_whole on unit for select to handrail_app using (id in (select units_shown_to_actor()));

-- An open step for people outside the unit: for those who hold one of its roles, have it in hand, or own the case.
alter table inbox add column asks text[];
drop policy app on inbox;
create policy app on inbox for select to handrail_app
  using (
    agency_id = (select actor_agency())
    and (unit_id = any ((select actor_units())::uuid[])
      or (unit_id is null and (asks && (select actor_asks()) or (select actor_person()) in (claimed_by_person_id, to_person)
        or (coalesce(cardinality(roles), 0) = 0 and owner_person_id = (select actor_person())))))
  );

-- They read what was shown to them, and write for the steps they are asked to do.
create policy app_shown on submission for select to handrail_app
  using (
    (person_id = (select actor_person())
      and (exists (select from inbox where inbox.case_id = submission.case_id) or exists (select from shown_to_actor(submission.case_id))))
    or exists (select from shown_to_actor(submission.case_id) s cross join unnest(s.shown) as item where split_part(item, ':', 2) = submission.id::text)
  );
create policy app_asked on submission for insert to handrail_app
  with check (
    person_id = (select actor_person()) and agency_id = (select actor_agency())
    and (exists (select from inbox where inbox.case_id = submission.case_id) or exists (select from shown_to_actor(submission.case_id)))
  );
create policy app_told on notice for select to handrail_app
  using ((select actor_person()) = any (persons) or exists (select from unnest(roles) as role where (unit_id::text || '/' || role) = any ((select actor_asks())::text[])));

-- The register says what went along.
alter table disclosure add column shown text[];
