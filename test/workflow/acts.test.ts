// What people do beside the protocol, on the real workflow and on the engine alone: the same journals and refusals.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { PersonInput } from '../../protocol/input.ts';
import { reason } from '../arbitraries/case-play.ts';
import { standing, type Name } from '../arbitraries/people.ts';
import { bundle, due, plan, sheriff } from '../arbitraries/plan.ts';
import { startHost, type ActFields, type Host } from './case-host.ts';
import { comparable, PlainCase } from './journey.ts';

const task = (id: string, to: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT8H'), next: { done: to } });
const ending = (key: string) => plan(key, [{ id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'end'), { id: 'end', kind: 'end', outcome: 'over', effects: [{ kind: 'status', status: 'no_case' }, { kind: 'retention', class: 'kept' }] }], { retention: { kept: { keep: 'P2Y', reviewBefore: 'P0D' } } });

let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 60_000);
afterAll(() => host.stop(), 60_000);

it('a step left out, a task added and late, a case reopened: host and engine write the same journal', async () => {
  const testCase = await host.openCase(bundle(ending('first')));
  const opening = 'answer' in testCase.opened ? testCase.opened.answer.transitions[0] : undefined;
  if (opening?.input.kind !== 'open') throw new Error('not opened');
  const plain = new PlainCase();
  plain.act({ ...opening.input, bundle: bundle(ending('first')) }, opening.at);
  const minute = 60_000;
  const stepOf = (node: string): string => plain.state?.steps.find((s) => s.node === node)?.id ?? '';
  const acts: readonly (readonly [Name, () => ActFields, string?])[] = [
    ['ana', () => ({ kind: 'reopen', bundle: bundle(ending('second')), reason }), 'wrong_act'],
    ['sam', () => ({ kind: 'addTask', title: { id: 'text-1', hash: 'h' }, roles: ['manager'], agencies: [sheriff], limit: { kind: 'due', due: (plain.state?.at ?? 0) + 90 * minute } })],
    ['ana', () => ({ kind: 'skip', step: stepOf('look'), edge: 'done', reason }), 'not_authorized'],
    ['sam', () => ({ kind: 'skip', step: stepOf('look'), edge: 'done', reason })],
    ['ana', () => ({ kind: 'start', bundle: bundle(ending('second')) }), 'not_active'],
    ['sam', () => ({ kind: 'reopen', bundle: bundle(ending('second')), reason })],
    ['max', () => ({ kind: 'complete', step: stepOf('text-1'), outcome: 'notDone', reason })],
  ];
  for (const [by, fields, code] of acts) {
    await host.env.sleep(40 * minute);
    const at = await host.now();
    plain.passTime(at);
    const input = { ...fields(), id: randomUUID(), actor: standing(by) } as PersonInput;
    expect(plain.act(input, at)?.code).toBe(code);
    const outcome = await testCase.send(input, at);
    expect('code' in outcome ? outcome.code : undefined).toBe(code);
  }
  expect(plain.state).toMatchObject({ status: 'open', breaches: 1, steps: [{ node: 'look' }] });
  expect(comparable(await testCase.journal())).toEqual(comparable(plain.transitions));
}, 60_000);
