-- A case whose record and workflow do not agree and which neither could be brought up to the other. Beside the projection,
-- not in it: it follows from no transition, and a rebuild leaves it.
create table "case_alarm" (
    "case_id" UUID NOT NULL,
    "why" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    constraint "case_alarm_pkey" primary key ("case_id")
);
alter table "case_alarm" add constraint "case_alarm_case_id_fkey" foreign key ("case_id") references "case"("id") on delete restrict on update cascade;
alter table case_alarm enable row level security;
alter table case_alarm force row level security;
grant select, insert, update, delete on case_alarm to handrail_sweeper;
create policy handrail_sweeper on case_alarm to handrail_sweeper using (true) with check (true);
grant select on case_alarm to handrail_app;
create policy app on case_alarm for select to handrail_app using (exists (select from case_access where case_access.case_id = case_alarm.case_id));
