// A case put in a known state, so that a scenario can begin in its middle. What is given is recorded as facts like any other.
import { changeOwner, setLevel, setStatus } from '../effects.ts';
import { startRun } from '../flow.ts';
import type { CaseSeed, PersonInput } from '../input.ts';
import { refuse } from '../kinds/kind.ts';
import { remember } from '../records.ts';
import type { Refusal } from '../refusal.ts';
import { personOf, type Work } from '../work.ts';

export function seed(work: Work, act: Extract<PersonInput, { kind: 'open' }>, given: CaseSeed): Refusal | undefined {
  const plan = act.bundle.plans[act.bundle.root];
  if (!plan) return refuse('no_handler', 'this protocol has no plan in the bundle; publish it again');
  if (given.level !== undefined && !plan.levels.some((l) => l.id === given.level)) return refuse('bad_value', 'that is not one of the levels of concern of this protocol', 'level');
  if (given.step !== undefined && !Object.hasOwn(plan.nodes, given.step)) return refuse('bad_value', 'this protocol has no such step', 'step');
  const by = personOf(act.actor);
  work.entries.push({ kind: 'caseSeeded', by, seed: given });
  for (const [formId, form] of Object.entries(given.forms ?? {})) {
    const means = Object.fromEntries((plan.forms[formId]?.fields ?? []).flatMap((f) => (f.means === undefined ? [] : [[f.name, f.means]])));
    remember(work, formId, form, { protocol: plan.key, node: '', means });
    work.entries.push({ kind: 'formSubmitted', form: formId, submissionId: form.id, hash: form.hash, fields: form.fields });
  }
  if (given.status !== undefined) setStatus(work, given.status);
  if (given.openedAt !== undefined) work.state.statusOpenAt = given.openedAt;
  if (given.level !== undefined) setLevel(work, given.level, by);
  if (given.everHigh !== undefined) work.state.everHigh = given.everHigh;
  if (given.breaches !== undefined) work.state.breaches = given.breaches;
  if (given.owner) changeOwner(work, given.owner, 'seeded');
  if (given.step !== undefined) startRun(work, act.bundle.root, { how: 'opened', requester: by, from: given.step });
  return undefined;
}
