-- Webhooks. Promises: nothing is sent to an address that a second person has not allowed; the address of a target never changes;
-- its secret lies sealed. Whoever sends may only note that a target fails and switch it off.
alter table "notice_message" add column "about" TEXT, add column "regards" UUID;

create table "webhook_target" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "groups" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'asked',
    "off_why" TEXT,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "allowed_by" UUID,
    "allowed_at" TIMESTAMPTZ(3),
    "secret" BYTEA NOT NULL,
    "old_secret" BYTEA,
    "old_secret_until" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),

    constraint "webhook_target_pkey" primary key ("id")
);
create index "webhook_target_unit_id_state_idx" on "webhook_target"("unit_id", "state");

alter table webhook_target enable row level security;
alter table webhook_target force row level security;
grant select on webhook_target to handrail_sender;
grant update (state, off_why, failing_since) on webhook_target to handrail_sender;
create policy handrail_sender on webhook_target for select to handrail_sender using (true);
create policy handrail_sender_off on webhook_target for update to handrail_sender using (true) with check (state in ('allowed', 'off'));
grant select on role_right to handrail_sender;
create policy handrail_sender on role_right for select to handrail_sender using (true);

grant select on webhook_target to handrail_app;
grant insert (id, agency_id, unit_id, title, url, channel, groups, asked_by, asked_at, secret) on webhook_target to handrail_app;
grant update (state, off_why, allowed_by, allowed_at, secret, old_secret, old_secret_until, failing_since) on webhook_target to handrail_app;
create policy app_read on webhook_target for select to handrail_app using (agency_id = (select actor_agency()));
create policy app_ask on webhook_target for insert to handrail_app
  with check (agency_id = (select actor_agency()) and asked_by = (select actor_person()) and unit_id = any ((select actor_units())::uuid[]) and state = 'asked');
create policy app_change on webhook_target for update to handrail_app using (agency_id = (select actor_agency())) with check (agency_id = (select actor_agency()));

alter table webhook_target add constraint webhook_target_known check (state in ('asked', 'allowed', 'off') and channel in ('webhook', 'phone', 'sms') and url like 'https://%');
alter table webhook_target add constraint webhook_target_by_two_persons check (allowed_by <> asked_by and (state <> 'allowed' or allowed_by is not null));
-- Allowing is done in one's own name, by the application alone: whoever sends cannot, and nobody switches on again what is off.
create function check_webhook_target() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and old.state = 'off' then raise exception 'a target that is off stays off' using errcode = 'insufficient_privilege'; end if;
  if new.state = 'allowed' and old.state <> 'allowed' and new.allowed_by is distinct from actor_person() then
    raise exception 'a target is allowed in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger checked before update on webhook_target for each row execute function check_webhook_target();
