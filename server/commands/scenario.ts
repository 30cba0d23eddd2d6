// `handrail scenario FILE`: plays scenarios on the shipped templates and says what differs from what the file expects.
import { readFileSync } from 'node:fs';
import { caseIdOf } from '../../protocol/scenarios/input-of.ts';
import { line, written } from '../../protocol/scenarios/compare.ts';
import type { Scenario } from '../../protocol/scenarios/scenario.ts';
import { periodsAfter } from '../../protocol/scenarios/shift.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { faultLine } from '../file-lines.ts';
import { namesIn } from '../scenarios/names.ts';
import { readScenarios } from '../scenarios/read.ts';
import { runScenario, type Ran } from '../scenarios/run.ts';

export interface ScenarioOptions {
  readonly file: string;
  /** Only the scenario with this id. */
  readonly only: string | undefined;
  readonly on: 'engine' | 'temporal';
  readonly json: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const drafts = gallery.map((template) => template.draft);

/** 0: all hold; 1: something differs; 2: the file or the question is wrong. */
export async function scenarioCommand({ file, only, on, json, out, err }: ScenarioOptions): Promise<0 | 1 | 2> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    err(`${file} cannot be read; name a file of scenarios, in YAML`);
    return 2;
  }
  const read = readScenarios(text, namesIn(drafts));
  if (!read.ok) {
    for (const fault of read.faults) err(faultLine(file, fault));
    return 2;
  }
  const chosen = read.scenarios.filter((one) => only === undefined || one.id === only);
  if (chosen.length === 0) {
    err(`${file} has no scenario ${only ?? ''}; it has ${read.scenarios.map((one) => one.id).join(', ')}`);
    return 2;
  }
  const ran = on === 'engine' ? await onEngine(chosen) : await onTemporal(chosen, err);
  if (json) out(JSON.stringify({ scenarios: ran.map(jsonOf) }, null, 2));
  else for (const one of ran) out(textOf(one, file));
  if (ran.some((one) => one.kind === 'impossible')) return 2;
  return ran.every((one) => one.kind === 'played' && one.differences.length === 0) ? 0 : 1;
}

async function onEngine(scenarios: readonly Scenario[]): Promise<readonly Ran[]> {
  const ran: Ran[] = [];
  for (const scenario of scenarios) ran.push(await runScenario(scenario, drafts));
  return ran;
}

/** One after the other: the time-skipping server has one clock, and each begins after the last has ended. */
async function onTemporal(scenarios: readonly Scenario[], err: (text: string) => void): Promise<readonly Ran[]> {
  const { startTimeSkipping } = await import('../scenarios/temporal-host.ts');
  const server = await startTimeSkipping(process.env, err);
  const ran: Ran[] = [];
  try {
    for (const scenario of scenarios.toSorted((a, b) => a.starts - b.starts)) {
      ran.push(await runScenario(scenario, drafts, { host: server.hostOf(caseIdOf(scenario)), periods: periodsAfter(scenario, await server.now()) }));
      await server.end(caseIdOf(scenario));
    }
  } finally {
    await server.stop();
  }
  return scenarios.flatMap((scenario) => ran.filter((one) => one.scenario.id === scenario.id));
}

function textOf(ran: Ran, file: string): string {
  const head = `${ran.scenario.id} ${ran.scenario.title}`;
  if (ran.kind === 'impossible') return `✗ ${head}\n  ${file}:${ran.line}: ${ran.message}`;
  if (ran.differences.length === 0) return `✓ ${head}`;
  return [`✗ ${head}`, ...ran.differences.flatMap(({ what, expected, got }) => [`  ${what}`, `    expected ${line(expected)}`, `    got      ${line(got)}`])].join('\n');
}

function jsonOf(ran: Ran): unknown {
  const { id, title } = ran.scenario;
  if (ran.kind === 'impossible') return { id, title, holds: false, line: ran.line, message: ran.message };
  return { id, title, holds: ran.differences.length === 0, differences: ran.differences, got: written(ran.told) };
}
