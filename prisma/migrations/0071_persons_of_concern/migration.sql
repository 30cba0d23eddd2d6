-- Persons of concern across the cases of a unit. Promises: what is written of a person lies encrypted under a key of their own, and
-- is found again by keyed fingerprints of names and dates only; nobody but members of the unit sees a row; the history of a person
-- is append-only; two records become one, and part again, by two persons; a purge takes a person whom no other case knows.
alter table "subject"
  add column "agency_id" UUID NOT NULL, add column "created_by" UUID NOT NULL, add column "revision" INTEGER NOT NULL DEFAULT 1,
  add column "envelope" BYTEA NOT NULL, add column "merged_into" UUID, add column "forgotten_at" TIMESTAMPTZ(3);
create index "subject_merged_into_idx" on "subject"("merged_into");

alter table "case_subject"
  add column "confidence" TEXT NOT NULL, add column "linked_by" UUID NOT NULL, add column "agency_id" UUID NOT NULL, add column "linked_at" TIMESTAMPTZ(3) NOT NULL;
create index "case_subject_subject_id_idx" on "case_subject"("subject_id");

create table "subject_token" (
    "subject_id" UUID NOT NULL,
    "token" TEXT NOT NULL,

    constraint "subject_token_pkey" primary key ("subject_id", "token")
);
create index "subject_token_token_idx" on "subject_token"("token");
alter table "subject_token" add constraint "subject_token_subject_id_fkey" foreign key ("subject_id") references "subject"("id") on delete restrict on update cascade;

-- Fingerprints of the names that the report of a case has, so that earlier reports on the same person are found.
create table "case_token" (
    "case_id" UUID NOT NULL,
    "token" TEXT NOT NULL,

    constraint "case_token_pkey" primary key ("case_id", "token")
);
create index "case_token_token_idx" on "case_token"("token");

create table "subject_entry" (
    "subject_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "case_id" UUID,
    "other_id" UUID,
    "envelope" BYTEA,

    constraint "subject_entry_pkey" primary key ("subject_id", "number")
);
create index "subject_entry_case_id_idx" on "subject_entry"("case_id");
alter table "subject_entry" add constraint "subject_entry_subject_id_fkey" foreign key ("subject_id") references "subject"("id") on delete restrict on update cascade;

create table "subject_merge" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "kept_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "asked_by" UUID NOT NULL,
    "asked_for" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_for" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "envelope" BYTEA NOT NULL,

    constraint "subject_merge_pkey" primary key ("id")
);
create index "subject_merge_unit_id_state_idx" on "subject_merge"("unit_id", "state");
alter table "subject_merge" add constraint "subject_merge_kept_id_fkey" foreign key ("kept_id") references "subject"("id") on delete restrict on update cascade;
alter table "subject_merge" add constraint "subject_merge_other_id_fkey" foreign key ("other_id") references "subject"("id") on delete restrict on update cascade;

do $$
declare
  name text;
begin
  foreach name in array array['subject_token', 'case_token', 'subject_entry', 'subject_merge'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  -- Those triggers of ours that act under the owner's name.
  foreach name in array array['subject', 'case_subject', 'subject_token', 'case_token', 'subject_merge', 'data_key'] loop
    execute format('create policy owner on %I to current_user using (true) with check (true)', name);
  end loop;
end
$$;

-- --- What members of the unit see and write ------------------------------------------------------------------------------

revoke insert on subject from handrail_app;
grant insert (id, unit_id, agency_id, created_by, created_at, revision, envelope) on subject to handrail_app;
grant update (revision, envelope) on subject to handrail_app;
drop policy app on subject;
create policy app_read on subject for select to handrail_app using (unit_id = any ((select actor_units())::uuid[]));
create policy app_add on subject for insert to handrail_app
  with check (unit_id = any ((select actor_units())::uuid[]) and created_by = (select actor_person()) and agency_id = (select actor_agency()));
-- What has become one with another is not written any more, and what is forgotten stays so.
create policy app_change on subject for update to handrail_app
  using (unit_id = any ((select actor_units())::uuid[]) and merged_into is null and forgotten_at is null) with check (unit_id = any ((select actor_units())::uuid[]));

grant delete on case_subject to handrail_app;
drop policy app on case_subject;
create policy app_read on case_subject for select to handrail_app using (exists (select from "case" where "case".id = case_subject.case_id));
create policy app_add on case_subject for insert to handrail_app
  with check (linked_by = (select actor_person()) and agency_id = (select actor_agency()) and exists (
    select from "case" join subject on subject.unit_id = "case".unit_id where "case".id = case_subject.case_id and subject.id = case_subject.subject_id and subject.forgotten_at is null));
create policy app_drop on case_subject for delete to handrail_app
  using (exists (select from "case" where "case".id = case_subject.case_id) and exists (select from subject where subject.id = case_subject.subject_id));

grant select, insert, delete on subject_token to handrail_app;
create policy app on subject_token to handrail_app
  using (exists (select from subject where subject.id = subject_token.subject_id)) with check (exists (select from subject where subject.id = subject_token.subject_id));
grant select, insert on case_token to handrail_app;
create policy app on case_token to handrail_app
  using (exists (select from "case" where "case".id = case_token.case_id)) with check (exists (select from "case" where "case".id = case_token.case_id));

grant select, insert on subject_entry to handrail_app;
create policy app_read on subject_entry for select to handrail_app using (exists (select from subject where subject.id = subject_entry.subject_id));
create policy app_add on subject_entry for insert to handrail_app
  with check (person_id = (select actor_person()) and agency_id = (select actor_agency()) and exists (select from subject where subject.id = subject_entry.subject_id));
create trigger append_only before update or delete or truncate on subject_entry for each statement execute function refuse_change();

grant select on subject_merge to handrail_app;
grant insert (id, unit_id, kind, kept_id, other_id, state, asked_by, asked_for, asked_at, envelope) on subject_merge to handrail_app;
grant update (state, decided_by, decided_for, decided_at) on subject_merge to handrail_app;
create policy app_read on subject_merge for select to handrail_app using (unit_id = any ((select actor_units())::uuid[]));
create policy app_ask on subject_merge for insert to handrail_app
  with check (unit_id = any ((select actor_units())::uuid[]) and asked_by = (select actor_person()) and asked_for = (select actor_agency()) and state = 'asked' and (
    select count(*) from subject where subject.id in (kept_id, other_id) and subject.unit_id = subject_merge.unit_id) = 2);
create policy app_decide on subject_merge for update to handrail_app
  using (unit_id = any ((select actor_units())::uuid[]) and state = 'asked') with check (unit_id = any ((select actor_units())::uuid[]));

-- --- Two persons -----------------------------------------------------------------------------------------------------------

alter table subject_merge add constraint subject_merge_known check (kind in ('merge', 'split') and state in ('asked', 'done', 'dropped') and kept_id <> other_id);
alter table subject_merge add constraint subject_merge_by_two_persons check (state <> 'done' or (decided_by is not null and decided_by <> asked_by));
alter table case_subject add constraint case_subject_known check (part in ('concern', 'target', 'reporter') and confidence in ('confirmed', 'probable', 'possible'));
-- One question about a record at a time, whichever way it goes.
create unique index subject_merge_one_open on subject_merge (other_id) where state = 'asked';

-- A record joins another, or leaves it, here and nowhere else: no role may write `merged_into`. Nothing is copied or moved, so a
-- split leaves both as they were.
create function carry_out_subject_merge() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found_rows integer;
begin
  if old.state <> 'asked' then raise exception 'this was decided already' using errcode = 'insufficient_privilege'; end if;
  if new.decided_by is distinct from actor_person() then raise exception 'it is decided in one''s own name' using errcode = 'insufficient_privilege'; end if;
  if new.state <> 'done' then return new; end if;
  if new.kind = 'merge' then
    -- Both rows are held, so that two that cross cannot make a circle.
    perform from subject where id in (new.kept_id, new.other_id) order by id for update;
    update subject set merged_into = new.kept_id where id = new.other_id and merged_into is null and forgotten_at is null
      and exists (select from subject kept where kept.id = new.kept_id and kept.merged_into is null and kept.forgotten_at is null);
  else
    update subject set merged_into = null where id = new.other_id and merged_into = new.kept_id and forgotten_at is null;
  end if;
  get diagnostics found_rows = row_count;
  if found_rows <> 1 then raise exception 'the records are not as they were when this was asked' using errcode = 'serialization_failure'; end if;
  return new;
end
$$;
revoke all on function carry_out_subject_merge() from public;
create trigger carried_out before update on subject_merge for each row execute function carry_out_subject_merge();

-- --- Purge -----------------------------------------------------------------------------------------------------------------

-- With a case go the fingerprints of its names and its links; a person whom no other case knows loses the key of what was written of
-- them, together with all that have become one with them; what was asked about them and not decided goes as well.
create function forget_with_case() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  linked uuid[];
  family uuid[];
  one uuid;
begin
  delete from case_token where case_id = new.id;
  select coalesce(array_agg(subject_id), '{}') into linked from case_subject where case_id = new.id;
  delete from case_subject where case_id = new.id;
  foreach one in array linked loop
    with recursive up as (select id, merged_into from subject where id = one union all select s.id, s.merged_into from subject s join up on s.id = up.merged_into),
      down as (select id from up where merged_into is null union all select s.id from subject s join down on s.merged_into = down.id)
      select coalesce(array_agg(id), '{}') into family from down;
    if not exists (select from case_subject where subject_id = any (family)) then
      delete from subject_token where subject_id = any (family);
      delete from subject_merge where state = 'asked' and (kept_id = any (family) or other_id = any (family));
      delete from data_key where case_id = any (family);
      update subject set envelope = '', forgotten_at = now() where id = any (family) and forgotten_at is null;
    end if;
  end loop;
  return null;
end
$$;
revoke all on function forget_with_case() from public;
create trigger forgets_persons after update of status on "case" for each row when (new.status = 'purged' and old.status is distinct from 'purged') execute function forget_with_case();
