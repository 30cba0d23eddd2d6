-- Notices that leave the installation: how people want to be told, the mail server, what is to go out, what was tried.
-- Promises: whoever sends sees no word of a case (of a step its kind and its limit, of a case its reference, of a notice no
-- text), and a person sees only what went to them; administrators see for whom of their agency, when, and how it ended.

CREATE TABLE "notice_preference" (
    "person_id" UUID NOT NULL,
    "zone" TEXT NOT NULL,
    "mail_address" TEXT,
    "mail_confirmed_at" TIMESTAMPTZ(3),
    "new_address" TEXT,
    "code_sha256" TEXT,
    "code_tries" INTEGER NOT NULL DEFAULT 0,
    "code_until" TIMESTAMPTZ(3),
    "quiet_from" INTEGER,
    "quiet_until" INTEGER,
    "quiet_days" INTEGER[],
    "digest_at" INTEGER NOT NULL DEFAULT 480,
    "ways" JSONB NOT NULL,

    CONSTRAINT "notice_preference_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "mail_setting" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "login" TEXT,
    "secret" BYTEA,
    "sender" TEXT NOT NULL,
    "domains" TEXT[],
    "set_by" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_setting_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "notice_delivery" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "notice_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID,
    "target_id" UUID,
    "agency_id" UUID NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" UUID,
    "dropped" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_delivery_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "notice_message" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "person_id" UUID,
    "target_id" UUID,
    "agency_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_message_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "notice_attempt" (
    "message_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'begun',
    "code" TEXT,
    "took_ms" INTEGER,

    CONSTRAINT "notice_attempt_pkey" PRIMARY KEY ("message_id","n")
);

CREATE UNIQUE INDEX "notice_delivery_key_key" ON "notice_delivery"("key");

CREATE INDEX "notice_delivery_message_id_due_at_idx" ON "notice_delivery"("message_id", "due_at");

CREATE INDEX "notice_message_state_next_at_idx" ON "notice_message"("state", "next_at");

CREATE INDEX "notice_message_agency_id_created_at_idx" ON "notice_message"("agency_id", "created_at");

CREATE INDEX "notice_message_person_id_idx" ON "notice_message"("person_id");

do $$
declare
  name text;
begin
  foreach name in array array['notice_preference', 'mail_setting', 'notice_delivery', 'notice_message', 'notice_attempt'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy handrail_sender on %I to handrail_sender using (true) with check (true)', name);
  end loop;
end
$$;

grant select on notice_preference, mail_setting to handrail_sender;
grant select, insert, update on notice_delivery, notice_message, notice_attempt to handrail_sender;

-- Of what cases and people have, the columns that may stand outside, and what decides who may be told.
revoke select on notice from handrail_sender;
grant select (id, case_id, transition, n, unit_id, at, persons, roles, about, step, urgent) on notice to handrail_sender;
grant select (id, reference, unit_id, agency_id) on "case" to handrail_sender;
grant select (case_id, id, kind, due_at) on step to handrail_sender;
grant select (id, agency_id, disabled_at) on person to handrail_sender;
grant select (id, unit_id, key) on role to handrail_sender;
grant select (id, zone) on unit to handrail_sender;
grant select (unit_id, person_id, agency_id, role_id, "from", until) on unit_member to handrail_sender;
grant select (unit_id, person_id, agency_id, role_id, "from", until) on unit_partner to handrail_sender;
grant select on case_access, notice_read to handrail_sender;
do $$
declare
  name text;
begin
  foreach name in array array['case', 'step', 'person', 'role', 'unit', 'unit_member', 'unit_partner', 'case_access', 'notice_read'] loop
    execute format('create policy handrail_sender on %I for select to handrail_sender using (true)', name);
  end loop;
end
$$;

grant select, insert, update on notice_preference to handrail_app;
create policy app on notice_preference to handrail_app using (person_id = (select actor_person())) with check (person_id = (select actor_person()));
grant select, insert, update on mail_setting to handrail_app;
create policy app on mail_setting to handrail_app using ((select actor_person()) is not null) with check (set_by = (select actor_person()));
grant select on notice_message, notice_attempt to handrail_app;
grant select (id, message_id) on notice_delivery to handrail_app;
create policy app_read on notice_delivery for select to handrail_app using (exists (select from notice_message where notice_message.id = notice_delivery.message_id));
grant update (state, next_at, settled_at) on notice_message to handrail_app;
create policy app_read on notice_message for select to handrail_app using (person_id = (select actor_person()) or agency_id = (select actor_agency()));
-- Sending again what has failed, and nothing else.
create policy app_again on notice_message for update to handrail_app using (agency_id = (select actor_agency()) and state = 'failed') with check (state = 'waiting');
create policy app_read on notice_attempt for select to handrail_app using (exists (select from notice_message where notice_message.id = notice_attempt.message_id));

alter table mail_setting add constraint mail_setting_only_one check (id = 1 and security in ('tls', 'starttls', 'none'));
alter table notice_message add constraint notice_message_state check (state in ('waiting', 'sent', 'failed', 'dropped'));
alter table notice_message add constraint notice_message_to_somebody check ((person_id is null) <> (target_id is null));
alter table notice_attempt add constraint notice_attempt_outcome check (outcome in ('begun', 'sent', 'failed'));
