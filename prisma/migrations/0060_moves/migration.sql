-- Running cases that go over to another version: the plan, and what became of each case.
create table "migration" (
    "id" UUID NOT NULL,
    "protocol_id" UUID NOT NULL,
    "from_version" UUID NOT NULL,
    "to_version" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "mapping" JSONB NOT NULL,
    "clocks" JSONB NOT NULL,
    "later" BOOLEAN NOT NULL DEFAULT false,
    "planned_by" UUID NOT NULL,
    "planned_for" UUID NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "acting_person_id" UUID,
    "acting_agency_id" UUID,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "leased_until" TIMESTAMPTZ(3),

    constraint "migration_pkey" primary key ("id")
);
create index "migration_protocol_id_idx" on "migration"("protocol_id");
alter table "migration" add constraint "migration_protocol_id_fkey" foreign key ("protocol_id") references "protocol"("id") on delete restrict on update cascade;

create table "migration_case" (
    "migration_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "run" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "outlook" JSONB,
    "detail" TEXT,
    "transition" INTEGER,
    "at" TIMESTAMPTZ(3),

    constraint "migration_case_pkey" primary key ("migration_id", "case_id", "run")
);
alter table "migration_case" add constraint "migration_case_migration_id_fkey" foreign key ("migration_id") references "migration"("id") on delete cascade on update cascade;

alter table migration enable row level security;
alter table migration force row level security;
alter table migration_case enable row level security;
alter table migration_case force row level security;

-- Whoever sees the protocol sees its plan; of the cases under it only those one may see.
grant select, insert, update, delete on migration, migration_case to handrail_app;
create policy app on migration to handrail_app
  using (exists (select from protocol where protocol.id = migration.protocol_id))
  with check (exists (select from protocol where protocol.id = migration.protocol_id));
create policy app on migration_case to handrail_app
  using (exists (select from migration where migration.id = migration_case.migration_id) and exists (select from case_access where case_access.case_id = migration_case.case_id))
  with check (exists (select from migration where migration.id = migration_case.migration_id) and exists (select from case_access where case_access.case_id = migration_case.case_id));

-- What was being tried or carried out when a server stopped is found by the next one.
grant select, update on migration to handrail_sweeper;
create policy handrail_sweeper on migration to handrail_sweeper using (true) with check (true);

alter table migration add constraint migration_state
  check (state in ('planned', 'looking', 'looked', 'moving', 'done') and (state in ('planned', 'looked')) <= (leased_until is null));
alter table migration add constraint migration_by_two_persons check (started_at is null or acting_person_id <> planned_by);
alter table migration_case add constraint migration_case_state check (state in ('waiting', 'fits', 'misfits', 'moved', 'refused', 'gone'));
