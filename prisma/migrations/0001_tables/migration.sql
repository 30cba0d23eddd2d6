-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT NOT NULL,
    "setup_token_sha256" TEXT,
    "set_up_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agency" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "host_agency_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reference_counter" (
    "unit_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "reference_counter_pkey" PRIMARY KEY ("unit_id","year")
);

-- CreateTable
CREATE TABLE "role" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_right" (
    "role_id" UUID NOT NULL,
    "right" TEXT NOT NULL,

    CONSTRAINT "role_right_pkey" PRIMARY KEY ("role_id","right")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "qualifications" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "disabled_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "person_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT true,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failed_since" TIMESTAMPTZ(3),
    "locked_at" TIMESTAMPTZ(3),

    CONSTRAINT "credential_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_sha256" TEXT NOT NULL,
    "csrf" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "proved_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_member" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "agreement_id" UUID,
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "unit_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by" UUID NOT NULL,

    CONSTRAINT "duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "protocol" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "protocol_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "protocol_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL,
    "draft" JSONB NOT NULL,
    "saved_by" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "review_hash" TEXT,
    "review_sent_by" UUID,
    "review_sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "draft_pkey" PRIMARY KEY ("protocol_id")
);

-- CreateTable
CREATE TABLE "draft_revision" (
    "protocol_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "draft" JSONB NOT NULL,
    "saved_by" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_revision_pkey" PRIMARY KEY ("protocol_id","revision")
);

-- CreateTable
CREATE TABLE "version" (
    "id" UUID NOT NULL,
    "protocol_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "starts_at" TEXT,
    "semantics" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "bundle" JSONB NOT NULL,
    "draft" JSONB NOT NULL,
    "note" TEXT,
    "sent_by" UUID NOT NULL,
    "published_by" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retirement" (
    "version_id" UUID NOT NULL,
    "retired_by" UUID NOT NULL,
    "retired_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "retirement_pkey" PRIMARY KEY ("version_id")
);

-- CreateTable
CREATE TABLE "case" (
    "id" UUID NOT NULL,
    "reference" TEXT,
    "title" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT,
    "level" TEXT,
    "ever_high" BOOLEAN,
    "breaches" INTEGER,
    "owner_person_id" UUID,
    "owner_agency_id" UUID,
    "owner_alarm" BOOLEAN,
    "opened_at" TIMESTAMPTZ(3),
    "open_steps" INTEGER,
    "next_due_at" TIMESTAMPTZ(3),
    "imminent" BOOLEAN,
    "retention_class" TEXT,
    "review_at" TIMESTAMPTZ(3),
    "parked" BOOLEAN,
    "closed_at" TIMESTAMPTZ(3),
    "transition" INTEGER,
    "head" TEXT,
    "audit_head" TEXT,

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "case_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "parent" TEXT,
    "state" TEXT NOT NULL,
    "outcome" TEXT,

    CONSTRAINT "run_pkey" PRIMARY KEY ("case_id","id")
);

-- CreateTable
CREATE TABLE "step" (
    "case_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "visit" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "closed_by_person_id" UUID,
    "closed_by_agency_id" UUID,
    "claimed_by_person_id" UUID,
    "claimed_by_agency_id" UUID,
    "roles" TEXT[],
    "agencies" UUID[],
    "due_at" TIMESTAMPTZ(3),
    "warn_at" TIMESTAMPTZ(3),
    "breached_at" TIMESTAMPTZ(3),
    "extended_by" BIGINT NOT NULL,
    "held" TEXT,

    CONSTRAINT "step_pkey" PRIMARY KEY ("case_id","id")
);

-- CreateTable
CREATE TABLE "deadline" (
    "case_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "rule" INTEGER NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT NOT NULL,
    "passed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deadline_pkey" PRIMARY KEY ("case_id","step","n")
);

-- CreateTable
CREATE TABLE "vote" (
    "case_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "grants" BOOLEAN NOT NULL,
    "seats" TEXT[],
    "reason_id" TEXT,
    "state" TEXT NOT NULL,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("case_id","step","person_id","at")
);

-- CreateTable
CREATE TABLE "handoff" (
    "case_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "handoff" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "offered_at" TIMESTAMPTZ(3),
    "offered_by_person_id" UUID,
    "offered_by_agency_id" UUID,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by_person_id" UUID,
    "settled_by_agency_id" UUID,
    "reason_id" TEXT,
    "package_id" TEXT,
    "to_person" UUID,
    "why" TEXT,

    CONSTRAINT "handoff_pkey" PRIMARY KEY ("case_id","step")
);

-- CreateTable
CREATE TABLE "case_access" (
    "case_id" UUID NOT NULL,
    "transition" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "agency_id" UUID NOT NULL,
    "unit_id" UUID,
    "person_id" UUID,
    "relation" TEXT NOT NULL,
    "fields" TEXT[],
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "case_access_pkey" PRIMARY KEY ("case_id","transition","n")
);

-- CreateTable
CREATE TABLE "inbox" (
    "case_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "agency_id" UUID NOT NULL,
    "unit_id" UUID,
    "case_reference" TEXT,
    "case_title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "level" TEXT,
    "imminent" BOOLEAN NOT NULL,
    "owner_person_id" UUID NOT NULL,
    "run" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "roles" TEXT[],
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "warn_at" TIMESTAMPTZ(3),
    "breached_at" TIMESTAMPTZ(3),
    "claimed_by_person_id" UUID,
    "claimed_by_agency_id" UUID,
    "held" TEXT,
    "handoff" TEXT,
    "handoff_state" TEXT,
    "to_person" UUID,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("case_id","step","agency_id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "transition" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "persons" UUID[],
    "roles" TEXT[],
    "about" TEXT NOT NULL,
    "step" TEXT,
    "text" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_read" (
    "notice_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_read_pkey" PRIMARY KEY ("notice_id","person_id")
);

-- CreateTable
CREATE TABLE "disclosure" (
    "case_id" UUID NOT NULL,
    "transition" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "handoff" TEXT NOT NULL,
    "agencies" UUID[],
    "roles" TEXT[],
    "to_person" UUID,
    "by_person_id" UUID NOT NULL,
    "by_agency_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "package_id" TEXT,
    "legal_basis" TEXT,

    CONSTRAINT "disclosure_pkey" PRIMARY KEY ("case_id","transition","n")
);

-- CreateTable
CREATE TABLE "outbox" (
    "case_id" UUID NOT NULL,
    "transition" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" UUID,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("case_id","transition","n","channel")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "input_id" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "form_id" TEXT,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "hash" TEXT NOT NULL,
    "envelope" BYTEA NOT NULL,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_key" (
    "case_id" UUID NOT NULL,
    "kid" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "subject" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_subject" (
    "case_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "part" TEXT NOT NULL,

    CONSTRAINT "case_subject_pkey" PRIMARY KEY ("case_id","subject_id","part")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "step" TEXT,
    "submission_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "envelope" BYTEA NOT NULL,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal" (
    "case_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "input_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "agency_id" UUID,
    "input" JSONB NOT NULL,
    "entries" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "rows_hash" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "journal_pkey" PRIMARY KEY ("case_id","number")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "agency_id" UUID,
    "on_behalf_of" UUID,
    "session_id" UUID,
    "action" TEXT NOT NULL,
    "object_kind" TEXT,
    "object_id" TEXT,
    "case_id" UUID,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "journal_number" INTEGER,
    "journal_head" TEXT,
    "commitment" TEXT,
    "payload" JSONB,
    "salt" TEXT,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("chain","seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "chain" TEXT NOT NULL,
    "agency_id" UUID,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("chain")
);

-- CreateIndex
CREATE UNIQUE INDEX "agency_key_key" ON "agency"("key");

-- CreateIndex
CREATE UNIQUE INDEX "unit_key_key" ON "unit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "role_unit_id_key_key" ON "role"("unit_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "person_login_key" ON "person"("login");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_sha256_key" ON "session"("token_sha256");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "unit_member_unit_id_role_id_idx" ON "unit_member"("unit_id", "role_id");

-- CreateIndex
CREATE INDEX "unit_member_person_id_idx" ON "unit_member"("person_id");

-- CreateIndex
CREATE INDEX "duty_unit_id_from_idx" ON "duty"("unit_id", "from");

-- CreateIndex
CREATE INDEX "agreement_unit_id_idx" ON "agreement"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_agency_id_key_version_key" ON "calendar"("agency_id", "key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "form_agency_id_key_version_key" ON "form"("agency_id", "key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "protocol_unit_id_key_key" ON "protocol"("unit_id", "key");

-- CreateIndex
CREATE INDEX "version_plan_hash_idx" ON "version"("plan_hash");

-- CreateIndex
CREATE INDEX "version_unit_id_key_idx" ON "version"("unit_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "version_protocol_id_number_key" ON "version"("protocol_id", "number");

-- CreateIndex
CREATE INDEX "case_unit_id_status_idx" ON "case"("unit_id", "status");

-- CreateIndex
CREATE INDEX "case_owner_person_id_idx" ON "case"("owner_person_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_unit_id_reference_key" ON "case"("unit_id", "reference");

-- CreateIndex
CREATE INDEX "case_access_agency_id_case_id_idx" ON "case_access"("agency_id", "case_id");

-- CreateIndex
CREATE INDEX "inbox_agency_id_unit_id_due_at_idx" ON "inbox"("agency_id", "unit_id", "due_at");

-- CreateIndex
CREATE INDEX "notice_unit_id_at_idx" ON "notice"("unit_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_case_id_transition_n_key" ON "notice"("case_id", "transition", "n");

-- CreateIndex
CREATE INDEX "notice_read_person_id_idx" ON "notice_read"("person_id");

-- CreateIndex
CREATE INDEX "outbox_state_next_at_idx" ON "outbox"("state", "next_at");

-- CreateIndex
CREATE UNIQUE INDEX "submission_case_id_input_id_part_person_id_hash_key" ON "submission"("case_id", "input_id", "part", "person_id", "hash");

-- CreateIndex
CREATE INDEX "subject_unit_id_idx" ON "subject"("unit_id");

-- CreateIndex
CREATE INDEX "comment_case_id_idx" ON "comment"("case_id");

-- CreateIndex
CREATE INDEX "file_case_id_idx" ON "file"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_case_id_input_id_key" ON "journal"("case_id", "input_id");

-- CreateIndex
CREATE INDEX "audit_event_agency_id_at_idx" ON "audit_event"("agency_id", "at");

-- CreateIndex
CREATE INDEX "audit_event_case_id_at_idx" ON "audit_event"("case_id", "at");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_host_agency_id_fkey" FOREIGN KEY ("host_agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_right" ADD CONSTRAINT "role_right_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty" ADD CONSTRAINT "duty_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty" ADD CONSTRAINT "duty_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protocol" ADD CONSTRAINT "protocol_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_revision" ADD CONSTRAINT "draft_revision_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version" ADD CONSTRAINT "version_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "retirement" ADD CONSTRAINT "retirement_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_subject" ADD CONSTRAINT "case_subject_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_subject" ADD CONSTRAINT "case_subject_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
