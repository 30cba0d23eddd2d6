// Plays a case on the engine alone: acts at instants, through `settle` as every host does, with the two laws that must
// hold at every point checked on the way: a JSON round trip of the state changes nothing, and nothing given is mutated.
import { expect } from 'vitest';
import type { CaseState, Step } from '../../protocol/case-state.ts';
import type { Command, Entry, Transition } from '../../protocol/entry.ts';
import type { PersonInput } from '../../protocol/input.ts';
import type { Bundle, Plans } from '../../protocol/plan.ts';
import type { Refusal } from '../../protocol/refusal.ts';
import { settle } from '../../protocol/settle.ts';
import { standing, type Name } from './people.ts';
import { sheriff } from './plan.ts';

export const t0 = 1_750_000_000_000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => minutes(60 * n);

type ActFields = PersonInput extends infer I ? (I extends PersonInput ? Omit<I, 'id' | 'actor'> : never) : never;

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

export class CasePlay {
  plans: Plans = {};
  state: CaseState | null = null;
  readonly transitions: Transition[] = [];
  readonly refusals: Refusal[] = [];
  readonly commands: Command[] = [];
  private count = 0;

  /** Who is there to hold roles; everybody unless a test sends some home. */
  there: readonly Name[] | undefined;

  open(bundle: Bundle, by: Name = 'ana', more: Partial<Extract<PersonInput, { kind: 'open' }>> = {}, at = t0): this {
    return this.act(at - t0, by, { kind: 'open', caseId: 'c0000000-0000-4000-8000-000000000001', unitId: 'u0000000-0000-4000-8000-000000000001', agencyId: sheriff, bundle, dutySupervisor: { personId: 'sam', agencyId: sheriff }, ...more });
  }

  /** An act so many milliseconds after the opening; refused acts are collected. */
  act(after: number, by: Name, fields: ActFields, id = `i${++this.count}`): this {
    return this.send({ ...fields, id, actor: standing(by, this.there) } as PersonInput, t0 + after);
  }
  send(input: PersonInput, at: number, now = at): this {
    return this.settled(settle(freeze(this.plans), freeze(this.state), { input: freeze(input), at }, now));
  }
  /** Nothing but time, up to so many milliseconds after the opening. */
  time(after: number): this {
    return this.settled(settle(freeze(this.plans), freeze(this.state), undefined, t0 + after));
  }
  private settled(result: ReturnType<typeof settle>): this {
    if (!result.ok) {
      this.refusals.push(result.refusal);
      return this;
    }
    expect(JSON.parse(JSON.stringify(result.state))).toStrictEqual(result.state);
    expect(JSON.parse(JSON.stringify(result.transitions))).toStrictEqual(result.transitions);
    this.plans = result.plans;
    this.state = result.state;
    this.transitions.push(...result.transitions);
    this.commands.push(...result.commands);
    return this;
  }

  step(node: string): Step {
    const step = this.state?.steps.find((s) => s.node === node);
    if (!step) throw new Error(`no open step "${node}"; open: ${this.open_().join(', ')}`);
    return step;
  }
  open_(): string[] {
    return (this.state?.steps ?? []).map((s) => s.node);
  }
  entries(): Entry[] {
    return this.transitions.flatMap((t) => [...t.entries]);
  }
  kinds(): string[] {
    return this.entries().map((e) => e.kind);
  }
  of<K extends Entry['kind']>(kind: K): Extract<Entry, { kind: K }>[] {
    return this.entries().filter((e): e is Extract<Entry, { kind: K }> => e.kind === kind);
  }
  /** The journal as text, for comparing hosts. */
  journal(): string {
    return JSON.stringify(this.transitions.map(({ number, at, entries }) => ({ number, at, entries })));
  }
}

export const reason = { id: 'reason', hash: 'h' };
