// What came of a scenario, told from its journal in the words of the file: timers, approvals, handoffs, refusals, disclosures,
// levels, owners, and how the case stands at the end. Instants are milliseconds after the start.
import type { CaseState, Person } from '../case-state.ts';
import type { Entry, Transition } from '../entry.ts';
import type { Plan, PlanNode } from '../plan.ts';
import { addDuration } from '../time.ts';
import type { Played } from './play.ts';
import type { ApprovalTold, FinalTold, HandoffTold, RefusalTold, Told } from './scenario.ts';

export function tell(starts: number, played: Played): Told {
  const { journal } = played;
  const book = bookOf(played);
  const each = <T>(read: (entry: Entry, at: number) => readonly T[]): T[] => journal.flatMap((transition) => transition.entries.flatMap((entry) => read(entry, transition.at - starts)));
  return {
    timers: each((entry, at) => timer(entry, at, book)),
    approvals: approvals(journal, starts, book),
    handoffs: handoffs(journal, starts, book),
    refusals: refusals(played, each(blocked)),
    disclosures: each((entry, at) => (entry.kind === 'handoffOffered' && entry.disclosure ? [[at, nameOf(entry), entry.roles] as const] : entry.kind === 'notified' && isDisclosure(book(entry)) ? [[at, `${entry.protocol}.${entry.node}`, entry.roles] as const] : [])),
    levels: changes(each((entry, at) => (entry.kind === 'levelSet' ? [[at, entry.level] as const] : [])), played.state?.levels[0]?.id),
    owners: each((entry, at) => (entry.kind === 'caseOpened' ? [[at, entry.owner.personId] as const] : entry.kind === 'ownerChanged' ? [[at, entry.to.personId] as const] : [])),
    final: final(starts, played),
  };
}

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;
const nameOf = (entry: { readonly protocol: string; readonly node: string }): string => `${entry.protocol}.${entry.node}`;

/** The drawn node behind an entry of a step. */
type Book = (entry: { readonly run: string; readonly node: string }) => PlanNode | undefined;
function bookOf({ journal, plans }: Played): Book {
  const planOf = new Map<string, Plan | undefined>();
  for (const { entries } of journal) for (const entry of entries) if (entry.kind === 'runStarted') planOf.set(entry.run, plans[entry.plan]);
  return ({ run, node }) => planOf.get(run)?.nodes[node];
}

function timer(entry: Entry, at: number, book: Book): Told['timers'] {
  switch (entry.kind) {
    case 'deadlineWarned': return entry.protocol === '' ? [] : [[at, nameOf(entry), 'warn', ['assignee']]];
    case 'escalated': {
      const node = book(entry);
      const after = node && 'limit' in node && node.limit?.kind === 'due' ? node.limit.escalate[entry.index]?.after : undefined;
      return [[at, nameOf(entry), `breach+${after ?? 'PT0S'}`, entry.notified]];
    }
    case 'waitEnded': return entry.by === 'time' ? [[at, nameOf(entry), 'due', []]] : [];
    case 'handoffExpired': return [[at, nameOf(entry), 'expired', []]];
    case 'grantLapsed': return entry.why === 'date' ? [[at, `${entry.protocol}.${entry.name}`, 'expired', []]] : [];
    case 'retentionReached': return [[at, 'retention.review_due', 'due', []]];
    default: return [];
  }
}

/** The name the protocol gives an approval or a handoff: the clause it cites whose id begins with A_ or H_. */
const clause = (node: PlanNode | undefined, letter: 'A' | 'H'): string | undefined => node?.citations.find((id) => id.startsWith(`${letter}_`));

function approvals(journal: readonly Transition[], starts: number, book: Book): ApprovalTold[] {
  const asked = new Map<string, number>();
  const votes = new Map<string, string[]>();
  const told: ApprovalTold[] = [];
  const ended = (entry: Of<'approvalGranted' | 'approvalDenied'>, at: number, result: string, by: readonly string[]): void => {
    const label = clause(book(entry), 'A');
    told.push({ ...(label === undefined ? {} : { approval: label }), step: nameOf(entry), asked: (asked.get(entry.step) ?? starts) - starts, result, by, at });
  };
  for (const { at, entries } of journal) {
    for (const entry of entries) {
      switch (entry.kind) {
        case 'stepOpened': asked.set(entry.step, at); break;
        case 'voteCast': if (entry.grants) votes.set(entry.step, [...(votes.get(entry.step) ?? []), entry.by.personId]); break;
        case 'voteWithdrawn': votes.set(entry.step, (votes.get(entry.step) ?? []).filter((id) => id !== entry.by.personId)); break;
        case 'votesVoided': votes.delete(entry.step); break;
        case 'approvalGranted': ended(entry, at - starts, 'approved', entry.by.map((person) => person.personId)); break;
        case 'approvalDenied': ended(entry, at - starts, 'denied', [...(votes.get(entry.step) ?? []), entry.by.personId]); break;
        default: break;
      }
    }
  }
  return told;
}

function handoffs(journal: readonly Transition[], starts: number, book: Book): HandoffTold[] {
  const sent = new Map<string, number>();
  const told: HandoffTold[] = [];
  const ended = (entry: { readonly step: string; readonly run: string; readonly protocol: string; readonly node: string }, at: number, result: string, more: Partial<HandoffTold>): void => {
    if (entry.protocol === '') return; // an offer of ownership made by a person, not drawn
    const label = clause(book(entry), 'H');
    told.push({ ...(label === undefined ? {} : { handoff: label }), step: nameOf(entry), sent: (sent.get(entry.step) ?? starts) - starts, result, at: at - starts, ...more });
  };
  for (const { at, entries } of journal) {
    for (const entry of entries) {
      switch (entry.kind) {
        case 'handoffOffered': if (!sent.has(entry.step)) sent.set(entry.step, at); break;
        // A consult is answered after it was taken on; its answer ends it.
        case 'handoffAccepted': if (entry.handoff !== 'consult') ended(entry, at, 'accepted', { by: entry.by.personId }); break;
        case 'handoffDeclined': ended(entry, at, 'rejected', { by: entry.by.personId }); break;
        case 'handoffWithdrawn': ended(entry, at, 'withdrawn', { by: entry.by.personId }); break;
        case 'handoffAnswered': ended(entry, at, 'accepted', { by: entry.by.personId }); break;
        case 'handoffExpired': ended(entry, at, 'expired', {}); break;
        case 'handoffSettled': sent.set(entry.step, sent.get(entry.step) ?? at); ended(entry, at, 'settled', { accepted: ids(entry.accepted), refused: ids(entry.declined), no_answer: ids(entry.noAnswer) }); break;
        default: break;
      }
    }
  }
  return told;
}

const ids = (persons: readonly Person[]): string[] => persons.map((person) => person.personId);

const isDisclosure = (node: PlanNode | undefined): boolean => node !== undefined && 'disclosure' in node && node.disclosure === true;

function blocked(entry: Entry, at: number): RefusalTold[] {
  return entry.kind === 'blocked' || entry.kind === 'endHeld' ? [[at, nameOf(entry), entry.code]] : [];
}

/** Acts that were refused, and codes that the protocol or a held end gave, in the order of their instants. */
function refusals({ refusals: acts }: Played, blocks: readonly RefusalTold[]): readonly RefusalTold[] {
  return [...acts, ...blocks].map((told, i) => ({ told, i })).sort((a, b) => a.told[0] - b.told[0] || a.i - b.i).map(({ told }) => told);
}

function changes(levels: Told['levels'], first: string | undefined): Told['levels'] {
  let last = first;
  return levels.filter(([, level]) => {
    const isChange = level !== last;
    last = level;
    return isChange;
  });
}

function final(starts: number, { state, plans, journal }: Played): FinalTold {
  if (state === null) return { status: 'not opened', owner: '', level: null, open: [], outcomes: [], retention: null };
  const key = (runId: string): string => state.runs.find((run) => run.id === runId)?.key ?? 'case';
  const outcomes = journal.flatMap(({ entries }) => entries.flatMap((entry): FinalTold['outcomes'] => (entry.kind === 'runEnded' && entry.outcome !== null ? [[entry.protocol, entry.outcome]] : entry.kind === 'runCancelled' ? [[entry.protocol, 'cancelled']] : [])));
  return {
    status: state.status, owner: state.owner.personId, level: state.level ?? null,
    open: state.steps.map((step) => `${key(step.runId)}.${step.node}`), outcomes, retention: retention(starts, state, { plans, journal }),
  };
}

function retention(starts: number, state: CaseState, { plans, journal }: Pick<Played, 'plans' | 'journal'>): FinalTold['retention'] {
  if (!state.retention) return null;
  const { class: id, reviewAt } = state.retention;
  const set = journal.findLast(({ entries }) => entries.some((entry) => entry.kind === 'retentionSet'));
  const plan = Object.values(plans).find((one) => Object.hasOwn(one.retention, id));
  const keep = plan?.retention[id]?.keep;
  const purge = set && plan && keep ? addDuration(set.at, keep, plan.unit.offsets) - starts : undefined;
  return { class: id, ...(purge === undefined ? {} : { purge_due: purge }), ...(reviewAt === undefined ? {} : { review_due: reviewAt - starts }) };
}
