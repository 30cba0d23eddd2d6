// Files as people really hand them in: cut off, misspelt, exported by the wrong program. Each is answered with exit code 2, its
// line, its field, and what would be right; never with a stack trace, and never by playing something else.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scenarioCommand } from '../commands/scenario.ts';
import { checkoutRoot } from '../config.ts';

const good = readFileSync(join(checkoutRoot(), 'test', 'scenarios', 'danger.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'handrail-scenarios-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function answered(text: string | Buffer): Promise<{ readonly code: number; readonly said: string }> {
  const file = join(folder, 'of-a-unit.yaml');
  writeFileSync(file, text);
  const said: string[] = [];
  const code = await scenarioCommand({ file, only: undefined, on: 'engine', json: false, out: (line) => said.push(line), err: (line) => said.push(line) });
  return { code, said: said.join('\n').replaceAll(`${file}:`, '') };
}
function changed(from: string, to: string): string {
  expect(good).toContain(from);
  return good.replace(from, () => to);
}

const accepting = 'act: accept, step: dispatch, by: wc1';
const begins = 'this is no file of scenarios; begin with schema: btau-scenarios/1';
const noText = 'here is something that is no text; save the file as text in UTF-8';
const noField = 'there is no such field here; take it out, or correct its name';
const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${['b a', 'c b', 'd c'].map((pair) => pair.split(' ')).map(([to, of]) => `${to}: &${to} [${Array(10).fill(`*${of}`).join(',')}]\n`).join('')}`;

describe('a file that is not one of scenarios', () => {
  it.each<[string, string | Buffer, string]>([
    ['empty', '', `1: ${begins}`], ['blank', '\n\n  \n', `1: ${begins}`], ['a comment', '# nothing\n', `1: ${begins}`],
    ['a list', '- a\n- b\n', `1: ${begins}`], ['a number', '42', `1: ${begins}`], ['JSON of something else', '[]', `1: ${begins}`],
    ['a picture', Buffer.from([0, 1, 2, 255, 254, 0, 137, 80, 78, 71]), `1: ${noText}`], ['text of another encoding', Buffer.from(good, 'utf16le'), `1: ${noText}`],
    ['half text', changed('Dispatch accepted', 'Dispatch\u0000accepted'), `5: ${noText}`],
    ['huge', `${good}#${'x'.repeat(3_000_000)}`, '2000000 are read, so split it into several'],
    ['nested without end', `x: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n${good}`, '1: this is no YAML that can be read: it is nested too deeply'],
    ['aliases of aliases', bomb + good, '1: its aliases stand for more than can be read'],
  ])('%s', async (_, text, said) => {
    const answer = await answered(text);
    expect(answer.said).toContain(said);
    expect(answer.code).toBe(2);
  });
});

describe('YAML that cannot be read', () => {
  it.each([
    ['two documents', `${good}---\n${good}`, '36: this is no YAML that can be read: a second document begins here'], ['a tab', changed('    timezone', '\ttimezone'), '7: this is no YAML that can be read: tabs are not allowed as indentation'],
    ['an open quote', changed('05:00"', '05:00'), '6: this is no YAML that can be read: missing closing "quote'], ['an open brace', changed('refused: not_authorized}', 'refused: not_authorized'), '17: this is no YAML that can be read: '],
    ['a key twice', changed('    timezone: America/New_York\n', '    timezone: America/New_York\n    timezone: America/Chicago\n'), '8: this is no YAML that can be read: map keys must be unique'],
    ['an alias of nothing', changed('by: lead1}\n    run', 'by: *nobody}\n    run'), '23: *nobody stands for nothing; write &nobody before it'], ['a tag', changed('title: Dispatch', 'title: !!js/function Dispatch'), '5: this is no YAML that can be read: unresolved tag'],
  ])('%s', async (_, text, said) => {
    const answer = await answered(text);
    expect(answer.said).toContain(said);
    expect(answer.code).toBe(2);
  });
});

describe('a field that is not as it must be', () => {
  it.each([
    ['another schema', 'btau-scenarios/1', 'btau-scenarios/9', '2 schema: write "btau-scenarios/1"'], ['no schema', 'schema: btau-scenarios/1\n', '', '1 schema: write "btau-scenarios/1"'],
    ['an unknown field', '    timezone:', '    time_zone: x\n    timezone:', `7 scenarios.0.time_zone: ${noField}`], ['a misspelt field', 'run_until', 'run_untill', `24 scenarios.0.run_untill: ${noField}`],
    ['a field left out', '  - id: D1\n    title', '  - title', '4 scenarios.0.id: this is missing; write a text in quotes'], ['a number for a text', 'id: D1', 'id: 5', '4 scenarios.0.id: write a text in quotes here'],
    ['a time without its offset', '22:00:00-05:00', '22:00:00', '6 scenarios.0.starts: write an instant with its offset from UTC, such as'], ['a day that is none', '2025-03-08', '2025-02-31', '6 scenarios.0.starts: write an instant'],
    ['a zone that is none', 'America/New_York', 'America/Harlow', '7 scenarios.0.timezone: write a zone of the IANA database'], ['a holiday that is none', '    events', '    holidays: [2025-13-01]\n    events', '14 scenarios.0.holidays.0: there is no such day'],
    ['one thing where a list must be', '    events', '    holidays: 2025-12-25\n    events', '14 scenarios.0.holidays: write a list in [ ] here'], ['words for an offset', 'at: PT6M,', 'at: 6 minutes,', '16 scenarios.0.events.1.at: write an offset from the start, such as PT15M'],
    ['acts out of order', 'at: PT7M,', 'at: PT1M,', '17 scenarios.0.events.2.at: events stand in the order of their instants'], ['an end before the last act', 'run_until: PT8H', 'run_until: PT1H', '24 scenarios.0.run_until: it ends before its last event'],
    ['an unknown act', accepting, 'act: acept, step: dispatch, by: wc1', '17 scenarios.0.events.2.act: write one of "start", "complete"'], ['nobody who acts', accepting, 'act: accept, step: dispatch', '17 scenarios.0.events.2.by: this is missing'],
    ['a text with a comma', 'by: lead1}\n    run', 'by: lead1, reason: agreed, at last}\n    run', '23 scenarios.0.events.8.at last: this is read as a field; a text with a comma in it stands in quotes'],
    ['data that is a list', 'data: {located: false, continue_search: false}', 'data: [located]', '20 scenarios.0.events.5.data: write an object in { } here'], ['no role', 'roles: [supervisor]', 'roles: []', '10 scenarios.0.staff.0.roles: at least 1'],
    ['a timer told in half', '[PT5M, imminent_response.dispatch, breach+PT0S, [supervisor]]', '[PT5M, imminent_response.dispatch]', '27 scenarios.0.expect.timers.0: at least 4'], ['an unknown result', 'result: approved', 'result: granted', '29 scenarios.0.expect.approvals.0.result: write "approved" or "denied"'],
    ['no act to begin with', 'act: start, protocol: imminent_response, by: sup1', 'act: event, name: located, by: sup1', '15 scenarios.0.events.0.act: a scenario begins with act: start'], ['a seed too late', 'act: complete, step: disclosure_review, by: prv1', 'act: seed, case: {status: open}', '19: a case is seeded before anything else happens to it'],
  ])('%s', async (_, from, to, said) => {
    const answer = await answered(changed(from, to));
    expect(answer.said).toContain(said);
    expect(answer.code).toBe(2);
  });
});

describe('a name that nothing has', () => {
  it.each([
    ['a person', accepting, 'act: accept, step: dispatch, by: wc9', '17 scenarios.0.events.2.by: nobody of the staff is called wc9; name one of sup1'], ['a duty supervisor', 'duty_supervisor: sup1', 'duty_supervisor: nobody', '8 scenarios.0.duty_supervisor: nobody of the staff is called nobody'],
    ['a step', accepting, 'act: accept, step: dispach, by: wc1', '17 scenarios.0.events.2.step: there is no step dispach; did you mean dispatch?'], ['a step of a protocol', accepting, 'act: accept, step: imminent.dispatch, by: wc1', '17 scenarios.0.events.2.step: there is no step imminent.dispatch'],
    ['a protocol', 'protocol: imminent_response', 'protocol: imminent', '15 scenarios.0.events.0.protocol: there is no protocol imminent; write one of closure_aar'], ['a role', 'roles: [watch_commander]', 'roles: [watch_comander]', '12 scenarios.0.staff.2.roles.0: there is no role watch_comander; did you mean watch_commander?'],
    ['a field of a form', 'data: {result:', 'data: {resullt: 1, result:', '18 scenarios.0.events.3.data.resullt: there is no field of response called resullt; did you mean result?'], ['an outcome', 'act: complete, step: sitrep, by: wc1,', 'act: decide, choice: nowhere, step: sitrep, by: wc1,', '20 scenarios.0.events.5.choice: there is no outcome of sitrep called nowhere; write one of done'],
    ['an event', 'act: complete, step: disclosure_review, by: prv1', 'act: event, name: locatd, by: prv1', '19 scenarios.0.events.4.name: there is no event locatd; did you mean located?'], ['a refusal', 'refused: not_authorized', 'refused: not_autorized', '16 scenarios.0.events.1.refused: there is no refusal not_autorized; did you mean not_authorized?'],
    ['a step that must stay silent', 'never_fires: [imminent_response.response]', 'never_fires: [imminent_response.respons]', '35 scenarios.0.expect.never_fires.0: there is no step imminent_response.respons'], ['one person twice', '      - {id: lead1', '      - {id: sup1, roles: [unit_lead]}\n      - {id: lead1', '11 scenarios.0.staff.1.id: sup1 is on the staff already'],
  ])('%s', async (_, from, to, said) => {
    const answer = await answered(changed(from, to));
    expect(answer.said).toContain(said);
    expect(answer.code).toBe(2);
  });
  it('a scenario of an id that is there already', async () => {
    expect(await answered(good + good.slice(good.indexOf('  - id: D1')))).toEqual({ code: 2, said: '36 scenarios.1.id: there is a scenario D1 already; give each an id of its own' });
  });
});

it('a file saved on another system is read like any other', async () => {
  for (const text of [`\uFEFF${good}`, good.replaceAll('\n', '\r\n')]) expect((await answered(text)).code).toBe(0);
});
