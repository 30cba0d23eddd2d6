// A unit checks its own protocols with files of scenarios: what holds is said, what differs is shown, and a file that is wrong
// is told by line, field and what would be right.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../protocol/scenarios/scenario.ts';
import { periodMs } from '../../protocol/scenarios/shift.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { at, drawing, end, handoff, limit, start } from '../../protocol/templates/sketch.ts';
import { checkoutRoot } from '../config.ts';
import { readScenarios } from './read.ts';
import { runScenario } from './run.ts';

const drafts = gallery.map((template) => template.draft);
const text = readFileSync(join(checkoutRoot(), 'test', 'scenarios', 'danger.yaml'), 'utf8');

function scenarioIn(file: string): Scenario {
  const read = readScenarios(file);
  const [first] = read.ok ? read.scenarios : [];
  if (first === undefined) throw new Error(JSON.stringify(read));
  return first;
}
function faultsOf(file: string): readonly string[] {
  const read = readScenarios(file);
  return read.ok ? [] : read.faults.map(({ line, field, message }) => `${line} ${field}: ${message}`);
}
async function differencesOf(file: string): Promise<readonly string[]> {
  const ran = await runScenario(scenarioIn(file), drafts);
  return ran.kind === 'impossible' ? [`${ran.line}: ${ran.message}`] : ran.differences.map((d) => `${d.what}: expected ${d.expected}, got ${d.got}`);
}

describe('a scenario', () => {
  it('holds when everything comes as the file expects', async () => {
    expect(await differencesOf(text)).toEqual([]);
  });

  it.each([
    ['[PT5M, imminent_response.dispatch, breach+PT0S, [supervisor]]', '[PT4M, imminent_response.dispatch, breach+PT0S, [supervisor]]', 'timers[0]: expected [PT4M, imminent_response.dispatch, breach+PT0S, [supervisor]], got [PT5M, imminent_response.dispatch, breach+PT0S, [supervisor]]'],
    ['by: prv1, refused: not_authorized}', 'by: prv1}', 'line 16: accept at PT6M: expected taken, got refused: not_authorized'],
    ['by: lead1}\n    run', 'by: lead1, refused: already_approved}\n    run', 'line 23: approve at PT7H: expected refused: already_approved, got taken'],
    ['outcomes: [[imminent_response, stabilised]]', 'outcomes: []', 'final.outcomes: expected , got [imminent_response, stabilised]'],
    ['never_fires: [imminent_response.response]', 'never_fires: [imminent_response.dispatch]', 'never_fires: expected imminent_response.dispatch stays silent, got [PT5M, imminent_response.dispatch, breach+PT0S, [supervisor]]'],
  ])('says what differs: %s', async (from, to, said) => {
    expect(text).toContain(from);
    expect(await differencesOf(text.replace(from, to))).toEqual([said]);
  });

  it('is the same whole periods of 28 years later', async () => {
    const scenario = scenarioIn(text);
    const [now, later] = [await runScenario(scenario, drafts), await runScenario(scenario, drafts, { periods: 2 })];
    if (now.kind !== 'played' || later.kind !== 'played') throw new Error('both are played');
    expect(later.told).toEqual(now.told);
    expect(later.journal.map(({ at }) => at - 2 * periodMs)).toEqual(now.journal.map(({ at }) => at));
  });

  it('that asks for what is not there is told so by its line', async () => {
    expect(await differencesOf(text.replace('protocol: imminent_response', 'protocol: nowhere'))).toEqual(['15: there is no protocol nowhere']);
  });
});

describe('handoffs of a scenario', () => {
  const four = limit([{ due: 'PT4H' }], [['PT0S', ['unit_lead']]], 'of the test');
  const roles = ['unit_lead', 'analyst', 'crisis_team'].map((id) => ({ id, title: id }));
  const callout = drawing({ key: 'callout', title: 'Callout', purpose: '', levels: [], facts: [], retention: [], roles, forms: [] }, [
    at([0, 0], start('start', 'Start'), { next: 'ask' }),
    at([1, 0], handoff('ask', 'Ask', { handoff: 'consult', to: ['crisis_team'], limit: four }), { accepted: 'call', declined: 'call', withdrawn: 'call' }),
    at([2, 0], { ...handoff('call', 'Call', { handoff: 'request', from: ['unit_lead'], to: ['analyst'], each: { kind: 'times', times: 3 }, limit: four }), citations: ['H_callout'] }, { settled: 'end', withdrawn: 'end' }),
    at([3, 0], end('end', 'End', { outcome: 'done' })),
  ]);
  const file = `schema: btau-scenarios/1
scenarios:
  - id: C1
    title: Three people are called out
    starts: "2025-03-03T09:00:00-05:00"
    timezone: America/New_York
    duty_supervisor: lead1
    staff: [{id: lead1, roles: [unit_lead]}, {id: a1, roles: [analyst]}, {id: a2, roles: [analyst]}, {id: a3, roles: [analyst]}, {id: cri1, roles: [crisis_team], external: true}]
    events:
      - {at: PT0S, act: start, protocol: callout, by: lead1}
      - {at: PT1H, act: accept, step: ask, by: cri1}
      - {at: PT2H, act: accept, step: call, by: a1}
      - {at: PT2H1M, act: reject, step: call, by: a1, refused: already_approved}
      - {at: PT2H5M, act: reject, step: call, by: a2}
      - {at: PT2H6M, act: no_answer, step: call, by: a2, member: a3, refused: not_authorized}
      - {at: PT3H, act: no_answer, step: call, by: lead1, member: a3}
    run_until: P1D
    expect:
      timers: []
      handoffs:
        - {step: callout.ask, sent: PT0S, result: accepted, at: PT1H, by: cri1}
        - {handoff: H_callout, step: callout.call, sent: PT1H, result: settled, accepted: [a1], refused: [a2], no_answer: [a3], at: PT3H}
      final: {open: [], outcomes: [[callout, done]]}
`;
  it('are told as answered, and as settled with who accepted, who refused and who gave no answer', async () => {
    const ran = await runScenario(scenarioIn(file), [callout]);
    expect(ran.kind === 'played' ? ran.differences : ran).toEqual([]);
  });
});

describe('a file of scenarios that is wrong', () => {
  it.each([
    ['at: PT6M,', 'at: soon,', '16 scenarios.0.events.1.at: write an offset from the start, such as PT15M or P1DT2H'],
    ['at: PT6M,', 'at: PT9H,', '17 scenarios.0.events.2.at: events stand in the order of their instants; this one is before the last'],
    ['by: prv1, refused', 'by: nobody, refused', '16 scenarios.0.events.1.by: nobody of the staff is called nobody; name one of sup1, lead1, wc1, prv1'],
    ['timezone: America/New_York', 'timezone: Harlow/Nowhere', '7 scenarios.0.timezone: write a zone of the IANA database, such as America/New_York'],
    ['starts: "2025-03-08T22:00:00-05:00"', 'starts: "2025-03-08T22:00:00"', '6 scenarios.0.starts: write an instant with its offset from UTC, such as 2025-05-05T08:30:00-04:00'],
    ['schema: btau-scenarios/1', 'schema: other/1', '2 schema: write "btau-scenarios/1"'],
    ['run_until: PT8H', 'run_until: PT1H', '24 scenarios.0.run_until: it ends before its last event; write a later offset'],
  ])('%s -> %s', (from, to, said) => {
    expect(text).toContain(from);
    expect(faultsOf(text.replace(from, to))[0]).toBe(said);
  });

  it('is told where it is no YAML', () => {
    expect(faultsOf('schema: [')).toEqual([expect.stringMatching(/^1 : this is no YAML that can be read: /)]);
  });
});
