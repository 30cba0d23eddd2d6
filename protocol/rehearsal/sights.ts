// Who sees what: of each person of the cast the open steps that lie with them, offers made to them, what keeps them from an
// approval, and the notices they have had so far. Told from the state and the journal, as the product's own lists are.
import { advance } from '../advance.ts';
import type { CaseState, Step } from '../case-state.ts';
import { noticeSentence } from '../notice-words.ts';
import { holdsOneOf, rolesOf } from '../people.ts';
import type { Plans } from '../plan.ts';
import type { Refusal } from '../refusal.ts';
import type { NoticeRow } from '../rows.ts';
import type { Rehearsed } from './rehearse.ts';
import type { Actor, Stage } from './stage.ts';

export interface SeenStep {
  readonly step: Step;
  /** Theirs alone, or theirs as of all who hold the role. */
  readonly how: 'claimed' | 'open' | 'offered' | 'owner';
  /** What keeps them from it, though their role fits. */
  readonly barred?: Refusal;
}
export interface SeenNotice {
  readonly at: number;
  readonly sentence: string;
  readonly urgent: boolean;
}
export interface Sight {
  readonly actor: Actor;
  readonly isOwner: boolean;
  readonly steps: readonly SeenStep[];
  /** The newest first. */
  readonly notices: readonly SeenNotice[];
  /** What they may see until it ends. */
  readonly grants: readonly string[];
}

/** Those who see something come first; each group in the order of the cast. */
export function sightsOf(stage: Stage, rehearsed: Rehearsed): readonly Sight[] {
  const { state, plans } = rehearsed;
  const sights = stage.actors.map((actor): Sight => ({
    actor,
    isOwner: state?.owner.personId === actor.id,
    steps: state === null ? [] : state.steps.flatMap((step) => seen(stage, { state, plans, step, actor, at: rehearsed.clock }) ?? []),
    notices: noticesTo(actor, rehearsed),
    grants: (state?.grants ?? []).filter((grant) => grant.roles.some((role) => actor.roles.includes(role))).map((grant) => grant.title),
  }));
  const seesSomething = (sight: Sight): boolean => sight.isOwner || sight.steps.length > 0 || sight.notices.length > 0 || sight.grants.length > 0;
  return [...sights.filter(seesSomething), ...sights.filter((sight) => !seesSomething(sight))];
}

interface Looking {
  readonly state: CaseState;
  readonly plans: Plans;
  readonly step: Step;
  readonly actor: Actor;
  readonly at: number;
}

function seen(stage: Stage, looking: Looking): SeenStep | undefined {
  const { state, plans, step, actor } = looking;
  if (step.kind === 'wait' || step.kind === 'call' || step.kind === 'service') return undefined;
  if (step.claimedBy) return step.claimedBy.personId === actor.id ? { step, how: 'claimed' } : undefined;
  if (step.handing?.toPerson !== undefined) return step.handing.toPerson === actor.id ? { step, how: 'offered' } : undefined;
  const plan = plans[state.runs.find((run) => run.id === step.runId)?.plan ?? ''];
  const roles = rolesOf(plans, state, step);
  const isSender = step.handing?.state === 'waiting' || roles.length === 0;
  if (isSender) return state.owner.personId === actor.id ? { step, how: 'owner' } : undefined;
  const standing = stage.cast.standing(actor.id);
  if (plan === undefined || standing === undefined || !holdsOneOf(plan, standing, roles)) return undefined;
  if (step.handing) return { step, how: 'offered' };
  const barred = step.kind === 'approval' ? whyNotVote(stage, looking) : undefined;
  return { step, how: 'open', ...(barred ? { barred } : {}) };
}

/** The engine's own answer to an approval by this person, taken back at once. */
function whyNotVote(stage: Stage, { state, plans, step, actor, at }: Looking): Refusal | undefined {
  const standing = stage.cast.standing(actor.id);
  const tried = standing && advance(plans, state, { kind: 'vote', id: 'asked', actor: standing, step: step.id, grants: true, content: step.content ?? {} }, Math.max(at, state.at));
  return tried && !tried.ok ? tried.refusal : undefined;
}

function noticesTo(actor: Actor, { journal }: Rehearsed): readonly SeenNotice[] {
  const titles = new Map<string, string>();
  const notices: SeenNotice[] = [];
  for (const { at, rows } of journal) {
    for (const change of rows) if (change.table === 'step') titles.set(change.row.id, change.row.title);
    for (const change of rows) {
      if (change.table !== 'notice' || !isTo(change.row, actor)) continue;
      notices.push({ at, sentence: noticeSentence(change.row.about, { step: change.row.step === null ? undefined : titles.get(change.row.step), text: change.row.text }), urgent: change.row.urgent });
    }
  }
  return notices.reverse();
}
const isTo = (row: NoticeRow, actor: Actor): boolean => row.persons.includes(actor.id) || row.roles.some((role) => actor.roles.includes(role));
