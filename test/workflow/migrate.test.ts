// A case goes over to another version while its workflow runs, and while it goes on as a new run at every point: the journal is
// that of the engine alone, the new plan crosses and the old one stays behind, and its histories replay.
import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonInput } from '../../protocol/input.ts';
import type { Plan } from '../../protocol/plan.ts';
import { dataConverter } from '../../server/codec.ts';
import type { CaseArgument } from '../../workflows/messages.ts';
import { reason } from '../arbitraries/case-play.ts';
import { standing, type Name } from '../arbitraries/people.ts';
import { bundle, due, plan, sheriff } from '../arbitraries/plan.ts';
import { startHost, type ActFields, type Host } from './case-host.ts';
import { comparable, PlainCase } from './journey.ts';
import { testBundle } from './test-bundle.ts';
import { testKeys } from './test-keys.ts';

const hour = 3_600_000;
let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 60_000);
afterAll(() => host.stop(), 60_000);

const task = (id: string, to: string, time: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due(time), next: { done: to } });
const fan = (look: string, time: string): Plan => plan('p', [
  { id: 'start', kind: 'start', next: { next: 'fan' } },
  { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: look, b: 'ask' } },
  task(look, 'meet', time),
  { id: 'ask', kind: 'handoff', handoff: 'request', to: ['lead'], limit: due('PT9H'), next: { accepted: 'meet', declined: 'meet', withdrawn: 'meet' } },
  { id: 'meet', kind: 'join', next: { next: 'last' } },
  task('last', 'end', 'PT8H'),
  { id: 'end', kind: 'end', outcome: 'end' },
]);
const before = bundle(fan('look', 'PT8H'));
const after = { root: 'p2', plans: { p2: { ...fan('screen', 'PT4H'), version: 2 } } };
const mover = { ...standing('vic'), rights: ['publish' as const] };
const migrate: Omit<Extract<PersonInput, { kind: 'migrate' }>, 'id' | 'actor'> = {
  kind: 'migrate', run: 'r1', bundle: after, reason,
  migration: { mapping: { start: 'start', fan: 'fan', look: 'screen', ask: 'ask', meet: 'meet', last: 'last', end: 'end' }, clocks: {}, later: false, plannedBy: { personId: 'lea', agencyId: sheriff } },
};
const script: readonly { readonly afterMs: number; readonly by: Name; readonly node?: string; readonly fields: ActFields }[] = [
  { afterMs: hour, by: 'ana', node: 'look', fields: { kind: 'claim', step: '' } },
  { afterMs: hour, by: 'vic', fields: migrate },
  // In the new version four hours have passed by now.
  { afterMs: 3 * hour, by: 'lea', node: 'ask', fields: { kind: 'accept', step: '' } },
  { afterMs: hour, by: 'ana', node: 'screen', fields: { kind: 'complete', step: '', outcome: 'done' } },
  { afterMs: hour, by: 'ana', node: 'last', fields: { kind: 'complete', step: '', outcome: 'done' } },
];

describe.each<readonly [string, CaseArgument]>([['in one run', {}], ['that goes on as a new run after every transition', { maxHistory: 1, hardHistory: 100_000 }]])('a case %s', (_how, argument) => {
  it('goes over to another version as the engine alone does, at a join, with an open offer', async () => {
    const testCase = await host.openCase(before, { argument });
    const plain = new PlainCase();
    const opening = 'answer' in testCase.opened ? testCase.opened.answer.transitions[0] : undefined;
    if (opening?.input.kind !== 'open') throw new Error('not opened');
    plain.act({ ...opening.input, bundle: before }, opening.at);
    for (const { afterMs, by, node, fields } of script) {
      await host.env.sleep(afterMs);
      const at = await host.now();
      plain.passTime(at);
      const step = plain.state?.steps.find((s) => s.node === node)?.id ?? '';
      const input = { ...fields, ...('step' in fields ? { step } : {}), id: randomUUID(), actor: fields.kind === 'migrate' ? mover : standing(by) } as PersonInput;
      expect(plain.act(input, at)).toBeUndefined();
      expect(await testCase.send(input, at)).toHaveProperty('answer');
      if (fields.kind === 'migrate') {
        expect(await testCase.send(input, at)).toHaveProperty('answer');
        await testCase.journal(); // quiet: see there
        expect((await testCase.report()).plans).toEqual(['p2']);
      }
    }
    const journal = await testCase.journal();
    expect(comparable(journal)).toEqual(comparable(plain.transitions));
    const kinds = journal.flatMap((t) => t.entries.map((e) => e.kind));
    expect(kinds).toEqual(expect.arrayContaining(['runMigrated', 'stepMoved', 'deadlinePassed', 'handoffAccepted', 'runEnded']));
    for (const once of ['runMigrated', 'handoffOffered']) expect(kinds.filter((kind) => kind === once)).toHaveLength(1);

    const histories = (await testCase.histories()).map((history) => ({ workflowId: testCase.handle.workflowId, history }));
    const options = { workflowBundle: await testBundle(), dataConverter: dataConverter(testKeys), namespace: host.env.namespace ?? 'default', replayName: 'handrail' };
    for await (const { error } of Worker.runReplayHistories(options, histories)) expect(error).toBeUndefined();
  }, 120_000);
});
