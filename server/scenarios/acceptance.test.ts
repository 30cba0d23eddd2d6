// The scenarios that the shipped protocols were accepted with: everything comes as their file expects, to the minute.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gallery } from '../../protocol/templates/gallery.ts';
import { checkoutRoot } from '../config.ts';
import { readScenarios } from './read.ts';
import { runScenario } from './run.ts';

const read = readScenarios(readFileSync(join(checkoutRoot(), 'test', 'scenarios', 'acceptance.yaml'), 'utf8'));
const scenarios = read.ok ? read.scenarios : [];

describe('the shipped protocols', () => {
  it('are played by scenarios', () => {
    expect(scenarios.map((one) => one.id)).toEqual(['S01', 'S02', 'S04', 'S06', 'S09', 'S12']);
  });

  it.each(scenarios.map((scenario) => ({ name: `${scenario.id}: ${scenario.title}`, scenario })))('$name', async ({ scenario }) => {
    const ran = await runScenario(scenario, gallery.map((template) => template.draft));
    expect(ran.kind === 'played' ? ran.differences : ran.message).toEqual([]);
  });
});
