-- A paused case, and a step whose clock stands: until when at the latest. Such a step is due at no instant.
alter table "case" add column "paused_until" TIMESTAMPTZ(3);
alter table "step" add column "stopped_until" TIMESTAMPTZ(3);
alter table "inbox" add column "stopped_until" TIMESTAMPTZ(3);

-- A deadline counted in a calendar: in which version, so that a newer one finds those it would move.
alter table "deadline" add column "calendar" TEXT, add column "calendar_version" INTEGER;

-- Limits may count in the calendar of any agency with members in a unit, so whoever sees the unit sees these.
create policy app_read_of_members on calendar for select to handrail_app
  using (exists (select from unit_member where unit_member.agency_id = calendar.agency_id));
