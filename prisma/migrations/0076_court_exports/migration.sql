-- Exports of cases for a court: who made which, when, as of which transition, and the hash of what went out. For whom, on which
-- basis, why, and what was redacted for which reason is content of the case, encrypted as all of it is.
create table "court_export" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "through" INTEGER NOT NULL,
    "items" INTEGER NOT NULL,
    "redacted" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "purpose_id" UUID NOT NULL,

    constraint "court_export_pkey" primary key ("id")
);
create index "court_export_case_id_idx" on "court_export"("case_id");

alter table court_export enable row level security;
alter table court_export force row level security;

-- Made in one's own name, of a case one may see; never changed afterwards, by anybody.
grant select, insert on court_export to handrail_app;
create policy app_read on court_export for select to handrail_app using (exists (select from "case" where "case".id = court_export.case_id));
create policy app_add on court_export for insert to handrail_app
  with check (person_id = (select actor_person()) and agency_id = (select actor_agency()) and exists (select from "case" where "case".id = court_export.case_id));
create trigger append_only before update or delete or truncate on court_export for each statement execute function refuse_change();
alter table court_export add constraint court_export_counts check (redacted between 0 and items and through > 0);
