// The protocols that ship, played from their first step to their last: what a unit can expect of them before it changes them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Scenario } from '../../protocol/scenarios/scenario.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { checkoutRoot } from '../config.ts';
import { readScenarios } from './read.ts';
import { runScenario } from './run.ts';

function scenariosIn(file: string): readonly Scenario[] {
  const read = readScenarios(readFileSync(join(checkoutRoot(), 'test', 'scenarios', file), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenarios;
}

it.each([...scenariosIn('partners.yaml'), ...scenariosIn('situations.yaml')].map((scenario) => [scenario.title, scenario] as const))('%s', async (_title, scenario) => {
  const ran = await runScenario(scenario, gallery.map((template) => template.draft));
  expect(ran.kind === 'played' ? ran.differences : ran).toEqual([]);
});
