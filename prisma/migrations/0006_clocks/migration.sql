-- A paused case, and a step whose clock stands: until when at the latest. Such a step is due at no instant.
alter table "case" add column "paused_until" TIMESTAMPTZ(3);
alter table "step" add column "stopped_until" TIMESTAMPTZ(3);
alter table "inbox" add column "stopped_until" TIMESTAMPTZ(3);
