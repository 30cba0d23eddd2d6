// A task of the case for whoever owns it: something no protocol draws and no engine may decide. It ends with words on what
// was done.
import type { Step } from './case-state.ts';
import { stepRef, type Mutable, type Work } from './work.ts';

export function openOwnerTask(work: Work, what: { readonly node: string; readonly title: string }): Mutable<Step> {
  const step: Mutable<Step> = { id: `s${work.state.next.step++}`, runId: '', node: what.node, kind: 'byHand', title: what.title, visit: 1, openedAt: work.at, path: [], detached: true, letIn: [] };
  work.state.steps.push(step);
  work.entries.push({ kind: 'stepOpened', stepKind: 'byHand', visit: 1, roles: [], ...stepRef(work, step) });
  return step;
}
