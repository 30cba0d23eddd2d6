-- What is said about a draft, at one of its steps or fields or at all of it. It is seen by whoever sees the protocol and said by
-- members of its unit. What was said is never changed; whether it is settled is.
CREATE TABLE "draft_thread" (
    "id" UUID NOT NULL,
    "protocol_id" UUID NOT NULL,
    "node" TEXT,
    "field" TEXT,
    "titled" TEXT,
    "begun_by" UUID NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_by" UUID,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "draft_thread_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "draft_comment" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_by" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_comment_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "draft_mention" (
    "comment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "draft_mention_pkey" PRIMARY KEY ("comment_id","person_id")
);
CREATE INDEX "draft_thread_protocol_id_idx" ON "draft_thread"("protocol_id");
CREATE INDEX "draft_comment_thread_id_idx" ON "draft_comment"("thread_id");
CREATE INDEX "draft_mention_person_id_idx" ON "draft_mention"("person_id");
ALTER TABLE "draft_thread" ADD CONSTRAINT "draft_thread_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "draft_comment" ADD CONSTRAINT "draft_comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "draft_thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "draft_mention" ADD CONSTRAINT "draft_mention_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "draft_comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

alter table draft_thread enable row level security;
alter table draft_thread force row level security;
alter table draft_comment enable row level security;
alter table draft_comment force row level security;
alter table draft_mention enable row level security;
alter table draft_mention force row level security;

-- Only members of the unit speak on its drafts: a guest of the agency reads.
grant select, insert, update (resolved_by, resolved_at) on draft_thread to handrail_app;
create policy app_read on draft_thread for select to handrail_app using (exists (select from protocol where protocol.id = draft_thread.protocol_id));
create policy app_add on draft_thread for insert to handrail_app
  with check (begun_by = (select actor_person()) and exists (select from protocol where protocol.id = draft_thread.protocol_id and protocol.unit_id = any ((select actor_units())::uuid[])));
create policy app_settle on draft_thread for update to handrail_app
  using (exists (select from protocol where protocol.id = draft_thread.protocol_id and protocol.unit_id = any ((select actor_units())::uuid[])))
  with check (resolved_by is null or resolved_by = (select actor_person()));

grant select, insert on draft_comment to handrail_app;
create policy app_read on draft_comment for select to handrail_app using (exists (select from draft_thread where draft_thread.id = draft_comment.thread_id));
create policy app_add on draft_comment for insert to handrail_app
  with check (
    written_by = (select actor_person())
    and exists (select from draft_thread join protocol on protocol.id = draft_thread.protocol_id where draft_thread.id = draft_comment.thread_id and protocol.unit_id = any ((select actor_units())::uuid[]))
  );
create trigger append_only before update or delete or truncate on draft_comment for each statement execute function refuse_change();

-- Who was mentioned is told to them and to who reads the comment; only they mark it as read.
grant select, insert, update (read_at) on draft_mention to handrail_app;
create policy app_read on draft_mention for select to handrail_app using (exists (select from draft_comment where draft_comment.id = draft_mention.comment_id));
create policy app_add on draft_mention for insert to handrail_app
  with check (read_at is null and exists (select from draft_comment where draft_comment.id = draft_mention.comment_id and draft_comment.written_by = (select actor_person())));
create policy app_mark on draft_mention for update to handrail_app using (person_id = (select actor_person())) with check (person_id = (select actor_person()));

-- The notifier sees that something was said, and of which protocol.
grant select (id, protocol_id, xmin) on draft_thread to handrail_sweeper;
grant select (thread_id, xmin) on draft_comment to handrail_sweeper;
create policy handrail_sweeper on draft_thread for select to handrail_sweeper using (true);
create policy handrail_sweeper on draft_comment for select to handrail_sweeper using (true);
