-- The page on which anybody may report a concern to a unit: off until an administrator switches it on. What it asks, and where a
-- report goes, is a setting; a report itself is a case like any other. Whoever serves the page reads the setting, and no more.
create table "public_report" (
    "unit_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "protocol_key" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "welcome" TEXT NOT NULL,
    "emergency" TEXT NOT NULL,
    "per_hour" INTEGER NOT NULL,
    "asked" JSONB NOT NULL,
    "fixed" JSONB NOT NULL,
    "set_by" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    constraint "public_report_pkey" primary key ("unit_id")
);
create unique index "public_report_slug_key" on "public_report"("slug");

alter table public_report enable row level security;
alter table public_report force row level security;
grant select on public_report to handrail_sweeper;
create policy handrail_sweeper on public_report for select to handrail_sweeper using (true);
grant select, insert, update on public_report to handrail_app;
create policy app_read on public_report for select to handrail_app using (unit_id = any ((select actor_units())::uuid[]));
create policy app_add on public_report for insert to handrail_app
  with check (unit_id = any ((select actor_units())::uuid[]) and set_by = (select actor_person()) and agency_id = (select actor_agency()));
create policy app_change on public_report for update to handrail_app
  using (unit_id = any ((select actor_units())::uuid[])) with check (unit_id = any ((select actor_units())::uuid[]) and set_by = (select actor_person()));
alter table public_report add constraint public_report_bounded check (per_hour between 1 and 1000 and slug ~ '^[a-z0-9-]{3,60}$');
