// A run goes over to another version of its protocol, as mapped: each open step goes on as the step it becomes, or is cancelled
// and opened anew there. Claims, instance numbers, doers and what has fired stay; joins go on counting by branch. Planned by one
// person, carried out by another, and never making a deadline later without having said so.
import { canonicalJson } from '../canonical.ts';
import type { Run, Step } from '../case-state.ts';
import { cancelStep, branchDone, enter, pathOf } from '../flow.ts';
import type { ClockPolicy, PersonInput } from '../input.ts';
import { contentNow } from '../kinds/approval/approval.ts';
import { refuse } from '../kinds/kind.ts';
import { carryClock, countOn } from '../migrate/carry-clock.ts';
import { misfits, targetOf, type Going } from '../migrate/misfits.ts';
import { rename } from '../migrate/rename.ts';
import { goesOn, sameVoting } from '../migrate/terms.ts';
import type { Plan } from '../plan.ts';
import type { Refusal } from '../refusal.ts';
import { clone, personOf, stepRef, type Mutable, type Work } from '../work.ts';

type MigrateAct = Extract<PersonInput, { kind: 'migrate' }>;

export function migrate(work: Work, act: MigrateAct): Refusal | undefined {
  const { migration, bundle } = act;
  if (!act.actor.rights.includes('publish')) return refuse('not_authorized', 'cases are moved to another version by somebody with the right to publish');
  if (migration.plannedBy.personId === act.actor.personId) return refuse('separation_of_duties', 'you planned this; somebody else must carry it out');
  const run = work.state.runs.find((r) => r.id === act.run);
  if (!run) return refuse('not_active', 'this protocol is not running any more', act.run);
  const [before, after] = [work.plans[run.plan], bundle.plans[bundle.root]];
  if (!before || !after || after.key !== run.key) return refuse('bad_value', 'a run goes over to a version of its own protocol only', act.run);
  if (run.plan === bundle.root) return refuse('wrong_act', 'this run is on that version already', act.run);
  const going: Going = { plans: work.plans, state: work.state, run, before, after, mapping: migration.mapping };
  const [misfit] = misfits(going);
  if (misfit) return refuse('does_not_fit', misfit.sentence, misfit.node);
  work.entries.push({ kind: 'runMigrated', run: run.id, protocol: run.key, from: { plan: run.plan, version: run.version }, to: { plan: bundle.root, version: after.version }, plannedBy: personOf(migration.plannedBy), by: personOf(act.actor), reasonId: act.reason.id });
  rename(work, run, going);
  run.plan = bundle.root;
  run.version = after.version;
  run.title = after.title;
  readForms(work, act);
  const longer = moveSteps(work, run, { ...going, act });
  if (longer && !migration.later) return refuse('deadline_longer', `“${longer.title}” would be due later than it is; let the earlier of both hold, or say that it may`, longer.node);
  // What a join goes on with may be less than it was.
  for (const split of [...run.splits]) branchDone(work, run, { split: split.id, branch: '' }, 'cancelled');
  return undefined;
}

interface Moving extends Going {
  readonly act: MigrateAct;
}

/** The first step that would get more time. */
function moveSteps(work: Work, run: Mutable<Run>, moving: Moving): Step | undefined {
  let longer: Step | undefined;
  const anew = new Set<string>();
  for (const step of work.state.steps.filter((s) => s.runId === run.id)) {
    if (!work.state.steps.includes(step)) continue;
    const to = targetOf(moving, step.node);
    const [from, node] = [moving.before.nodes[step.node], to === undefined ? undefined : moving.after.nodes[to]];
    if (!from || !node) continue;
    if (!goesOn(step, { plan: moving.before, node: from }, { plan: moving.after, node })) {
      // All items of one each are one step of the drawing.
      const entered = step.item?.group ?? step.id;
      cancelStep(work, step, 'migrated', moving.act.reason.id);
      if (anew.has(entered)) continue;
      anew.add(entered);
      const known = new Set(work.state.steps.map((s) => s.id));
      enter(work, run, node.id, pathOf(step));
      const [opened, ...more] = work.state.steps.filter((s) => s.runId === run.id && s.node === node.id && !known.has(s.id));
      if (opened && more.length === 0 && from.kind === node.kind && countOn(work, opened, { old: step, after: node, policy: policyOf(moving, from.id) }) === 'longer') longer ??= step;
      continue;
    }
    const was = step.clock?.due;
    const late = moveStep(work, run, step, { ...moving, from, to: node });
    if (late === 'longer' && was !== undefined) longer ??= step;
  }
  return longer;
}

function moveStep(work: Work, run: Mutable<Run>, step: Mutable<Step>, { before, after, from, to, mapping, act }: Moving & { readonly from: Plan['nodes'][string]; readonly to: Plan['nodes'][string] }): 'longer' | undefined {
  const moved = step.node !== to.id;
  const old = step.node;
  step.node = to.id;
  if (step.title.startsWith(from.title)) step.title = to.title + step.title.slice(from.title.length);
  if (moved) work.entries.push({ kind: 'stepMoved', from: old, ...stepRef(work, step) });
  if (from.kind === 'approval' && to.kind === 'approval') {
    const content = contentNow(work, run, to);
    const isSame = canonicalJson(content) === canonicalJson(step.content ?? {}) && sameVoting({ plan: before, node: from }, { plan: after, node: to }, mapping);
    step.content = content;
    if (!isSame) voidVotes(work, step);
  }
  return carryClock(work, step, { before: from, after: to, policy: policyOf({ act }, old), later: act.migration.later });
}

const policyOf = ({ act }: { readonly act: MigrateAct }, node: string): ClockPolicy => (Object.hasOwn(act.migration.clocks, node) ? act.migration.clocks[node] : undefined) ?? 'keepElapsed';

function voidVotes(work: Work, step: Mutable<Step>): void {
  const votes = step.votes ?? [];
  if (votes.length === 0) return;
  const voters = votes.map((v) => personOf(v.person));
  work.voided.push(...votes.map((vote) => ({ step: step.id, vote })));
  step.votes = [];
  work.entries.push({ kind: 'votesVoided', form: '', why: 'migrated', voters, ...stepRef(work, step) });
  work.entries.push({ kind: 'personsTold', persons: voters.map((v) => v.personId), about: 'votesVoided', step: step.id });
}

/** Fields that only the new version reads of what has been recorded. A form that was submitted meanwhile is read as it is. */
function readForms(work: Work, { forms = {} }: MigrateAct): void {
  for (const [id, form] of Object.entries(forms)) {
    const record = work.state.forms[id];
    if (record?.submissionId === form.id) work.state.forms[id] = { ...record, fields: clone({ ...record.fields, ...form.fields }) };
  }
}
