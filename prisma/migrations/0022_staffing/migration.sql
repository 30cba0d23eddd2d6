-- Who holds a role now is more than who was given it: who stands in for somebody absent, and whom the staffing plan lets help at
-- the unit's posture. Both have a reason and an end, and end by themselves: nothing has to happen for it.

create table "stand_in" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "absent_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "stand_in_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by" UUID NOT NULL,

    constraint "stand_in_pkey" primary key ("id")
);
create index "stand_in_unit_id_until_idx" on "stand_in"("unit_id", "until");
alter table "stand_in" add constraint "stand_in_unit_id_fkey" foreign key ("unit_id") references "unit"("id") on delete restrict on update cascade;
alter table stand_in add constraint stand_in_other check (absent_id <> stand_in_id and "until" > "from");

create table "unit_posture" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "posture" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by" UUID NOT NULL,

    constraint "unit_posture_pkey" primary key ("id")
);
create index "unit_posture_unit_id_from_idx" on "unit_posture"("unit_id", "from");
alter table "unit_posture" add constraint "unit_posture_unit_id_fkey" foreign key ("unit_id") references "unit"("id") on delete restrict on update cascade;
alter table unit_posture add constraint unit_posture_known check (posture in ('routine', 'elevated', 'high', 'critical') and "until" >= "from");

-- At this posture whoever holds one of `pools` holds the role as well; `least` is how many should.
create table "staffing_plan" (
    "unit_id" UUID NOT NULL,
    "posture" TEXT NOT NULL,
    "role_key" TEXT NOT NULL,
    "pools" TEXT[],
    "least" INTEGER NOT NULL DEFAULT 0,

    constraint "staffing_plan_pkey" primary key ("unit_id", "posture", "role_key")
);
alter table "staffing_plan" add constraint "staffing_plan_unit_id_fkey" foreign key ("unit_id") references "unit"("id") on delete restrict on update cascade;
alter table staffing_plan add constraint staffing_plan_known check (posture in ('routine', 'elevated', 'high', 'critical'));

do $$
declare name text;
begin
  foreach name in array array['stand_in', 'unit_posture', 'staffing_plan'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('grant select on %I to handrail_sweeper, handrail_signin', name);
    execute format('create policy handrail_sweeper on %I for select to handrail_sweeper using (true)', name);
    execute format('create policy handrail_signin on %I for select to handrail_signin using (true)', name);
    execute format('grant select, insert, update on %I to handrail_app', name);
    execute format('create policy app on %I to handrail_app using (exists (select from unit where unit.id = %I.unit_id)) with check (exists (select from unit where unit.id = %I.unit_id))', name, name, name);
  end loop;
end $$;
grant delete on staffing_plan to handrail_app;

create function posture_at(of_unit uuid, at timestamptz) returns text language sql stable as $$
  select coalesce((select posture from unit_posture where unit_id = of_unit and "from" <= at and "until" > at order by "from" desc limit 1), 'routine')
$$;

-- Every role that a member holds at an instant: given, through somebody absent (`through`), or by the posture (`widened`).
create function held_at(at timestamptz) returns table (unit_id uuid, person_id uuid, agency_id uuid, role_id uuid, through uuid, widened boolean) language sql stable as $$
  with given as (
    select m.unit_id, m.person_id, m.agency_id, m.role_id from unit_member m where m."from" <= at and (m.until is null or m.until > at)
  )
  select g.unit_id, g.person_id, g.agency_id, g.role_id, null::uuid, false from given g
  union all
  select s.unit_id, s.stand_in_id, s.agency_id, g.role_id, s.absent_id, false
  from stand_in s join given g on g.unit_id = s.unit_id and g.person_id = s.absent_id and g.agency_id = s.agency_id
  where s."from" <= at and s."until" > at
    and exists (select from given own where own.unit_id = s.unit_id and own.person_id = s.stand_in_id and own.agency_id = s.agency_id)
  union all
  select g.unit_id, g.person_id, g.agency_id, r.id, null::uuid, true
  from staffing_plan p join role r on r.unit_id = p.unit_id and r.key = p.role_key join role pool on pool.unit_id = p.unit_id and pool.key = any (p.pools)
    join given g on g.unit_id = p.unit_id and g.role_id = pool.id
  where p.posture = posture_at(p.unit_id, at)
$$;
