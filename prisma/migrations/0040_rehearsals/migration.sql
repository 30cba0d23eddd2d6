-- Rehearsals belong to a protocol, and are seen and saved by whoever sees it. What was said about a broken one when a version was
-- published stands with the version, for good.
CREATE TABLE "rehearsal" (
    "id" UUID NOT NULL,
    "protocol_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "saved_by" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_by" UUID,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "rehearsal_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "rehearsal_answer" (
    "version_id" UUID NOT NULL,
    "rehearsal_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "answered_by" UUID NOT NULL,

    CONSTRAINT "rehearsal_answer_pkey" PRIMARY KEY ("version_id","rehearsal_id")
);
CREATE INDEX "rehearsal_protocol_id_idx" ON "rehearsal"("protocol_id");
ALTER TABLE "rehearsal" ADD CONSTRAINT "rehearsal_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "rehearsal_answer" ADD CONSTRAINT "rehearsal_answer_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "rehearsal_answer" ADD CONSTRAINT "rehearsal_answer_rehearsal_id_fkey" FOREIGN KEY ("rehearsal_id") REFERENCES "rehearsal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

alter table rehearsal enable row level security;
alter table rehearsal force row level security;
alter table rehearsal_answer enable row level security;
alter table rehearsal_answer force row level security;

grant select, insert, update on rehearsal to handrail_app;
create policy app_read on rehearsal for select to handrail_app using (exists (select from protocol where protocol.id = rehearsal.protocol_id));
create policy app_add on rehearsal for insert to handrail_app
  with check (saved_by = (select actor_person()) and exists (select from protocol where protocol.id = rehearsal.protocol_id));
create policy app_change on rehearsal for update to handrail_app
  using (exists (select from protocol where protocol.id = rehearsal.protocol_id))
  with check ((saved_by = (select actor_person()) or removed_by = (select actor_person())) and exists (select from protocol where protocol.id = rehearsal.protocol_id));

grant select, insert on rehearsal_answer to handrail_app;
create policy app_read on rehearsal_answer for select to handrail_app using (exists (select from version where version.id = rehearsal_answer.version_id));
create policy app_add on rehearsal_answer for insert to handrail_app
  with check (
    answered_by = (select actor_person())
    and exists (select from version where version.id = rehearsal_answer.version_id and version.published_by = (select actor_person()))
    and exists (select from rehearsal where rehearsal.id = rehearsal_answer.rehearsal_id)
  );
create trigger append_only before update or delete or truncate on rehearsal_answer for each statement execute function refuse_change();
