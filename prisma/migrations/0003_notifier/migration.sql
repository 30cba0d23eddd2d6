-- What the notifier of a server looks at to tell its pages that protocols have changed, whichever server they were changed
-- through: which protocol of which unit, and the transaction that wrote the row. Not a word of what stands in a draft.
grant select (id, unit_id, xmin) on protocol to handrail_sweeper;
grant select (protocol_id, xmin) on draft to handrail_sweeper;
grant select (version_id, xmin) on retirement to handrail_sweeper;
create policy handrail_sweeper on protocol for select to handrail_sweeper using (true);
create policy handrail_sweeper on draft for select to handrail_sweeper using (true);
create policy handrail_sweeper on retirement for select to handrail_sweeper using (true);
