// Where a case continues as new its state and plans go through JSON, and what happens then must be as if it had not. And
// nothing that is given is changed: a refused act leaves no trace.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { difference, structured, type Engine } from './compare.ts';
import * as engine from '../../protocol/settle.ts';

const tripped = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}

it('at every point of every case, a state goes on as it would have after a round trip through JSON', () => {
  const settle: Engine['settle'] = (plans, state, act, now) => {
    const done = engine.settle(frozen(plans), frozen(state), frozen(act), now);
    expect(engine.settle(tripped(plans), tripped(state), tripped(act), now)).toStrictEqual(tripped(done));
    return done;
  };
  fc.assert(fc.property(structured, (played) => difference(played, { engine: { ...engine, settle } }) === undefined), { numRuns: 300 });
}, 300_000);
