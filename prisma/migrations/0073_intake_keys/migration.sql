-- Keys with which another system reports to a unit. Promises: only the hash of a key is kept; an ended key stays ended; a key opens
-- cases on one protocol of one unit and reads nothing.
create table "intake_key" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "protocol_key" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "made_by" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    constraint "intake_key_pkey" primary key ("id")
);
create unique index "intake_key_sha256_key" on "intake_key"("sha256");
create index "intake_key_unit_id_idx" on "intake_key"("unit_id");

alter table intake_key enable row level security;
alter table intake_key force row level security;
grant select on intake_key to handrail_sweeper;
grant update (used_at) on intake_key to handrail_sweeper;
create policy handrail_sweeper on intake_key for select to handrail_sweeper using (true);
create policy handrail_sweeper_used on intake_key for update to handrail_sweeper using (ended_at is null) with check (ended_at is null);
grant select (id, unit_id, agency_id, title, protocol_key, made_by, made_at, ended_by, ended_at, used_at) on intake_key to handrail_app;
grant insert (id, unit_id, agency_id, title, protocol_key, sha256, made_by, made_at) on intake_key to handrail_app;
grant update (ended_by, ended_at) on intake_key to handrail_app;
create policy app_read on intake_key for select to handrail_app using (unit_id = any ((select actor_units())::uuid[]));
create policy app_add on intake_key for insert to handrail_app
  with check (unit_id = any ((select actor_units())::uuid[]) and made_by = (select actor_person()) and agency_id = (select actor_agency()));
create policy app_end on intake_key for update to handrail_app
  using (unit_id = any ((select actor_units())::uuid[]) and ended_at is null) with check (ended_by = (select actor_person()) and ended_at is not null);
