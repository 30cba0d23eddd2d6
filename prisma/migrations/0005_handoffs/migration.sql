-- A handoff to so many people at once: how many answers it takes, and whose are there already.
alter table handoff add column places integer, add column answered uuid[];
alter table inbox add column answered uuid[];
