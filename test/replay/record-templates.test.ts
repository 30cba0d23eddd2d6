// As record.test.ts, for the protocols that ship: they take months, so the server skips time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transition } from '../../protocol/entry.ts';
import { caseIdOf } from '../../protocol/scenarios/input-of.ts';
import { periodsAfter } from '../../protocol/scenarios/shift.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { dataConverter } from '../../server/codec.ts';
import { runScenario } from '../../server/scenarios/run.ts';
import { hostOf, recording } from '../../server/scenarios/temporal-host.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { historiesOf, startHost, type Host } from '../workflow/case-host.ts';
import { testBundle } from '../workflow/test-bundle.ts';
import { testKeys } from '../workflow/test-keys.ts';
import { asHistories, asJson, folder, type RecordedRun } from './histories.ts';
import { scenarioOf, templateScenarios } from './template-scenarios.ts';

const day = process.env['HANDRAIL_RECORD'];
const drafts = gallery.map((template) => template.draft);
const journals = new Map<string, Transition[]>();
let host: Host;
beforeAll(async () => {
  host = await startHost({ worker: { activities: { ...recording(journals) } } });
});
afterAll(() => host.stop());

describe('of every protocol that ships', () => {
  // In the order of their starts: the server has one clock, and it goes forward only.
  const played = templateScenarios.map((of) => ({ ...of, drawn: scenarioOf(of) })).toSorted((a, b) => a.drawn.starts - b.drawn.starts);
  it.each(played)('a case of $template is replayed as it was played', async ({ template, drawn }) => {
    const caseId = caseIdOf(drawn);
    const ran = await runScenario(drawn, drafts, { host: hostOf(host.env, caseId, () => journals.get(caseId) ?? []), periods: periodsAfter(drawn, await host.now()) });
    if (ran.kind !== 'played') throw new Error(ran.message);
    expect(ran.differences).toEqual([]);
    expect(ran.journal.flatMap((t) => t.entries.flatMap((e) => (e.kind === 'runStarted' ? [e.protocol] : [])))).toContain(template);
    const workflowId = caseWorkflowId(caseId);
    const runs = (await historiesOf(host.env, workflowId)).map((history): RecordedRun => ({ workflowId, history: asJson(history) }));
    const namespace = host.env.namespace ?? 'default';
    const options = { workflowBundle: await testBundle(), dataConverter: dataConverter(testKeys), namespace };
    for await (const { error } of Worker.runReplayHistories(options, asHistories(runs))) expect(error).toBeUndefined();
    if (day === undefined) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${template}-${day.replaceAll('-', '')}.json`), `${JSON.stringify({ scenario: template, recordedOn: day, namespace, runs })}\n`);
  }, 120_000);
});

it('covers them all', () => {
  expect(templateScenarios.map((t) => t.template).sort()).toEqual(gallery.map((t) => t.key).sort());
});
