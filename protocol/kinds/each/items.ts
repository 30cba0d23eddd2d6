// The items of an each that has been entered: how many there are, opening their steps, and going on after the last one. What
// is still to come stands on the open steps alone, so that whatever cancels them has cancelled all of it.
import type { Item, Run, Step } from '../../case-state.ts';
import { openClock } from '../../clock.ts';
import type { RoutingValue } from '../../condition.ts';
import { factsOf } from '../../facts.ts';
import { countVisit, leave, openStep, pathOf, type Path } from '../../flow.ts';
import { labelOfOption } from '../../node-parts.ts';
import type { PlanNodeOf } from '../../plan.ts';
import { planOf, type Mutable, type Work } from '../../work.ts';
import { startCalled } from '../call/call.ts';

type Each = PlanNodeOf<'each'>;

/** The most that one each opens. */
export const mostItems = 100;

interface Items {
  readonly count: number;
  readonly asked?: number;
  readonly missing?: string;
  readonly values?: readonly string[];
  readonly from?: Pick<Item, 'ref' | 'submissionId'>;
}

export function startItems(work: Work, run: Mutable<Run>, node: Each, path: Path): void {
  const { count, asked, missing, values, from } = itemsOf(work, run, node);
  const none = tally(work, node, count, {});
  work.entries.push({ kind: 'eachStarted', run: run.id, protocol: run.key, node: node.id, items: count, ...(asked !== undefined ? { asked } : {}), ...(missing !== undefined ? { missing } : {}) });
  if (count === 0) {
    end(work, run, node, { path, counts: none });
    return;
  }
  const visit = countVisit(run, node);
  const group = `s${work.state.next.step}`;
  const itemAt = (index: number): Item => ({ group, index, of: count, ended: {}, ...from, ...(values?.[index] !== undefined ? { value: values[index] } : {}) });
  if (node.order === 'inTurn') {
    openItem(work, run, node, { path, visit, items: [{ ...itemAt(0), ...(values ? { later: values.slice(1) } : {}) }] });
    return;
  }
  openItem(work, run, node, { path, visit, items: Array.from({ length: count }, (_, index) => itemAt(index)) });
}

/** The item's step is closed: counts how it ended; opens the next one, goes on after the last. */
export function itemDone(work: Work, run: Mutable<Run>, node: Each, step: Step, outcome?: string): void {
  const { item } = step;
  if (!item) return;
  const before = item.ended ?? work.state.computed?.[node.id] ?? {};
  const ended = outcome === undefined ? before : { ...before, [outcome]: Number(before[outcome] ?? 0) + 1 };
  // Counted with the items that are open: another each of the same step may go on beside this one.
  const others = work.state.steps.filter((s) => s.item?.group === item.group);
  for (const other of others) if (other.item) other.item.ended = { ...ended } as Record<string, number>;
  const counts = outcome === undefined ? undefined : tally(work, node, item.of, ended);
  if (others.length > 0) return;
  const path = pathOf(step);
  if (run.main === 'ended' && !path.detached) return;
  if (node.order !== 'inTurn' || item.index + 1 >= item.of) {
    end(work, run, node, { path, counts: counts ?? tally(work, node, item.of, ended) });
    return;
  }
  const { value: _done, later: values, ...rest } = item;
  const [value, ...later] = values ?? [];
  openItem(work, run, node, { path, visit: step.visit, items: [{ ...rest, index: item.index + 1, ended: ended as Record<string, number>, ...(value !== undefined ? { value, later } : {}) }] });
}

// helpers

/** All steps first: a protocol may end in the instant it starts, and then there must still be others to wait for. */
function openItem(work: Work, run: Mutable<Run>, node: Each, of: { readonly path: Path; readonly visit: number; readonly items: readonly Item[] }): void {
  const kind = node.protocol === undefined ? 'task' : 'call';
  const steps = of.items.map((item) => openStep(work, run, node, kind, of.path, { visit: of.visit, title: titleOf(work, run, node, item), item: { ...item, ...(item.later ? { later: [...item.later] } : {}) } as Mutable<Item> }));
  for (const step of steps) {
    if (node.protocol === undefined) openClock(work, step, node);
    else if (work.state.steps.includes(step)) startCalled(work, run, node.id, () => step);
  }
}

/** In drawn words only: what a person wrote into a list is looked up where it is shown. */
function titleOf(work: Work, run: Run, node: Each, item: Item): string {
  const label = item.value === undefined || item.ref === undefined ? undefined : labelOfOption(planOf(work, run), item.ref, item.value);
  return `${node.title}${label === undefined ? '' : `: ${label}`} (${item.index + 1} of ${item.of})`;
}

function end(work: Work, run: Mutable<Run>, node: Each, { path, counts }: { readonly path: Path; readonly counts: Counts }): void {
  work.entries.push({ kind: 'eachEnded', run: run.id, protocol: run.key, node: node.id, fields: { ...counts } });
  leave(work, run, node, 'next', path);
}

function itemsOf(work: Work, run: Run, node: Each): Items {
  if (node.over.kind === 'times') return { count: node.over.times };
  const { ref } = node.over;
  const value = factsOf(work.state, planOf(work, run), run, work.at).field(ref);
  const asked = typeof value === 'number' ? Math.max(0, Math.trunc(value)) : Array.isArray(value) ? value.length : undefined;
  if (asked === undefined) return { count: 0, missing: ref };
  const count = Math.min(asked, mostItems);
  const submissionId = work.state.forms[ref.split('.')[0] ?? '']?.submissionId;
  return {
    count,
    ...(asked > count ? { asked } : {}),
    ...(Array.isArray(value) ? { from: { ref, ...(submissionId !== undefined ? { submissionId } : {}) } } : {}),
    ...(Array.isArray(value) && value.some((v) => typeof v === 'string') ? { values: value.slice(0, count).map(String) } : {}),
  };
}

type Counts = Readonly<Record<string, number>>;

/** How an each stands, read by conditions as its fields. */
function tally(work: Work, node: Each, items: number, ended: Readonly<Record<string, RoutingValue>>): Counts {
  const counts = { items, ...Object.fromEntries(['cancelled', ...node.outcomes.map((o) => o.id)].map((how) => [how, Number(ended[how] ?? 0)])) };
  work.state.computed = { ...work.state.computed, [node.id]: { ...counts } };
  return counts;
}
