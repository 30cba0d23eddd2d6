// `npm run history:record`: plays the main way through each shipped protocol on the time-skipping server and writes its history
// down, under the fixed test key.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { caseIdOf } from '../../protocol/scenarios/input-of.ts';
import { periodsAfter } from '../../protocol/scenarios/shift.ts';
import type { Scenario } from '../../protocol/scenarios/scenario.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { checkoutRoot } from '../../server/config.ts';
import { readScenarios } from '../../server/scenarios/read.ts';
import { runScenario } from '../../server/scenarios/run.ts';
import { startTimeSkipping } from '../../server/scenarios/temporal-host.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { testKeys } from '../workflow/test-keys.ts';
import { asJson, type RecordedRun } from './histories.ts';
import { templateFolder, ways, type Way } from './template-ways.ts';

const drafts = gallery.map((template) => template.draft);
const recordedOn = new Date().toISOString().slice(0, 10);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function scenarioOf({ file, scenario }: Way): Scenario {
  const read = readScenarios(readFileSync(join(checkoutRoot(), 'test', 'scenarios', file), 'utf8'));
  const found = read.ok ? read.scenarios.find(({ id }) => id === scenario) : undefined;
  if (found === undefined) throw new Error(`${file} has no scenario ${scenario}`);
  return found;
}

/** All runs of the case, the first first. */
async function runsOf(client: Client, workflowId: string): Promise<readonly RecordedRun[]> {
  const { runId, raw } = await client.workflow.getHandle(workflowId).describe();
  const runs: RecordedRun[] = [];
  for (let run: string | undefined = raw.workflowExecutionInfo?.firstRunId || runId; run; ) {
    const history: Awaited<ReturnType<WorkflowHandle['fetchHistory']>> = await client.workflow.getHandle(workflowId, run).fetchHistory();
    runs.push({ workflowId, history: asJson(history) });
    run = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return runs;
}

const server = await startTimeSkipping(process.env, say, testKeys);
mkdirSync(templateFolder, { recursive: true });
try {
  const played = ways.map((way) => ({ way, scenario: scenarioOf(way) })).toSorted((a, b) => a.scenario.starts - b.scenario.starts);
  for (const { way, scenario } of played) {
    const ran = await runScenario(scenario, drafts, { host: server.hostOf(caseIdOf(scenario)), periods: periodsAfter(scenario, await server.now()) });
    if (ran.kind !== 'played' || ran.differences.length > 0) throw new Error(`${scenario.id} does not hold, so its history is not recorded`);
    const runs = await runsOf(server.client, caseWorkflowId(caseIdOf(scenario)));
    writeFileSync(join(templateFolder, `${way.protocol}.json.gz`), gzipSync(`${JSON.stringify({ scenario: scenario.id, recordedOn, runs })}\n`, { level: 9 }));
    say(`${way.protocol}: ${scenario.id}, ${ran.journal.length} transitions, ${runs.length} runs`);
  }
} finally {
  await server.stop();
}
