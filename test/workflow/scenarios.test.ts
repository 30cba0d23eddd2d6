// The acceptance scenarios on the workflow of a real case: the same journal as on the engine alone, to the millisecond.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transition } from '../../protocol/entry.ts';
import { caseIdOf } from '../../protocol/scenarios/input-of.ts';
import { periodsAfter } from '../../protocol/scenarios/shift.ts';
import type { Scenario } from '../../protocol/scenarios/scenario.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { checkoutRoot } from '../../server/config.ts';
import { readScenarios } from '../../server/scenarios/read.ts';
import { runScenario, type Ran } from '../../server/scenarios/run.ts';
import { startTimeSkipping, type TimeSkipping } from '../../server/scenarios/temporal-host.ts';
import { recorded } from '../../workflows/recorded.ts';

function scenariosIn(file: string): readonly Scenario[] {
  const read = readScenarios(readFileSync(join(checkoutRoot(), 'test', 'scenarios', file), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenarios;
}
const drafts = gallery.map((template) => template.draft);
// In the order of their starts: the server has one clock, and it goes forward only.
// A purge is the one thing that ends a workflow.
const scenarios = [...scenariosIn('acceptance.yaml'), ...scenariosIn('branches.yaml').filter(({ id }) => id === 'record_purged')].toSorted((a, b) => a.starts - b.starts);

let server: TimeSkipping;
beforeAll(async () => {
  server = await startTimeSkipping(process.env, () => undefined);
});
afterAll(() => server?.stop());

/** Without the host's own clock, which no two hosts share, and without the plans that the workflow does not record. */
const journalOf = (ran: Ran): unknown =>
  ran.kind === 'played' ? JSON.parse(JSON.stringify(ran.journal.map((transition: Transition) => recorded(transition)), (key, value: unknown) => (key === 'handledAt' ? undefined : value))) : ran.message;

describe('on Temporal', () => {
  it.each(scenarios.map((scenario) => ({ name: scenario.id, scenario })))('$name holds, and its journal is that of the engine', async ({ scenario }) => {
    const periods = periodsAfter(scenario, await server.now());
    const there = await runScenario(scenario, drafts, { host: server.hostOf(caseIdOf(scenario)), periods });
    const here = await runScenario(scenario, drafts, { periods });
    expect(there.kind === 'played' ? there.differences : there.message).toEqual([]);
    expect(journalOf(there)).toEqual(journalOf(here));
  });
});
