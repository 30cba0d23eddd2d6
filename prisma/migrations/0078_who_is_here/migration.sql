-- Who has a draft open, and which step they have chosen: one row a person and protocol, written again while they are there and worth
-- nothing some moments later. Lost with a crash, and nobody misses it.
CREATE UNLOGGED TABLE "draft_presence" (
    "protocol_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "node" TEXT,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_presence_pkey" PRIMARY KEY ("protocol_id","person_id")
);

alter table draft_presence enable row level security;
alter table draft_presence force row level security;
grant select, insert, update on draft_presence to handrail_app;
create policy app_read on draft_presence for select to handrail_app using (exists (select from protocol where protocol.id = draft_presence.protocol_id));
create policy app_add on draft_presence for insert to handrail_app
  with check (person_id = (select actor_person()) and exists (select from protocol where protocol.id = draft_presence.protocol_id));
create policy app_change on draft_presence for update to handrail_app using (person_id = (select actor_person())) with check (person_id = (select actor_person()));

grant select (protocol_id, xmin) on draft_presence to handrail_sweeper;
create policy handrail_sweeper on draft_presence for select to handrail_sweeper using (true);
