-- On call. Promises: no two of one rank at one instant; whoever rings can acknowledge nothing; each ring, each acknowledgement and
-- each call that nobody took stands in the audit chain of the agency.
alter table "notice_preference" add column "phone" TEXT;

create table "oncall_shift" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "set_by" UUID NOT NULL,

    constraint "oncall_shift_pkey" primary key ("id")
);
create index "oncall_shift_unit_id_agency_id_until_idx" on "oncall_shift"("unit_id", "agency_id", "until");

create table "oncall_setting" (
    "unit_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "limit_minutes" INTEGER NOT NULL,
    "set_by" UUID NOT NULL,

    constraint "oncall_setting_pkey" primary key ("unit_id", "agency_id")
);

create table "oncall_call" (
    "id" UUID NOT NULL,
    "notice_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ringing',
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_by" UUID,
    "acknowledged_at" TIMESTAMPTZ(3),

    constraint "oncall_call_pkey" primary key ("id")
);
create unique index "oncall_call_notice_id_agency_id_key" on "oncall_call"("notice_id", "agency_id");
create index "oncall_call_state_next_at_idx" on "oncall_call"("state", "next_at");
create index "oncall_call_unit_id_opened_at_idx" on "oncall_call"("unit_id", "opened_at");

create table "oncall_ring" (
    "call_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "rank" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ways" TEXT[],

    constraint "oncall_ring_pkey" primary key ("call_id", "n")
);
create index "oncall_ring_person_id_idx" on "oncall_ring"("person_id");

do $$
declare
  name text;
begin
  foreach name in array array['oncall_shift', 'oncall_setting', 'oncall_call', 'oncall_ring'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
end
$$;

grant select on oncall_shift, oncall_setting to handrail_sender;
grant select, insert on oncall_ring to handrail_sender;
grant select, insert, update (state, next_at) on oncall_call to handrail_sender;
grant select (unit_id, person_id, agency_id, "from", until) on duty to handrail_sender;
create policy handrail_sender on oncall_shift for select to handrail_sender using (true);
create policy handrail_sender on oncall_setting for select to handrail_sender using (true);
create policy handrail_sender on oncall_ring to handrail_sender using (true) with check (true);
create policy handrail_sender on oncall_call to handrail_sender using (true) with check (state <> 'acknowledged');
create policy handrail_sender on duty for select to handrail_sender using (true);
-- What it did itself, into the chain of the agency it did it for, and nothing else.
grant insert on audit_event to handrail_sender;
grant select on audit_head to handrail_sender;
create policy handrail_sender on audit_event for insert to handrail_sender with check (person_id is null and action in ('oncall.ring', 'oncall.exhausted') and chain like 'agency:' || agency_id || ':%');
create policy handrail_sender on audit_head for select to handrail_sender using (true);

grant select, insert, update (until), delete on oncall_shift to handrail_app;
create policy app on oncall_shift to handrail_app
  using (agency_id = (select actor_agency()) and unit_id = any ((select actor_units())::uuid[]))
  with check (agency_id = (select actor_agency()) and unit_id = any ((select actor_units())::uuid[]));
grant select, insert, update on oncall_setting to handrail_app;
create policy app on oncall_setting to handrail_app
  using (agency_id = (select actor_agency()) and unit_id = any ((select actor_units())::uuid[]))
  with check (agency_id = (select actor_agency()) and unit_id = any ((select actor_units())::uuid[]));
grant select, update (state, acknowledged_by, acknowledged_at) on oncall_call to handrail_app;
create policy app_read on oncall_call for select to handrail_app
  using (agency_id = (select actor_agency()) and unit_id = any ((select actor_units())::uuid[]) and exists (select from case_access where case_access.case_id = oncall_call.case_id));
create policy app_acknowledge on oncall_call for update to handrail_app
  using (agency_id = (select actor_agency()) and unit_id = any ((select actor_units())::uuid[]) and state <> 'acknowledged')
  with check (state = 'acknowledged' and acknowledged_by = (select actor_person()));
grant select on oncall_ring to handrail_app;
create policy app on oncall_ring for select to handrail_app using (exists (select from oncall_call where oncall_call.id = oncall_ring.call_id));

alter table oncall_shift add constraint oncall_shift_ends_after_it_begins check (until > "from" and rank between 1 and 5);
alter table oncall_shift add constraint oncall_shift_one_of_a_rank exclude using gist (unit_id with =, agency_id with =, rank with =, tstzrange("from", until) with &&);
alter table oncall_setting add constraint oncall_setting_limit check (limit_minutes between 1 and 240);
alter table oncall_call add constraint oncall_call_state check (state in ('ringing', 'acknowledged', 'exhausted') and (state = 'acknowledged') = (acknowledged_by is not null));
alter table notice_message drop constraint notice_message_to_somebody;
alter table notice_message add constraint notice_message_to_somebody check (person_id is not null or target_id is not null);
