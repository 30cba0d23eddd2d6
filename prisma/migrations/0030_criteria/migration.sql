-- When to begin: an agency's list of initiation criteria, in versions that are never changed.
create table "initiation_criteria" (
    "agency_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "saved_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    constraint "initiation_criteria_pkey" primary key ("agency_id", "version")
);

-- Whoever works on cases of an agency cites its criteria; only its own people write them.
alter table initiation_criteria enable row level security;
alter table initiation_criteria force row level security;
grant select, insert on initiation_criteria to handrail_app;
create policy app_read on initiation_criteria for select to handrail_app
  using (agency_id = (select actor_agency()) or exists (select from unit where unit.host_agency_id = initiation_criteria.agency_id));
create policy app_add on initiation_criteria for insert to handrail_app with check (agency_id = (select actor_agency()));
