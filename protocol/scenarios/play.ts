// Plays a scenario on a host: each event as the input it stands for, at its instant. What the host is made of (the engine
// alone, or a workflow on Temporal) makes no difference to what comes of it.
import type { CaseState } from '../case-state.ts';
import type { Transition } from '../entry.ts';
import type { PersonInput } from '../input.ts';
import type { Plan, Plans } from '../plan.ts';
import type { Cast } from './cast.ts';
import { inputOf, type Made } from './input-of.ts';
import type { Library } from './library.ts';
import type { RefusalTold, Scenario, ScenarioEvent } from './scenario.ts';

export type Answer = { readonly ok: true; readonly transitions: readonly Transition[] } | { readonly ok: false; readonly code: string; readonly about?: string; readonly sentence?: string };
export interface ScenarioHost {
  /** Time goes on to this instant: everything due before it is handled, and waits and dates due at it. */
  readonly passTo: (at: number) => Promise<void>;
  readonly send: (input: PersonInput, at: number) => Promise<Answer>;
  readonly state: () => Promise<CaseState | null>;
  readonly journal: () => Promise<readonly Transition[]>;
}

export interface Played {
  readonly journal: readonly Transition[];
  readonly state: CaseState | null;
  /** Every plan that the case was given, by hash. */
  readonly plans: Plans;
  /** Of each event: with which code it was refused, as scenarios write it; undefined when it was taken. */
  readonly answers: readonly (string | undefined)[];
  readonly refusals: readonly RefusalTold[];
}

export async function play(scenario: Scenario, { host, library, cast }: { readonly host: ScenarioHost; readonly library: Library; readonly cast: Cast }): Promise<Played> {
  const plans: Record<string, Plan> = {};
  const answers: (string | undefined)[] = [];
  const refusals: RefusalTold[] = [];
  for (const [index, event] of scenario.events.entries()) {
    if (event.act === 'publish') {
      library.publish(event.protocol, event.version);
      answers.push(undefined);
      continue;
    }
    await host.passTo(event.at);
    const state = await host.state();
    const made = inputOf({ scenario, library, cast, plans, state, index }, event);
    const answer = await host.send(made.input, event.at);
    const code = codeOf(answer, made);
    answers.push(code);
    if (code !== undefined) refusals.push([event.at - scenario.starts, nameOf(event), code]);
  }
  // A limit is over only after its instant: one millisecond more shows those due at the last one.
  await host.passTo(scenario.runUntil + 1);
  const journal = (await host.journal()).filter((transition) => transition.at <= scenario.runUntil);
  return { journal, state: await host.state(), plans, answers, refusals };
}

/** Danger that is declared again is taken, and answered with a code; what repeats it otherwise is not. */
export function codeOf(answer: Answer, { input, form }: Made): string | undefined {
  if (answer.ok && input.kind !== 'declareDanger') return undefined;
  if (answer.ok) return answer.transitions.at(-1)?.entries.some((entry) => entry.kind === 'dangerRepeated') ? 'already_running' : undefined;
  const isField = answer.about !== undefined && form !== undefined && answer.about !== form && ['missing_required', 'bad_value', 'unknown_field'].includes(answer.code);
  return isField ? `${answer.code}:${form}.${answer.about}` : answer.code;
}

function nameOf(event: ScenarioEvent): string {
  if ('step' in event && event.step !== undefined) return event.step;
  if (event.act === 'event') return event.name;
  return 'protocol' in event ? event.protocol : event.act;
}
