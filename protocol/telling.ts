// The words that sentences need, taken from the plans a case runs on. Names of people come from the host: a server knows who
// is real, a rehearsal whom it has invented.
import type { Plan } from './plan.ts';
import { eventsOf } from './node-parts.ts';
import type { Telling } from './sentences.ts';
import { localText } from './time.ts';

export interface ToldBy extends Pick<Telling, 'person' | 'personById' | 'plan' | 'stepTitle'> {
  /** All plans of the case: the first that has a word for something gives it. */
  readonly plans: readonly Plan[];
  readonly offsets: Plan['unit']['offsets'];
  /** What the unit calls a role that no plan names. */
  readonly roleTitle?: (key: string) => string | undefined;
}

export function tellingBy({ plans, offsets, roleTitle, ...said }: ToldBy): Telling {
  const first = <Value>(of: (plan: Plan) => Value | undefined): Value | undefined => plans.map(of).find((value) => value !== undefined);
  return {
    ...said,
    planOfProtocol: (key) => plans.find((plan) => plan.key === key),
    role: (key) => first((plan) => plan.roles[key]?.title) ?? roleTitle?.(key) ?? key.replaceAll('_', ' '),
    level: (id) => first((plan) => plan.levels.find((l) => l.id === id)?.title) ?? id,
    event: (name) => first((plan) => eventsOf(plan).find((e) => e.name === name)?.label) ?? name.replaceAll('_', ' '),
    form: (id) => first((plan) => plan.forms[id]?.title) ?? id.replaceAll('_', ' '),
    time: (at) => localText(at, offsets),
  };
}
