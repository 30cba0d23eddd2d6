// A registered connector: asked once the step opens, tried again by the host as often as is drawn. Its answer lands in fields of
// the case; when it has none, or not the one that is drawn, the step is left by `failed`. No person is held up by its silence
// longer than the limit says, and nothing it answers is a judgement: a level is a person's.
import type { RoutingValue, Scalar } from '../../condition.ts';
import { openClock } from '../../clock.ts';
import { factsOf, valueOfOperand } from '../../facts.ts';
import { leave, openStep, pathOf, removeStep } from '../../flow.ts';
import { hostPersonId, type PersonInput } from '../../input.ts';
import type { PlanNodeOf } from '../../plan.ts';
import type { Refusal } from '../../refusal.ts';
import { nodeOf, pastKey, planOf, runOf, stepRef, type Mutable, type Work } from '../../work.ts';
import type { Step } from '../../case-state.ts';
import { refuse, type Kind } from '../kind.ts';

type Service = PlanNodeOf<'service'>;
type Answer = Extract<PersonInput, { kind: 'serviceResult' | 'serviceFailed' }>;

export const service: Kind<'service'> = {
  enter(work, run, node, path) {
    const step = openStep(work, run, node, 'service', path);
    openClock(work, step, node);
    const facts = factsOf(work.state, planOf(work, run), run, work.at);
    const inputs: Record<string, RoutingValue> = {};
    for (const input of node.inputs) {
      const value = valueOfOperand(input.operand, facts);
      if (value !== undefined) inputs[input.name] = value;
    }
    work.commands.push({ kind: 'callService', step: step.id, connector: node.connector, inputs, attempts: node.attempts, every: node.every });
  },
};

/** What the connector has answered, or that it has not; the step may have been left or cancelled meanwhile. */
export function takeAnswer(work: Work, act: Answer): Refusal | undefined {
  if (act.actor.personId !== hostPersonId) return refuse('not_authorized', 'this is answered by a connector and by no person');
  const step = work.state.steps.find((s) => s.id === act.step);
  if (!step) return refuse('not_active', 'this step is not open any more; the timeline says who ended it and when', act.step);
  const node = step.kind === 'service' ? nodeOf(work, runOf(work, step.runId), step.node) : undefined;
  if (node?.kind !== 'service') return refuse('wrong_act', 'only a step that asks a connector is answered by one');
  const fields = act.kind === 'serviceResult' ? answered(node, act.fields) : undefined;
  if (fields) {
    work.entries.push({ kind: 'serviceAnswered', fields, ...stepRef(work, step) });
    goOn(work, step, node, { port: 'next', fields });
  } else {
    work.entries.push({ kind: 'serviceFailed', code: act.kind === 'serviceFailed' ? act.code : 'bad_answer', ...stepRef(work, step) });
    goOn(work, step, node, { port: 'failed', fields: {} });
  }
  return undefined;
}

// helpers

function goOn(work: Work, step: Mutable<Step>, node: Service, { port, fields }: { readonly port: 'next' | 'failed'; readonly fields: Readonly<Record<string, Scalar>> }): void {
  const run = runOf(work, step.runId);
  work.state.computed = { ...work.state.computed, [node.id]: { ...fields } };
  removeStep(work, step, { state: 'done', outcome: port, by: null });
  work.state.lastOutcomes[pastKey(run, node.id)] = port;
  leave(work, run, node, port, pathOf(step));
}

/** The fields that are drawn, each of its kind; undefined where one is missing or another kind of thing. What is not drawn is left out. */
function answered(node: Service, given: Readonly<Record<string, RoutingValue>>): Readonly<Record<string, Scalar>> | undefined {
  const fields: Record<string, Scalar> = {};
  for (const output of node.outputs) {
    const value = Object.hasOwn(given, output.name) ? given[output.name] : undefined;
    if (value === undefined && !output.required) continue;
    if (value === undefined || typeof value === 'object' || !fits(output, value)) return undefined;
    fields[output.name] = value;
  }
  return fields;
}

function fits(output: Service['outputs'][number], value: Scalar): boolean {
  switch (output.type) {
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return Number.isSafeInteger(value);
    case 'number': return Number.isFinite(value);
    case 'option': return (output.options ?? []).some((o) => o.id === value);
  }
}
