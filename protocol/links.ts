// What one case has for another: an event that a step raises there. The engine says what is to be delivered and to which case;
// its host delivers it once, and tells this case when it could not.
import type { Run } from './case-state.ts';
import type { EffectOf } from './draft.ts';
import { openOwnerTask } from './owner-task.ts';
import type { Mutable, Work } from './work.ts';

/** The case is named by a field a person has filled in; without it nothing is raised, and the owner sees to it. */
export function raiseElsewhere(work: Work, run: Mutable<Run>, node: string, { event, case: ref }: EffectOf<'raise'>): void {
  const [form = '', field = ''] = ref.split('.');
  const record = Object.hasOwn(work.state.forms, form) ? work.state.forms[form] : undefined;
  const to = record && Object.hasOwn(record.fields, field) ? record.fields[field] : undefined;
  const link = `${work.state.transition}.${work.entries.filter((e) => e.kind === 'eventSent').length + 1}`;
  if (typeof to !== 'string') return leaveToOwner(work, link, 'no_case_named');
  work.entries.push({ kind: 'eventSent', link, name: event, to, run: run.id, protocol: run.key, node });
  work.commands.push({ kind: 'raiseElsewhere', link, to, event });
}

/** Nothing falls between two cases: what did not arrive is work of whoever is accountable for the one it came from. */
export function leaveToOwner(work: Work, link: string, code: string): void {
  const task = openOwnerTask(work, { node: 'notDelivered', title: 'Tell the other case what this one has for it' });
  work.entries.push({ kind: 'notDelivered', link, code, task: task.id });
}
