// The smallest host: the engine alone, on a clock that goes where it is told.
import type { CaseState } from '../case-state.ts';
import type { Transition } from '../entry.ts';
import { hostPersonId, type PersonInput } from '../input.ts';
import type { Plans } from '../plan.ts';
import { nextDueAt, settle, type Act } from '../settle.ts';
import type { Way } from '../work.ts';
import type { Answer, ScenarioHost } from './play.ts';

export interface Engine {
  /** The instant at which it must be woken next. */
  readonly nextDueAt: () => number | null;
  /** Everything that is due at this instant, and nothing later. */
  readonly wake: (at: number) => void;
  readonly send: (input: PersonInput, at: number) => Answer;
  readonly state: () => CaseState | null;
  readonly plans: () => Plans;
  readonly journal: () => readonly Transition[];
  /** The edges taken so far. */
  readonly ways: () => readonly Way[];
}

/** `onService`: what is said for a connector that is asked; without it a person answers in its place, later. */
export function engine({ onService }: { readonly onService?: (state: CaseState, step: string) => PersonInput } = {}): Engine {
  let plans: Plans = {};
  let state: CaseState | null = null;
  const journal: Transition[] = [];
  const ways: Way[] = [];

  function handle(act: Act | undefined, now: number): Answer {
    if (state === null && act === undefined) return { ok: true, transitions: [] };
    const settled = settle(plans, state, act, now);
    if (!settled.ok) {
      const { code, about, sentence } = settled.refusal;
      return { ok: false, code, sentence, ...(about === undefined ? {} : { about }) };
    }
    ({ plans, state } = settled);
    journal.push(...settled.transitions);
    ways.push(...settled.ways);
    if (onService) for (const command of settled.commands) if (command.kind === 'callService') handle({ input: onService(settled.state, command.step), at: now }, now);
    return { ok: true, transitions: settled.transitions };
  }

  return {
    nextDueAt: () => state && nextDueAt(state),
    wake: (at) => void handle(undefined, at),
    send: (input, at) => handle({ input, at }, at),
    state: () => state,
    plans: () => plans,
    journal: () => journal,
    ways: () => ways,
  };
}

export function engineHost(): ScenarioHost {
  const one = engine({ onService: notConnected });
  return {
    // From due instant to due instant: a host that jumped would be late for all but the last.
    passTo: (at) => {
      for (let due = one.nextDueAt(); due !== null && due <= at; due = one.nextDueAt()) one.wake(due);
      return Promise.resolve();
    },
    send: (input, at) => Promise.resolve(one.send(input, at)),
    state: () => Promise.resolve(one.state()),
    journal: () => Promise.resolve(one.journal()),
  };
}

/** No connector is reached by a scenario: it goes on by the way drawn for no answer. */
function notConnected({ agencyId }: CaseState, step: string): PersonInput {
  return { kind: 'serviceFailed', id: `service/${step}`, step, code: 'not_connected', actor: connectorOf(agencyId) };
}

/** The host itself, when it says what a connector has answered. */
export const connectorOf = (agencyId: string): PersonInput['actor'] => ({ personId: hostPersonId, agencyId, member: true, roles: [], qualifications: [], rights: ['supervise'], holders: {} });
