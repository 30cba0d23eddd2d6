// What a migration would do to one case: whether it fits or why not, what becomes of each open step, which deadlines move. It is
// the act itself on a copy, so that the dry run and the run can never differ.
import { advance } from '../advance.ts';
import type { CaseState, Step } from '../case-state.ts';
import type { PersonInput } from '../input.ts';
import type { Plans } from '../plan.ts';
import type { RefusalCode } from '../refusal.ts';
import { misfits } from './misfits.ts';

export interface Outlook {
  readonly fits: boolean;
  /** Why not, in sentences; about a step of the old version where there is one. */
  readonly reasons: readonly { readonly code: RefusalCode; readonly node?: string; readonly sentence: string }[];
  readonly steps: readonly StepOutlook[];
}
export interface StepOutlook {
  readonly step: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly becomes: 'goesOn' | 'anew';
  readonly votesVoided: boolean;
  /** Of its deadline; absent where there is none on either side. */
  readonly deadline?: { readonly was: number | null; readonly is: number | null; readonly longer: boolean; readonly passed: boolean };
}

type MigrateInput = Extract<PersonInput, { kind: 'migrate' }>;

export function dryRun(plans: Plans, state: CaseState, input: MigrateInput, at: number): Outlook {
  const { migration, bundle } = input;
  const run = state.runs.find((r) => r.id === input.run);
  const [before, after] = [run && plans[run.plan], bundle.plans[bundle.root]];
  const found = run && before && after ? misfits({ plans, state, run, before, after, mapping: migration.mapping }) : [];
  const reasons = found.map(({ node, sentence }) => ({ code: 'does_not_fit' as const, node, sentence }));
  const when = Math.max(at, state.at);
  const asked = advance(plans, state, input, when);
  // More time is allowed here only to see how much more it would be.
  const done = !asked.ok && asked.refusal.code === 'deadline_longer' ? advance(plans, state, { ...input, migration: { ...migration, later: true } }, when) : asked;
  if (!done.ok) return { fits: false, reasons: reasons.length > 0 ? reasons : [{ code: done.refusal.code, sentence: done.refusal.sentence }], steps: [] };
  const steps = state.steps.filter((s) => s.runId === input.run).map((step) => outlookOf(step, done.state, done.transition.entries.filter((e) => e.kind === 'votesVoided').map((e) => e.step), migration.mapping));
  if (asked.ok) return { fits: true, reasons: [], steps };
  const longer = steps.filter((s) => s.deadline?.longer).map((s) => ({ code: 'deadline_longer' as const, node: s.from, sentence: `“${s.title}” would be due later than it is; let the earlier of both hold, or say that it may` }));
  return { fits: false, reasons: longer, steps };
}

function outlookOf(step: Step, after: CaseState, voided: readonly string[], mapping: Readonly<Record<string, string>>): StepOutlook {
  const kept = after.steps.find((s) => s.id === step.id);
  const there = kept ?? after.steps.find((s) => s.runId === step.runId && s.node === mapping[step.node] && s.openedAt === after.at);
  const [was, is] = [dueOf(step), there && dueOf(there)];
  const deadline = !there || (was === undefined && is === undefined) ? {} : { deadline: { was: was ?? null, is: is ?? null, longer: was !== undefined && step.kind === there.kind && step.clock?.passedAt === undefined && (is === undefined || is > was), passed: step.clock?.passedAt !== undefined } };
  return { step: step.id, title: step.title, from: step.node, to: kept?.node ?? mapping[step.node] ?? step.node, becomes: kept ? 'goesOn' : 'anew', votesVoided: voided.includes(step.id), ...deadline };
}

const dueOf = ({ clock }: Step): number | undefined => (clock && clock.rule >= 0 ? clock.due : undefined);
