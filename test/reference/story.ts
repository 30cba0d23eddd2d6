// The reference: what the language document says, said a second time, slowly and plainly. Nothing of it is a state. A case is
// its story, one happening after the other; whatever has to be known (who owns it, what is open, which votes count, when
// something is due) is asked of the whole story anew, each time, from the beginning. It shares no code with the engine: only
// the shapes of inputs and entries, which are the contract of both.
import type { Item, Person } from '../../protocol/case-state.ts';
import type { RoutingValue } from '../../protocol/condition.ts';
import type { Meaning, NodeKind } from '../../protocol/draft.ts';
import type { Command, Entry } from '../../protocol/entry.ts';
import type { Input, Standing } from '../../protocol/input.ts';
import type { Plan, PlanNode } from '../../protocol/plan.ts';

export interface Frame {
  readonly split: string;
  readonly branch: string;
}
export interface Path {
  readonly frames: readonly Frame[];
  readonly detached: boolean;
}
export interface Opened extends Path {
  readonly kind: '~opened';
  readonly step: string;
  readonly run: string; // '' for what belongs to the case alone
  readonly node: string;
  readonly as: NodeKind | 'byHand' | 'ownership' | 'measure' | 'added' | 'phase';
  readonly child?: string;
  readonly toPerson?: string;
  /** Of an approval: the forms it is about, as recorded when it opened. */
  readonly about?: readonly string[];
  /** Of an each: which of its items. */
  readonly item?: Omit<Item, 'later' | 'ended'>;
  /** Of a measure: its row. */
  readonly row?: string;
  /** Of a task somebody has added: who may do it. */
  readonly roles?: readonly string[];
}
export interface RunBegun {
  readonly kind: '~run';
  readonly run: string;
  readonly plan: string;
  readonly key: string;
  readonly requester: Person;
  readonly waiter?: string;
}
export interface Recorded {
  readonly kind: '~recorded';
  readonly form: string;
  readonly submission: string;
  readonly hash: string;
  readonly fields: Readonly<Record<string, RoutingValue>>;
  readonly means: Readonly<Record<string, Meaning>>;
  /** Undefined: a correction, which counts for every run that had it. */
  readonly run?: string;
}
/** What the journal does not say in so many words but the story must remember. */
export type Note =
  | Opened
  | RunBegun
  | Recorded
  | { readonly kind: '~closed'; readonly step: string }
  | { readonly kind: '~mainOver'; readonly run: string }
  | ({ readonly kind: '~split'; readonly split: string; readonly run: string; readonly node: string; readonly join: string; readonly branches: readonly string[] } & Path)
  | { readonly kind: '~branchOver'; readonly split: string; readonly branch: string; readonly arrived: boolean }
  | { readonly kind: '~splitOver'; readonly split: string }
  | { readonly kind: '~outcome'; readonly of: string; readonly outcome: string }
  | { readonly kind: '~did'; readonly what: string; readonly person: Person }
  | { readonly kind: '~expectsChild'; readonly step: string; readonly run: string }
  | { readonly kind: '~taken'; readonly input: string }
  | ({ readonly kind: '~each'; readonly group: string; readonly run: string; readonly node: string; readonly count: number; readonly of?: { readonly ref?: string; readonly submissionId?: string }; readonly values?: readonly string[] } & Path)
  | { readonly kind: '~item'; readonly group: string; readonly how: string }
  | { readonly kind: '~computed'; readonly of: string; readonly fields: Readonly<Record<string, RoutingValue>> }
  | { readonly kind: '~holding'; readonly run: string; readonly handler: string; readonly holds: boolean }
  | { readonly kind: '~list'; readonly form: string; readonly field: string; readonly submission: string; readonly rows: readonly string[] }
  | { readonly kind: '~moved'; readonly step: string; readonly from: number; readonly to: number }
  | { readonly kind: '~stands'; readonly step: string; readonly submission: string }
  | Handed
  | { readonly kind: '~handedOver'; readonly step: string }
  | { readonly kind: '~retention'; readonly reviewAt?: number };
/** A request that was accepted: what was handed over on a branch is not taken back with it. */
export interface Handed {
  readonly kind: '~handed';
  readonly step: string;
  readonly node: string;
  readonly run: string;
  readonly by: Person;
  readonly frames: readonly Frame[];
}

export interface Happening {
  readonly n: number;
  readonly at: number;
  readonly what: Entry | Note;
}

export interface Story {
  readonly happenings: Happening[];
  readonly commands: Command[];
  readonly plans: Record<string, Plan>;
  /** The agency's protocol for imminent danger. */
  danger: string | undefined;
  levels: readonly { readonly id: string; readonly high: boolean }[];
  n: number;
  at: number;
  openedAt: number;
  /** What is being handled now, and who acts; nobody when time does. */
  input: Input | undefined;
  actor: Standing | undefined;
}

export const newStory = (): Story => ({ happenings: [], commands: [], plans: {}, danger: undefined, levels: [], n: 0, at: 0, openedAt: 0, input: undefined, actor: undefined });

export function tell(story: Story, what: Entry | Note): void {
  story.happenings.push({ n: story.n, at: story.at, what });
}

export type Kind = (Entry | Note)['kind'];
export type Of<K extends Kind> = Extract<Entry | Note, { readonly kind: K }>;

/** Everything of one kind that has happened, oldest first. */
export function all<K extends Kind>(story: Story, kind: K): Of<K>[] {
  return story.happenings.filter((h) => h.what.kind === kind).map((h) => h.what as Of<K>);
}
export function last<K extends Kind>(story: Story, kind: K, which: (what: Of<K>) => boolean = () => true): Of<K> | undefined {
  return all(story, kind).filter(which).at(-1);
}

// What is open.

export const openSteps = (story: Story): Opened[] => {
  const closed = new Set(all(story, '~closed').map((c) => c.step));
  return all(story, '~opened').filter((s) => !closed.has(s.step));
};
export const isOpen = (story: Story, step: string): boolean => openSteps(story).some((s) => s.step === step);
export const openedAt = (story: Story, step: string): number => story.happenings.find((h) => h.what.kind === '~opened' && h.what.step === step)?.at ?? 0;

export const runs = (story: Story): RunBegun[] => all(story, '~run');
export function runOf(story: Story, id: string): RunBegun {
  const run = runs(story).find((r) => r.run === id);
  if (!run) throw new Error(`the story knows no run ${id}`);
  return run;
}
export const mainIsLive = (story: Story, run: string): boolean => !all(story, '~mainOver').some((o) => o.run === run);
export const startedAt = (story: Story, run: string): number => story.happenings.find((h) => h.what.kind === '~run' && h.what.run === run)?.at ?? 0;
/** The run a waiting call waits for. */
export const childOf = (story: Story, step: string): string | undefined => last(story, '~expectsChild', (e) => e.step === step)?.run;

export function planOf(story: Story, run: string): Plan {
  const plan = story.plans[runOf(story, run).plan];
  if (!plan) throw new Error(`no plan of run ${run}`);
  return plan;
}
export function nodeOf(story: Story, run: string, id: string): PlanNode {
  const node = planOf(story, run).nodes[id];
  if (!node) throw new Error(`no node ${id}`);
  return node;
}
/** What is drawn for a step; for a phase, what is drawn for it. */
export function nodeAt(story: Story, step: Opened): PlanNode {
  const phase = step.as === 'phase' ? planOf(story, step.run).phases?.find((p) => p.id === step.node) : undefined;
  return phase ?? nodeOf(story, step.run, step.node);
}

export const openSplits = (story: Story): Of<'~split'>[] => {
  const over = new Set(all(story, '~splitOver').map((s) => s.split));
  return all(story, '~split').filter((s) => !over.has(s.split));
};
/** Branches of a split that neither came to the join nor were cancelled. */
export const branchesLeft = (story: Story, split: Of<'~split'>): string[] => split.branches.filter((b) => !all(story, '~branchOver').some((o) => o.split === split.split && o.branch === b));

/** How the journal names a step. */
export const named = (story: Story, step: Pick<Opened, 'step' | 'run' | 'node'>): { step: string; run: string; protocol: string; node: string } => ({ step: step.step, run: step.run, protocol: step.run === '' ? '' : runOf(story, step.run).key, node: step.node });

// What is so now.

export const ownerOf = (story: Story): Person => last(story, 'ownerChanged')?.to ?? all(story, 'caseOpened')[0]?.owner ?? { personId: '', agencyId: '' };
export const statusOf = (story: Story): string => last(story, 'statusSet')?.status ?? 'report';
export const levelOf = (story: Story): string | undefined => last(story, 'levelSet')?.level ?? story.levels[0]?.id;
export const lastOutcome = (story: Story, of: string): string | undefined => last(story, '~outcome', (o) => o.of === of)?.outcome;
/** Everybody who did any instance of a step, the last of them last. */
export const doersOf = (story: Story, what: string): Person[] => all(story, '~did').filter((d) => d.what === what).map((d) => d.person);
export const lastRecord = (story: Story, form: string): Recorded | undefined => last(story, '~recorded', (r) => r.form === form);
/** Of all fields with one meaning the last recorded value counts. */
export function meaningOf(story: Story, meaning: Meaning): RoutingValue | undefined {
  let value: RoutingValue | undefined;
  for (const record of all(story, '~recorded')) for (const [field, means] of Object.entries(record.means)) if (means === meaning && record.fields[field] !== undefined) value = record.fields[field];
  return value;
}
export function fieldOf(story: Story, ref: string): RoutingValue | undefined {
  const [form = '', field = ''] = ref.split('.');
  return (lastRecord(story, form) ?? last(story, '~computed', (c) => c.of === form))?.fields[field];
}
/** Forms submitted in a run, each of its own steps. */
export const submittedIn = (story: Story, run: string): Set<string> => new Set(all(story, '~recorded').filter((r) => r.run === run).map((r) => r.form));
export const dangerRun = (story: Story): string | undefined => runs(story).filter((r) => story.plans[r.plan]?.startsAt === 'danger' && mainIsLive(story, r.run)).at(-1)?.run;

export function claimerOf(story: Story, step: string): Person | undefined {
  let claimer: Person | undefined;
  for (const { what } of story.happenings) {
    if (what.kind === 'stepClaimed' && what.step === step) claimer = what.by;
    if (what.kind === 'stepAssigned' && what.step === step) claimer = what.to;
    if (what.kind === 'measureOpened' && what.step === step) claimer = what.owner;
    if (what.kind === 'measureGiven' && what.step === step) claimer = what.to;
    // A consult is taken on by accepting it.
    if (what.kind === 'handoffAccepted' && what.step === step && what.handoff === 'consult') claimer = what.by;
    if (what.kind === 'stepReleased' && what.step === step) claimer = undefined;
  }
  return claimer;
}

export type Vote = Of<'voteCast'>;
/** Votes that count: not withdrawn, not voided. */
export function votesOn(story: Story, step: string): Vote[] {
  let votes: Vote[] = [];
  for (const { what } of story.happenings) {
    if (what.kind === 'voteCast' && what.step === step) votes.push(what);
    if (what.kind === 'voteWithdrawn' && what.step === step) votes = votes.filter((v) => v.by.personId !== what.by.personId);
    if (what.kind === 'votesVoided' && what.step === step) votes = [];
  }
  return votes;
}
/** What an approval is about, as it stands now. */
export const contentOf = (story: Story, step: Opened): Record<string, string> => Object.fromEntries((step.about ?? []).map((form) => [form, lastRecord(story, form)?.hash ?? '']));

/** What was handed over in a run and is not settled, with the branches it still stands on: behind a join it stands before its split. */
export function handedIn(story: Story, run: string): Handed[] {
  const over = new Set(all(story, '~splitOver').map((s) => s.split));
  const standing = (frames: readonly Frame[]): readonly Frame[] => frames.slice(0, frames.findIndex((f) => over.has(f.split)) < 0 ? frames.length : frames.findIndex((f) => over.has(f.split)));
  let handed: Handed[] = [];
  for (const { what } of story.happenings) {
    if (what.kind === '~handed' && what.run === run) handed = [...handed.filter((h) => h.node !== what.node || !what.frames.every((f, i) => h.frames[i]?.split === f.split && h.frames[i].branch === f.branch)), what];
    if (what.kind === '~handedOver') handed = handed.filter((h) => h.step !== what.step);
  }
  return handed.map((h) => ({ ...h, frames: standing(h.frames) }));
}
/** A consult that somebody has taken on. */
export const takenOnBy = (story: Story, step: Opened): Person | undefined => (step.as === 'handoff' ? claimerOf(story, step.step) : undefined);

export const offerOf = (story: Story, step: string): Of<'handoffOffered'> | undefined => last(story, 'handoffOffered', (o) => o.step === step);
export const waitsBecause = (story: Story, step: string): string | undefined => (offerOf(story, step) ? undefined : last(story, 'handoffWaiting', (o) => o.step === step)?.why);
export function openTransfer(story: Story, but?: string): boolean {
  return openSteps(story).some((s) => s.step !== but && offerOf(story, s.step)?.handoff === 'transfer');
}
/** The code that holds an end open. */
export const heldAs = (story: Story, step: string): string | undefined => last(story, 'endHeld', (e) => e.step === step)?.code;
