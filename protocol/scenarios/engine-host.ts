// The smallest host: the engine alone, on a clock that goes where it is told.
import type { CaseState } from '../case-state.ts';
import type { Transition } from '../entry.ts';
import { hostPersonId, type PersonInput } from '../input.ts';
import type { Plans } from '../plan.ts';
import { nextDueAt, settle, type Act } from '../settle.ts';
import type { Answer, ScenarioHost } from './play.ts';

/** No connector is reached by a scenario: it goes on by the way drawn for no answer. */
function notConnected({ agencyId }: CaseState, step: string): PersonInput {
  return { kind: 'serviceFailed', id: `service/${step}`, step, code: 'not_connected', actor: { personId: hostPersonId, agencyId, member: true, roles: [], qualifications: [], rights: ['supervise'], holders: {} } };
}

export function engineHost(): ScenarioHost {
  let plans: Plans = {};
  let state: CaseState | null = null;
  const journal: Transition[] = [];

  function handle(act: Act | undefined, now: number): Answer {
    if (state === null && act === undefined) return { ok: true, transitions: [] };
    const settled = settle(plans, state, act, now);
    if (!settled.ok) return { ok: false, code: settled.refusal.code, ...(settled.refusal.about === undefined ? {} : { about: settled.refusal.about }) };
    ({ plans, state } = settled);
    journal.push(...settled.transitions);
    for (const command of settled.commands) if (command.kind === 'callService') handle({ input: notConnected(settled.state, command.step), at: now }, now);
    return { ok: true, transitions: settled.transitions };
  }

  return {
    // From due instant to due instant: a host that jumped would be late for all but the last.
    passTo: (at) => {
      for (let due = state && nextDueAt(state); due !== null && due <= at; due = state && nextDueAt(state)) handle(undefined, due);
      return Promise.resolve();
    },
    send: (input, at) => Promise.resolve(handle({ input, at }, at)),
    state: () => Promise.resolve(state),
    journal: () => Promise.resolve(journal),
  };
}
