// A step or a protocol once for each item: every item is a step of its own; what is done with all of them is asked of the
// story, so that two that go on side by side never count each other's.
import type { PlanNodeOf } from '../../protocol/plan.ts';
import { beginClock } from './deadlines.ts';
import { calls, leave, openStep } from './moves.ts';
import { all, fieldOf, isOpen, lastRecord, mainIsLive, nodeOf, openSteps, runOf, tell, type Of, type Opened, type Path, type Story } from './story.ts';

type Each = PlanNodeOf<'each'>;

export function enterEach(story: Story, run: string, node: Each, path: Path): void {
  const { count, missing, ref } = countOf(story, node);
  const list = ref === undefined ? undefined : fieldOf(story, ref);
  const submission = ref === undefined ? undefined : lastRecord(story, ref.split('.')[0] ?? '')?.submission;
  const group = `s${all(story, '~opened').length + 1}`;
  const begun: Of<'~each'> = {
    kind: '~each', group, run, node: node.id, count, frames: path.frames, detached: path.detached,
    ...(Array.isArray(list) ? { of: { ...(ref !== undefined ? { ref } : {}), ...(submission !== undefined ? { submissionId: submission } : {}) }, ...(list.some((v) => typeof v === 'string') ? { values: list.map(String) } : {}) } : {}),
  };
  tell(story, { kind: '~computed', of: node.id, fields: countsOf(story, node, undefined, count) });
  tell(story, { kind: 'eachStarted', run, protocol: runOf(story, run).key, node: node.id, items: count, ...(missing !== undefined ? { missing } : {}) });
  if (count === 0) return over(story, node, begun);
  tell(story, begun);
  openItems(story, node, begun, node.order === 'inTurn' ? [0] : Array.from({ length: count }, (_, i) => i));
}

/** An item's step is closed; `how` where that counts. After the last of them the way on is taken. */
export function itemOver(story: Story, step: Opened, how?: string): void {
  const { item } = step;
  const begun = all(story, '~each').find((e) => e.group === item?.group);
  if (!item || !begun) throw new Error('an item belongs to an each');
  const node = nodeOf(story, step.run, step.node) as Each;
  if (how !== undefined) {
    tell(story, { kind: '~item', group: begun.group, how });
    tell(story, { kind: '~computed', of: node.id, fields: countsOf(story, node, begun.group, begun.count) });
  }
  if (openSteps(story).some((s) => s.item?.group === begun.group) || (!mainIsLive(story, step.run) && !step.detached)) return;
  if (node.order === 'inTurn' && item.index + 1 < begun.count) openItems(story, node, begun, [item.index + 1]);
  else over(story, node, begun);
}

// helpers

/** All steps before what follows from any: a protocol may end in the instant it starts. */
function openItems(story: Story, node: Each, begun: Of<'~each'>, indexes: readonly number[]): void {
  const { group, run, count, values } = begun;
  const visit = all(story, '~each').filter((e) => e.run === run && e.node === node.id).findIndex((e) => e.group === group) + 1;
  const steps = indexes.map((index) => openStep(story, run, node, begun, { as: node.protocol === undefined ? 'task' : 'call', visit, item: { group, index, of: count, ...begun.of, ...(values?.[index] !== undefined ? { value: values[index] } : {}) } }));
  for (const step of steps) {
    if (node.protocol === undefined) beginClock(story, step);
    else if (isOpen(story, step.step)) calls(story, run, node.id, () => step);
  }
}

function over(story: Story, node: Each, begun: Of<'~each'>): void {
  const fields = countsOf(story, node, begun.count > 0 ? begun.group : undefined, begun.count);
  tell(story, { kind: '~computed', of: node.id, fields });
  tell(story, { kind: 'eachEnded', run: begun.run, protocol: runOf(story, begun.run).key, node: node.id, fields });
  leave(story, begun.run, node, 'next', begun);
}

function countsOf(story: Story, node: Each, group: string | undefined, items: number): Record<string, number> {
  const ended = all(story, '~item').filter((i) => i.group === group).map((i) => i.how);
  return { items, ...Object.fromEntries(['cancelled', ...node.outcomes.map((o) => o.id)].map((how) => [how, ended.filter((e) => e === how).length])) };
}

function countOf(story: Story, { over: of }: Each): { readonly count: number; readonly missing?: string; readonly ref?: string } {
  if (of.kind === 'times') return { count: of.times };
  const value = fieldOf(story, of.ref);
  if (typeof value === 'number') return { count: Math.max(0, Math.floor(value)) };
  return Array.isArray(value) ? { count: value.length, ref: of.ref } : { count: 0, missing: of.ref };
}
