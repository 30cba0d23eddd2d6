// Effects of a step, applied before its edge is taken. A level is always a person's: from a field that person has just
// filled, or fixed on an outcome that person chose. Time never has an effect of its own.
import type { Effect } from './draft.ts';
import type { CaseStatus } from './draft.ts';
import type { CaseState, Person, Run } from './case-state.ts';
import { bringForward } from './clock.ts';
import { openMeasures } from './measures.ts';
import { endAllGrants } from './grants.ts';
import { heldSentences, heldStatus, type Ending } from './held.ts';
import { hostPersonId } from './input.ts';
import { raiseElsewhere } from './links.ts';
import { addDuration } from './time.ts';
import { personOf, planOf, type Mutable, type Work } from './work.ts';

export const closedStatuses: readonly CaseStatus[] = ['closed', 'no_case', 'transferred', 'purged'];

export function applyEffects(work: Work, run: Mutable<Run>, node: string, effects: readonly Effect[], reasonId?: string): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'status': {
        const code = heldStatus(endingOf(work, run), effect.status);
        if (code === undefined) setStatus(work, effect.status);
        else work.entries.push({ kind: 'blocked', protocol: run.key, node, code, sentence: heldSentences[code] });
        break;
      }
      case 'level': {
        const level = effect.from.kind === 'fixed' ? effect.from.level : recorded(work, effect.from.ref);
        const by = personActing(work);
        if (typeof level === 'string' && by) setLevel(work, level, by, reasonId);
        break;
      }
      // The deciding vote is the acceptance; nothing else is one.
      case 'owner': if (work.actor && work.input.kind === 'vote') changeOwner(work, personOf(work.actor), 'approval'); break;
      case 'retention': setRetention(work, run, effect.class); break;
      case 'raise': raiseElsewhere(work, run, node, effect); break;
      case 'block': work.entries.push({ kind: 'blocked', protocol: run.key, node, code: effect.code, sentence: effect.sentence }); break;
    }
  }
}

/** Whoever acts, where it is a person: neither time nor the host judges or closes anything. */
const personActing = (work: Work): Person | undefined => (work.actor && work.actor.personId !== hostPersonId ? personOf(work.actor) : undefined);
export const endingOf = (work: Work, run: Run): Ending => ({ state: work.state as CaseState, protocol: run.key, byPerson: personActing(work) !== undefined });

export function setStatus(work: Work, status: CaseStatus): void {
  const { state } = work;
  if (state.status === status) return;
  state.status = status;
  if (status === 'open' && state.statusOpenAt === undefined) state.statusOpenAt = work.at;
  work.entries.push({ kind: 'statusSet', status });
  if (status === 'purged') endAllGrants(work);
  if (closedStatuses.includes(status)) state.closedAt = work.at;
  else delete state.closedAt;
  if (closedStatuses.includes(status)) {
    const open = openMeasures(work);
    work.entries.push({ kind: 'caseClosed', status, ...(open > 0 ? { openMeasures: open } : {}) });
  }
}

/** Sets the level and, when it was raised, brings open deadlines forward. The same level again changes nothing but is recorded. */
export function setLevel(work: Work, level: string, by: Person, reasonId?: string): void {
  const { state } = work;
  const { levels } = state;
  const rank = (id: string | undefined): number => levels.findIndex((l) => l.id === id);
  const raised = rank(level) > rank(state.level);
  if (level !== state.level) work.levelChanges.push({ change: raised ? 'raised' : 'lowered', to: level, runs: state.runs.map((r) => r.id) });
  state.level = level;
  if (levels.find((l) => l.id === level)?.high) state.everHigh = true;
  work.entries.push({ kind: 'levelSet', level, by, ...(reasonId !== undefined ? { reasonId } : {}) });
  if (raised) bringForward(work);
}

export function changeOwner(work: Work, to: Person, how: 'handoff' | 'approval' | 'lost' | 'offer' | 'seeded'): void {
  const from = personOf(work.state.owner);
  work.state.ownerAlarm = how === 'lost';
  if (from.personId === to.personId && from.agencyId === to.agencyId) return;
  work.state.owner = to;
  work.entries.push({ kind: 'ownerChanged', from, to, how });
}

function setRetention(work: Work, run: Mutable<Run>, id: string): void {
  const plan = planOf(work, run);
  const offsets = plan.unit.offsets;
  const rule = plan.retention[id];
  const reviewAt = rule?.keep ? addDuration(addDuration(work.at, rule.keep, offsets), `-${rule.reviewBefore}`, offsets) : undefined;
  work.state.retention = { class: id, ...(reviewAt !== undefined ? { reviewAt } : {}) };
  work.entries.push({ kind: 'retentionSet', class: id, ...(reviewAt !== undefined ? { reviewAt } : {}) });
}

function recorded(work: Work, ref: string): unknown {
  const [form = '', field = ''] = ref.split('.');
  const record = Object.hasOwn(work.state.forms, form) ? work.state.forms[form] : undefined;
  return record && Object.hasOwn(record.fields, field) ? record.fields[field] : undefined;
}
