// Plays a rehearsal from its first move to its last. It is played whole each time: the same moves on the same draft give the
// same case, so taking a move back is leaving it out, and nothing on screen can differ from what was saved.
import type { CaseState } from '../case-state.ts';
import type { Transition } from '../entry.ts';
import type { PersonInput } from '../input.ts';
import type { Plans } from '../plan.ts';
import { connectorOf, engine, type Engine } from '../scenarios/engine-host.ts';
import { CannotPlay, inputOf, standingOf, stepNamed, textOf, type Made, type Stage as PlayStage } from '../scenarios/input-of.ts';
import { codeOf, type Answer } from '../scenarios/play.ts';
import { addDuration, parseDuration } from '../time.ts';
import type { Way } from '../work.ts';
import type { Came, Move, Rehearsal, SavedRehearsal } from './rehearsal.ts';
import { dutySupervisor, type Stage } from './stage.ts';

export interface PlayedMove {
  readonly move: Move;
  /** On the clock afterwards. */
  readonly at: number;
  readonly transitions: readonly Transition[];
  readonly refused?: { readonly code: string; readonly sentence: string };
  readonly came: Came;
}
export interface Rehearsed {
  readonly moves: readonly PlayedMove[];
  readonly clock: number;
  readonly state: CaseState | null;
  readonly plans: Plans;
  readonly journal: readonly Transition[];
  readonly ways: readonly Way[];
  /** When something is due next. */
  readonly nextDueAt: number | null;
}

/** One move lets this many deadlines come due, so that a loop of time ends and a century is not waited for. */
const deadlinesAMove = 1_000;

export function rehearse(stage: Stage, rehearsal: Rehearsal): Rehearsed {
  const host = engine();
  const moves: PlayedMove[] = [];
  let clock = rehearsal.starts;
  for (const [index, move] of rehearsal.moves.entries()) {
    const before = host.journal().length;
    const made = play({ stage, rehearsal, host, index, clock }, move);
    clock = made.clock;
    const { refused } = made;
    moves.push({ move, at: clock, transitions: host.journal().slice(before), ...(refused ? { refused } : {}), came: cameOf(host.state(), clock - rehearsal.starts, refused?.code) });
  }
  return { moves, clock, state: host.state(), plans: stage.bundle.plans, journal: host.journal(), ways: host.ways(), nextDueAt: host.nextDueAt() };
}

interface Moment {
  readonly stage: Stage;
  readonly rehearsal: Rehearsal;
  readonly host: Engine;
  readonly index: number;
  readonly clock: number;
}
interface Moved {
  readonly clock: number;
  readonly refused?: NonNullable<PlayedMove['refused']>;
}

function play(moment: Moment, move: Move): Moved {
  const { host, clock, stage } = moment;
  if (move.act === 'nextDeadline') {
    const due = host.nextDueAt();
    return due === null ? { clock, refused: { code: 'nothing_due', sentence: 'nothing is due any more' } } : { clock: passTo(host, due) };
  }
  if (move.act === 'pass') {
    const span = parseDuration(move.for);
    const until = span === null ? clock : addDuration(clock, span, stage.plan.unit.offsets);
    return until <= clock ? { clock, refused: { code: 'bad_value', sentence: 'time goes forward only; say how much, such as PT2H or P1D' } } : { clock: Math.max(clock, passTo(host, until)) };
  }
  try {
    const made = madeOf(moment, move);
    const answer = host.send(made.input, clock);
    const code = codeOf(answer, made);
    return code === undefined || answer.ok ? { clock } : { clock, refused: { code, sentence: sentenceIn(answer) } };
  } catch (error) {
    if (error instanceof CannotPlay) return { clock, refused: { code: 'impossible', sentence: error.message } };
    throw error;
  }
}

const sentenceIn = (answer: Answer): string => (answer.ok ? '' : (answer.sentence ?? answer.code));

/** From due instant to due instant, as a host that is never late; where too much is due, the clock stops there. */
function passTo(host: Engine, at: number): number {
  for (let n = 0, due = host.nextDueAt(); due !== null && due <= at; due = host.nextDueAt(), n += 1) {
    if (n >= deadlinesAMove) return host.state()?.at ?? at;
    host.wake(due);
  }
  return at;
}

function madeOf({ stage, rehearsal, host, index, clock }: Moment, move: Exclude<Move, { act: 'pass' | 'nextDeadline' }>): Made {
  const { plan, bundle, cast } = stage;
  const state = host.state();
  const library: PlayStage['library'] = { has: (key) => key === plan.key, bundle: () => bundle, publish: () => undefined };
  const scenario: PlayStage['scenario'] = { id: 'rehearsal', starts: rehearsal.starts, dutySupervisor, events: [] };
  // Whatever plan the case has been given: those of the bundle, by hash.
  const set: PlayStage = { scenario, library, cast, plans: { ...bundle.plans }, state, index };
  const line = index + 1;
  const id = `e${line}`;
  const act = (of: { readonly by: string }) => ({ id, actor: standingOf(set, of.by, line) });
  const stepId = (step: string): string => stepNamed(state, step)?.id ?? `no open step ${step}`;
  const reason = (said: string | undefined) => textOf(id, said ?? 'n/a');
  switch (move.act) {
    case 'start': return inputOf(set, { ...move, protocol: plan.key, at: clock, line });
    case 'offer': return { input: { kind: 'offer', ...act(move), step: stepId(move.step), ...(move.handoff === undefined ? {} : { handoff: move.handoff }), package: textOf(`${id}:package`, 'n/a'), legalBasis: reason(undefined) } };
    case 'withdraw': return { input: { kind: 'withdraw', ...act(move), step: stepId(move.step), reason: reason(move.reason) } };
    case 'cancel': return { input: { kind: 'cancel', ...act(move), target: { kind: 'step', step: stepId(move.step) }, reason: reason(move.reason) } };
    case 'level': return { input: { kind: 'setLevel', ...act(move), level: move.level, reason: reason(move.reason) } };
    case 'service': return { input: answerOf(move.fields, { id, step: stepId(move.step), actor: connectorOf(stage.plan.unit.hostAgency) }) };
    default: return inputOf(set, { ...move, at: clock, line });
  }
}

function answerOf(fields: Extract<Move, { act: 'service' }>['fields'], to: Pick<PersonInput, 'id' | 'actor'> & { readonly step: string }): PersonInput {
  return fields === null ? { kind: 'serviceFailed', ...to, code: 'no_answer' } : { kind: 'serviceResult', ...to, fields };
}

function cameOf(state: CaseState | null, after: number, refused: string | undefined): Came {
  const open = (state?.steps ?? []).map((step) => `${state?.runs.find((run) => run.id === step.runId)?.key ?? 'case'}.${step.node}`).sort();
  return { ...(refused === undefined ? {} : { refused }), after, open, status: state?.status ?? null, level: state?.level ?? null, owner: state?.owner.personId ?? null };
}

/** The rehearsal with what came of it now: what it must come to again. */
export function savedAs(rehearsal: Rehearsal, { moves }: Rehearsed): SavedRehearsal {
  return { ...rehearsal, came: moves.map((move) => move.came) };
}
