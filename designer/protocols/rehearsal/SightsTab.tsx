// Who sees what at this moment: their open steps, what is offered to them, what keeps them from an approval, and their notices.
import { useState } from 'react';
import { Switch } from '@mantine/core';
import { sightsOf, type SeenStep, type Sight } from '../../../protocol/rehearsal/sights.ts';
import { Chip } from '../../ui/Chips.tsx';
import { localTime } from '../../ui/words.ts';
import type { Rehearsing } from './use-rehearsal.ts';

const seesSomething = (sight: Sight): boolean => sight.isOwner || sight.steps.length > 0 || sight.notices.length > 0 || sight.grants.length > 0;

export function SightsTab({ playing: { stage, rehearsed } }: { readonly playing: NonNullable<Rehearsing['playing']> }) {
  const [all, setAll] = useState(false);
  const sights = sightsOf(stage, rehearsed);
  const shown = all ? sights : sights.filter(seesSomething);
  const { zone, agencies, hostAgency } = stage.plan.unit;
  if (rehearsed.state === null) return <div className="tab-body"><p>Once the case is open, each invented person stands here with what they see.</p></div>;
  return (
    <div className="tab-body">
      <Switch size="xs" label={`Also the ${sights.length - sights.filter(seesSomething).length} who see nothing yet`} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      {shown.map((sight) => (
        <section key={sight.actor.id} aria-label={sight.actor.name}>
          <h3>{sight.actor.name} {sight.isOwner && <Chip>Owns the case</Chip>}{sight.actor.agencyId !== hostAgency && <span className="quiet"> {agencies.find((agency) => agency.id === sight.actor.agencyId)?.name}</span>}</h3>
          {sight.steps.length > 0 && <ul>{sight.steps.map((seen) => <li key={seen.step.id}>{stepLine(seen, { zone, clock: rehearsed.clock })}</li>)}</ul>}
          {sight.grants.length > 0 && <p>May see the case for a time: {sight.grants.join(', ')}</p>}
          {sight.notices.length > 0 && (
            <details>
              <summary>{sight.notices.length === 1 ? 'One notice' : `${sight.notices.length} notices`}</summary>
              <ul>{sight.notices.map((notice, i) => <li key={i}><span className="quiet">{localTime(notice.at, zone, rehearsed.clock)}</span> {notice.sentence}</li>)}</ul>
            </details>
          )}
          {!seesSomething(sight) && <p className="quiet">Nothing yet.</p>}
        </section>
      ))}
    </div>
  );
}

const hows: Readonly<Record<SeenStep['how'], string>> = { claimed: 'theirs alone', open: 'to do, with all who hold the role', offered: 'offered to them', owner: 'theirs as owner' };

function stepLine({ step, how, barred }: SeenStep, { zone, clock }: { readonly zone: string; readonly clock: number }) {
  const due = step.clock && step.clock.rule >= 0 ? `, ${step.clock.passedAt === undefined ? 'due' : 'overdue since'} ${localTime(step.clock.due, zone, clock)}` : '';
  return <><strong>{step.title}</strong>, {hows[how]}{due}{barred && <span className="is-barred">: {barred.sentence}</span>}</>;
}
