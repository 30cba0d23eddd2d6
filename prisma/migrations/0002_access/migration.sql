-- Who may see and do what, as the database enforces it, whatever the application forgets. Written by hand: Prisma knows
-- nothing of roles and row-level security. Three promises:
--   1. Work without a context sees no row: every table forces row-level security, and every policy for people compares
--      with the context that withActor sets (app.person, app.agency, app.units).
--   2. Rows of a case are visible where a row of case_access lets the actor in, and nowhere else; only the projector
--      writes them.
--   3. Journal, audit, published versions and submissions are append-only for everybody, the owner included.

-- --- Roles -----------------------------------------------------------------------------------------------------------

-- handrail_owner runs this and owns the tables. The login role `handrail` takes the others, one per transaction.
do $$
declare
  actor text;
begin
  foreach actor in array array['handrail_app', 'handrail_projector', 'handrail_sender', 'handrail_sweeper', 'handrail_signin', 'handrail_keeper'] loop
    if not exists (select from pg_roles where rolname = actor) then
      execute format('create role %I nologin nosuperuser nobypassrls noinherit', actor);
    end if;
    if exists (select from pg_roles where rolname = 'handrail')
      and not exists (select from pg_auth_members m where m.roleid = actor::regrole and m.member = 'handrail'::regrole) then
      execute format('grant %I to handrail', actor);
    end if;
  end loop;
end
$$;

-- --- Context ---------------------------------------------------------------------------------------------------------

-- Empty and unset are the same: after a transaction PostgreSQL leaves '' behind. Used as (select ...), so once a query.
create function actor_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function actor_agency() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.agency', true), '')::uuid $$;
create function actor_units() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.units', true), '')::uuid[] $$;

-- Instants travel as epoch milliseconds.
create function instant(ms bigint) returns timestamptz language sql immutable parallel safe
  as $$ select to_timestamp(ms / 1000.0) $$;

-- --- Row-level security on every table -------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
end
$$;

-- System actors see all rows of the few tables they are for. The projector knows no person, the sweeper no content.
do $$
declare
  access record;
  name text;
begin
  for access in
    select * from (values
      ('handrail_projector', 'select, insert, update', array['case']),
      ('handrail_projector', 'select, insert, update, delete', array['run', 'step', 'deadline', 'vote', 'handoff', 'case_access', 'inbox', 'notice', 'disclosure']),
      ('handrail_projector', 'select, insert', array['journal', 'audit_event', 'outbox']),
      ('handrail_projector', 'select', array['audit_head', 'version']),
      ('handrail_sender', 'select, update', array['outbox']),
      ('handrail_sender', 'select', array['notice']),
      ('handrail_sweeper', 'select, insert, update, delete', array['heartbeat']),
      ('handrail_sweeper', 'select', array['installation', 'agency', 'unit', 'unit_member', 'role', 'role_right', 'person', 'duty', 'version', 'case', 'run', 'step', 'deadline', 'handoff', 'inbox', 'journal']),
      ('handrail_signin', 'select', array['agency', 'unit', 'unit_member', 'role', 'role_right', 'person', 'audit_head']),
      ('handrail_signin', 'select, insert, update', array['installation', 'credential']),
      ('handrail_signin', 'select, insert, update, delete', array['session']),
      ('handrail_signin', 'insert', array['audit_event']),
      ('handrail_keeper', 'select, insert', array['data_key'])
    ) as listed (role, privileges, tables)
  loop
    foreach name in array access.tables loop
      execute format('grant %s on %I to %I', access.privileges, name, access.role);
      execute format('create policy %I on %I to %I using (true) with check (true)', access.role, name, access.role);
    end loop;
  end loop;
end
$$;

-- --- People: the installation, agencies, units, their people -----------------------------------------------------------

grant select, update on installation to handrail_app;
create policy app_read on installation for select to handrail_app using ((select actor_person()) is not null);
-- Set-up happens once, by whoever has the token, in the transaction that makes the first person.
create policy app_set_up on installation for update to handrail_app using (set_up_at is null) with check (set_up_at is not null);

grant select, insert, update on agency to handrail_app;
create policy app on agency to handrail_app using ((select actor_person()) is not null) with check ((select actor_person()) is not null);

grant select, insert, update on unit to handrail_app;
create policy app on unit to handrail_app
  using (id = any ((select actor_units())::uuid[]) or host_agency_id = (select actor_agency()))
  with check (id = any ((select actor_units())::uuid[]) or host_agency_id = (select actor_agency()));

grant select, insert, update on reference_counter to handrail_app;
create policy app on reference_counter to handrail_app
  using (unit_id = any ((select actor_units())::uuid[])) with check (unit_id = any ((select actor_units())::uuid[]));

grant select, insert, update on role to handrail_app;
create policy app on role to handrail_app
  using (exists (select from unit where unit.id = role.unit_id)) with check (exists (select from unit where unit.id = role.unit_id));
grant select, insert, delete on role_right to handrail_app;
create policy app on role_right to handrail_app
  using (exists (select from role where role.id = role_right.role_id)) with check (exists (select from role where role.id = role_right.role_id));

grant select, insert, update on unit_member to handrail_app;
create policy app_read on unit_member for select to handrail_app
  using (person_id = (select actor_person()) or exists (select from unit where unit.id = unit_member.unit_id));
create policy app_add on unit_member for insert to handrail_app with check (exists (select from unit where unit.id = unit_member.unit_id));
create policy app_change on unit_member for update to handrail_app
  using (exists (select from unit where unit.id = unit_member.unit_id)) with check (exists (select from unit where unit.id = unit_member.unit_id));

grant select, insert, update on person to handrail_app;
create policy app_read on person for select to handrail_app
  using (
    id = (select actor_person()) or agency_id = (select actor_agency()) or created_by = (select actor_person())
    or exists (select from unit_member where unit_member.person_id = person.id)
  );
create policy app_add on person for insert to handrail_app with check (created_by = (select actor_person()));
create policy app_change on person for update to handrail_app
  using (
    id = (select actor_person()) or agency_id = (select actor_agency()) or created_by = (select actor_person())
    or exists (select from unit_member where unit_member.person_id = person.id)
  );

-- Whoever makes a person may set the first password, and nobody but sign-in ever reads one.
grant insert on credential to handrail_app;
create policy app_add on credential for insert to handrail_app
  with check (exists (select from person where person.id = credential.person_id and person.created_by = (select actor_person())));

grant select, insert, update on duty to handrail_app;
create policy app on duty to handrail_app
  using (exists (select from unit where unit.id = duty.unit_id)) with check (exists (select from unit where unit.id = duty.unit_id));
grant select, insert, update on agreement to handrail_app;
create policy app on agreement to handrail_app
  using (exists (select from unit where unit.id = agreement.unit_id)) with check (exists (select from unit where unit.id = agreement.unit_id));

grant select, insert on calendar, form to handrail_app;
create policy app_read on calendar for select to handrail_app
  using (agency_id = (select actor_agency()) or exists (select from unit where unit.host_agency_id = calendar.agency_id));
create policy app_add on calendar for insert to handrail_app with check (agency_id = (select actor_agency()));
create policy app_read on form for select to handrail_app
  using (agency_id = (select actor_agency()) or exists (select from unit where unit.host_agency_id = form.agency_id));
create policy app_add on form for insert to handrail_app with check (agency_id = (select actor_agency()));

-- --- Protocols ---------------------------------------------------------------------------------------------------------

grant select, insert, update on protocol to handrail_app;
create policy app on protocol to handrail_app
  using (unit_id = any ((select actor_units())::uuid[]) or agency_id = (select actor_agency()))
  with check (unit_id = any ((select actor_units())::uuid[]) or agency_id = (select actor_agency()));
grant select, insert, update on draft to handrail_app;
create policy app on draft to handrail_app
  using (exists (select from protocol where protocol.id = draft.protocol_id)) with check (exists (select from protocol where protocol.id = draft.protocol_id));
grant select, insert on draft_revision to handrail_app;
create policy app_read on draft_revision for select to handrail_app using (exists (select from protocol where protocol.id = draft_revision.protocol_id));
create policy app_add on draft_revision for insert to handrail_app
  with check (saved_by = (select actor_person()) and exists (select from protocol where protocol.id = draft_revision.protocol_id));
grant select, insert on version to handrail_app;
create policy app_read on version for select to handrail_app
  using (unit_id = any ((select actor_units())::uuid[]) or agency_id = (select actor_agency()));
create policy app_add on version for insert to handrail_app
  with check (published_by = (select actor_person()) and published_by <> sent_by and exists (select from protocol where protocol.id = version.protocol_id));
grant select, insert on retirement to handrail_app;
create policy app_read on retirement for select to handrail_app using (exists (select from version where version.id = retirement.version_id));
create policy app_add on retirement for insert to handrail_app
  with check (retired_by = (select actor_person()) and exists (select from version where version.id = retirement.version_id));

-- --- Cases ---------------------------------------------------------------------------------------------------------------

-- The one place that says who sees a case; all other tables ask it, and its own policy answers for the actor.
grant select on case_access to handrail_app;
create policy app on case_access for select to handrail_app
  using (
    agency_id = (select actor_agency())
    and (unit_id is null or unit_id = any ((select actor_units())::uuid[]))
    and (person_id is null or person_id = (select actor_person()))
    -- Membership counts from its writing: the instants of a case are Temporal's, whose clock may be a little ahead of ours.
    and (relation in ('owner', 'member') or "from" <= now()) and (until is null or until > now())
  );

-- A case that is not opened yet is seen by who is opening it. Projected columns are not the server's to write.
grant select, insert (id, reference, title, unit_id, agency_id, created_by, created_at) on "case" to handrail_app;
create policy app_read on "case" for select to handrail_app
  using (
    exists (select from case_access where case_access.case_id = "case".id)
    or (opened_at is null and created_by = (select actor_person()) and unit_id = any ((select actor_units())::uuid[]))
  );
create policy app_add on "case" for insert to handrail_app
  with check (
    created_by = (select actor_person()) and unit_id = any ((select actor_units())::uuid[])
    and exists (select from unit where unit.id = "case".unit_id and unit.host_agency_id = "case".agency_id)
  );

do $$
declare
  name text;
begin
  foreach name in array array['run', 'step', 'deadline', 'vote', 'handoff', 'notice', 'disclosure', 'journal'] loop
    execute format('grant select on %I to handrail_app', name);
    execute format('create policy app on %I for select to handrail_app using (exists (select from case_access where case_access.case_id = %I.case_id))', name, name);
  end loop;
  -- Content is written by people, in their own name, before the case knows of it.
  foreach name in array array['submission', 'comment', 'file'] loop
    execute format('grant select, insert on %I to handrail_app', name);
    execute format('create policy app_read on %I for select to handrail_app using (exists (select from "case" where "case".id = %I.case_id))', name, name);
    execute format('create policy app_add on %I for insert to handrail_app with check (person_id = (select actor_person()) and agency_id = (select actor_agency()) and exists (select from "case" where "case".id = %I.case_id))', name, name);
  end loop;
end
$$;

grant select, insert on subject, case_subject to handrail_app;
create policy app on subject to handrail_app
  using (unit_id = any ((select actor_units())::uuid[])) with check (unit_id = any ((select actor_units())::uuid[]));
create policy app on case_subject to handrail_app
  using (exists (select from "case" where "case".id = case_subject.case_id)) with check (exists (select from "case" where "case".id = case_subject.case_id));

grant select on inbox to handrail_app;
create policy app on inbox for select to handrail_app
  using (agency_id = (select actor_agency()) and (unit_id is null or unit_id = any ((select actor_units())::uuid[])));

grant select, insert on notice_read to handrail_app;
create policy app on notice_read to handrail_app using (person_id = (select actor_person())) with check (person_id = (select actor_person()));

-- --- The record: append-only -----------------------------------------------------------------------------------------------

-- People append to the chains of the agency they act for; nobody reads audit through the application's role.
grant insert on audit_event to handrail_app;
grant select on audit_head to handrail_app;
create policy app_add on audit_event for insert to handrail_app
  with check (agency_id = (select actor_agency()) and person_id = (select actor_person()) and chain like 'agency:' || agency_id || ':%');
create policy app on audit_head for select to handrail_app using (agency_id = (select actor_agency()));

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
do $$
declare
  name text;
begin
  foreach name in array array['journal', 'audit_event', 'version', 'retirement', 'submission', 'draft_revision'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_change()', name);
  end loop;
end
$$;

-- An audit row must be the next of its chain: the head moves here and nowhere else, under the owner's name, so that no
-- role that appends can also move a head.
create policy owner on audit_head to current_user using (true) with check (true);
create function place_audit_event() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  newest audit_head;
begin
  select * into newest from audit_head where chain = new.chain for update;
  if new.seq <> coalesce(newest.seq, 0) + 1 or new.prev_hash <> coalesce(newest.hash, repeat('0', 64)) then
    raise exception 'audit row % of chain % is out of place', new.seq, new.chain using errcode = 'serialization_failure';
  end if;
  insert into audit_head (chain, agency_id, seq, hash)
    values (new.chain, case when new.chain like 'agency:%' then new.agency_id end, new.seq, new.hash)
    on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash;
  return null;
end
$$;
revoke all on function place_audit_event() from public;
create trigger chained after insert on audit_event for each row execute function place_audit_event();

-- --- What a row may say ----------------------------------------------------------------------------------------------------

-- Two duty supervisors at one instant cannot be written down, however requests cross.
create extension if not exists btree_gist;
alter table duty add constraint duty_ends_after_it_begins check (until is null or until > "from");
alter table duty add constraint duty_one_at_each_instant exclude using gist (unit_id with =, tstzrange("from", until) with &&);

alter table installation add constraint installation_only_one check (id = 1 and kind in ('demo', 'real'));
alter table role_right add constraint role_right_known
  check ("right" in ('draw', 'publish', 'open', 'start', 'supervise', 'extend', 'skip', 'staff', 'administer'));
alter table draft add constraint draft_in_review_is_whole
  check (state in ('draft', 'in_review') and (state = 'draft') = (review_hash is null) and (state = 'draft') = (review_sent_by is null));
alter table version add constraint version_by_two_persons check (published_by <> sent_by);
alter table case_access add constraint case_access_relation check (relation in ('owner', 'member', 'offer', 'grant'));
alter table audit_event add constraint audit_event_outcome check (outcome in ('taken', 'refused', 'failed'));
