// Access for a time. What is given now, until when, and what of the case it shows, is read from the story: it was given and has
// not lapsed. Time takes it away and never gives it back.
import type { GrantDrawn } from '../../protocol/draft.ts';
import type { PlanNodeOf } from '../../protocol/plan.ts';
import { after } from './calendar.ts';
import { all, fieldOf, last, lastRecord, mainIsLive, planOf, runOf, runs, startedAt, tell, type Of, type Opened, type Story } from './story.ts';

type Given = Of<'grantGiven'>;
export const grantsNow = (story: Story): Given[] => all(story, 'grantGiven').filter((g) => !all(story, 'grantLapsed').some((l) => l.grant === g.grant));
export const untilOf = (story: Story, grant: Given): number | undefined => last(story, 'grantMoved', (m) => m.grant === grant.grant)?.until ?? grant.until;

/** After every transition: what is drawn and has its end recorded is given, what is given follows what is recorded. */
export function followGrants(story: Story): void {
  for (const grant of grantsNow(story)) {
    const seen = last(story, 'grantShows', (s) => s.grant === grant.grant)?.shown ?? grant.shown;
    const shown = shownNow(story, grant.fields);
    if (Object.entries(shown).some(([ref, submission]) => seen[ref] !== submission)) tell(story, { kind: 'grantShows', shown, ...named(grant) });
  }
  for (const { run } of runs(story).filter((r) => mainIsLive(story, r.run))) {
    for (const drawn of planOf(story, run).grants ?? []) {
      const until = endOf(story, run, drawn);
      const given = grantsNow(story).find((g) => g.run === run && g.name === drawn.id);
      if (given && until !== undefined && until !== untilOf(story, given)) {
        if (until > story.at) tell(story, { kind: 'grantMoved', until, ...named(given) });
        else lapse(story, given, { why: 'date' });
      }
      if (all(story, 'grantGiven').some((g) => g.run === run && g.name === drawn.id) || until === undefined || until <= story.at) continue;
      const plan = planOf(story, run);
      give(story, run, { name: drawn.id, title: drawn.title, relation: 'grant', agencies: sortedOnce(drawn.roles.flatMap((role) => plan.roles[role]?.agencies ?? [])), roles: drawn.roles, fields: drawn.fields, until });
    }
  }
}

/** A joint request was accepted from outside the unit. */
export function giveJoint(story: Story, step: Opened, node: PlanNodeOf<'handoff'>, agency: string): void {
  give(story, step.run, { name: node.id, title: node.title, relation: 'joint', agencies: [agency], roles: node.to, fields: node.joint ?? [] });
}
export function jointsEnd(story: Story, run: string): void {
  for (const grant of grantsNow(story).filter((g) => g.run === run && g.relation === 'joint')) lapse(story, grant, { why: 'runEnded' });
}
export function allLapse(story: Story): void {
  for (const grant of grantsNow(story)) lapse(story, grant, { why: 'purged' });
}
export function lapse(story: Story, grant: Given, how: Pick<Of<'grantLapsed'>, 'why' | 'due' | 'handledAt'>): void {
  tell(story, { kind: 'grantLapsed', title: grant.title, ...named(grant), ...how });
}

// helpers

const named = ({ grant, run, protocol, name }: Given): Pick<Given, 'grant' | 'run' | 'protocol' | 'name'> => ({ grant, run, protocol, name });
const sortedOnce = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

function endOf(story: Story, run: string, { ends }: GrantDrawn): number | undefined {
  if (ends.kind === 'after') return after(startedAt(story, run), ends.after, planOf(story, run).unit.zone);
  const value = fieldOf(story, ends.ref);
  return typeof value === 'number' ? value : undefined;
}

function give(story: Story, run: string, what: Omit<Given, 'kind' | 'grant' | 'run' | 'protocol' | 'shown'>): void {
  tell(story, { kind: 'grantGiven', grant: `g${all(story, 'grantGiven').length + 1}`, run, protocol: runOf(story, run).key, ...what, shown: shownNow(story, what.fields) });
}

function shownNow(story: Story, refs: readonly string[]): Record<string, string> {
  return Object.fromEntries(refs.flatMap((ref) => {
    const record = lastRecord(story, ref.split('.')[0] ?? '');
    return record ? [[ref, record.submission]] : [];
  }));
}
