// What the command says of a file, and what a script can rely on: lines, fields, exit codes, keys of the JSON.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { draft } from '../../protocol/draft-text.ts';
import type { Draft } from '../../protocol/draft.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { protocolCommand, type ProtocolOptions } from './protocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'handrail-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function write(content: unknown): string {
  const file = join(folder, `p${++files}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}
function run(command: ProtocolOptions['command'], contents: readonly unknown[], more: Partial<ProtocolOptions> = {}): { readonly code: number; readonly out: string; readonly err: string } {
  const told = { out: '', err: '' };
  const named = contents.map(write);
  const code = protocolCommand({ command, files: named, with: [], zone: 'UTC', json: false, now: Date.UTC(2026, 0, 1), out: (text) => (told.out += `${text}\n`), err: (text) => (told.err += `${text}\n`), ...more });
  const short = (text: string): string => named.reduce((t, file, i) => t.replaceAll(file, `F${i + 1}`), text);
  return { code, out: short(told.out), err: short(told.err) };
}
const simple = draft('start -> look(2h) -> end');
const json = JSON.stringify(simple, null, 2);
const changed = (change: (d: Draft) => void): unknown => {
  const copy = JSON.parse(json) as Draft;
  change(copy);
  return copy;
};

describe('a bad file is told with its line, its field, and what would be right', () => {
  it.each<readonly [string, unknown, string]>([
    ['a comma too many', json.replace('"layout": {', '"layout": {,'), `F1:${json.split('\n').findIndex((l) => l.includes('"layout"')) + 1}: this is no JSON: expected property name or`],
    ['a word that is none of JSON\'s', json.replace('"key": "p"', '"key": p'), `F1:${json.split('\n').findIndex((l) => l.includes('"key": "p"')) + 1}: this is no JSON: unexpected token 'p'; check`],
    ['a file of another kind', `# Scenarios of the unit\n${'id: S01\n'.repeat(50)}`, "F1:1: this is no JSON: unexpected token '#'; check"],
    ['a bracket too few', json.slice(0, -3), 'this is no JSON'],
    ['a name that stands twice', json.replace('"key": "p",', '"key": "p",\n  "key": "q",'), 'F1:4: this name stands here twice'],
    ['something else', '[1]', 'F1:1: this is JSON, but no protocol; write an object with schemaVersion, key, title, nodes and edges'],
    ['a kind that there is not', json.replace('"kind": "task"', '"kind": "tsk"'), 'nodes.1.kind: write one of "start", "task", "approval"'],
    ['a status that there is not', changed((d) => Object.assign(d.nodes[2] ?? {}, { effects: [{ kind: 'status', status: 'closd' }] })), 'nodes.2.effects.0.status: write "report", "open"'],
    ['a field that there is not', changed((d) => Object.assign(d.nodes[1] ?? {}, { rolez: [] })), 'nodes.1.rolez: there is no such field here; take it out, or correct its name'],
    ['a field that is missing', json.replace('"title": "Protocol",', ''), 'title: this is missing; write a text in quotes'],
    ['a limit that is half one thing and half another', json.replace('"due": "PT2H"', '"due": { "kind": "workingDay", "days": 1 }'), 'limit.rules.0.due.kind: write one of "workingDays", "workingTime"'],
    ['an id with a blank', json.replace('"key": "p"', '"key": "p q"'), 'key: an id starts with a letter'],
  ])('%s', (_what, content, said) => {
    const { code, out, err } = run('lint', [content]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err).toMatch(/^F1:\d+/);
  });
  it('all of them at once, each on its own line of the file', () => {
    const { err } = run('lint', [json.replace('"kind": "task"', '"kind": "tsk"').replace('"title": "Protocol",', '').replace('"to": "end"', '"to": 5')]);
    const lines = err.trim().split('\n').map((l) => Number(/^F1:(\d+)/.exec(l)?.[1]));
    expect(lines).toHaveLength(3);
    expect(new Set(lines).size).toBe(3);
  });
  it('a file that is not there', () => expect(run('lint', [], { files: [join(folder, 'nowhere.json')] }).err).toContain('nowhere.json:1: this file cannot be read'));
});

describe('handrail lint', () => {
  it('says nothing against a sound protocol, and exits with 0', () => expect(run('lint', [simple])).toEqual({ code: 0, out: 'F1: no findings\n', err: '' }));
  it('tells a finding with the line of the field it is about, and exits with 1', () => {
    const bad: Draft = { ...simple, edges: simple.edges.slice(0, 1) };
    const { code, out } = run('lint', [bad]);
    const line = JSON.stringify(bad, null, 2).split('\n').findIndex((l) => l.includes('"id": "look"'));
    expect(code).toBe(1);
    expect(out).toContain(`F1:${line} error missing-edge: look`);
    expect(out).toMatch(/F1: \d errors, \d other findings?\n$/);
  });
  it('as data: the findings with line and what to do', () => {
    const { out } = run('lint', [{ ...simple, edges: simple.edges.slice(0, 1) }], { json: true });
    const { findings } = JSON.parse(out) as { findings: Record<string, unknown>[] };
    expect(findings.find((f) => f['rule'] === 'missing-edge')).toMatchObject({ severity: 'error', at: { node: 'look' }, line: expect.any(Number) as number, todo: 'Draw an edge from it.' });
  });
  it('knows the shipped protocols that a call may name, and those given with it', () => {
    const calls = (key: string): Draft => ({ ...simple, key: 'caller', nodes: simple.nodes.map((n) => (n.id === 'look' ? { id: 'look', kind: 'call', title: 'Call', instructions: '', citations: [], protocol: key, mode: 'spawn' } : n)), edges: simple.edges.map((e) => (e.from === 'look' ? { ...e, port: 'next' } : e)) });
    expect(run('lint', [calls('p')]).out).toContain('call-unknown');
    expect(run('lint', [calls('p')], { with: [write(simple)] }).code).toBe(0);
    expect(run('lint', [calls('imminent_response')]).out).not.toContain('call-unknown');
  });
  it('finds no error in any shipped protocol', () => {
    for (const { key, draft: shipped } of gallery) expect(run('lint', [shipped]).code, key).toBe(0);
  });
});

describe('handrail compile', () => {
  it('gives the hash first, the same for the same protocol however it is placed', () => {
    const [one, two] = [run('compile', [simple]), run('compile', [{ ...simple, layout: {} }])];
    expect(one.out).toMatch(/^[0-9a-f]{64}\nProtocol: 3 steps, 0 forms; 1 plan in its bundle, \d+ KB; compiled for UTC\n$/);
    expect(two.out).toBe(one.out);
    expect(run('compile', [simple], { zone: 'Europe/Berlin' }).out).not.toBe(one.out);
  });
  it('as data: hash, plan, and the hashes of its bundle', () => {
    const { code, out } = run('compile', [simple], { json: true });
    const { hash, plan, bundle } = JSON.parse(out) as { hash: string; plan: { key: string; start: string }; bundle: string[] };
    expect({ code, key: plan.key, start: plan.start, bundle }).toEqual({ code: 0, key: 'p', start: 'start', bundle: [hash] });
  });
  it('refuses what has errors, and says them', () => expect(run('compile', [{ ...simple, edges: [] }])).toMatchObject({ code: 1, out: expect.stringContaining('error missing-edge') as string }));
});

describe('handrail diff', () => {
  it('tells by step what is tighter and looser, and exits with 1 when something is different', () => {
    const { code, out } = run('diff', [simple, draft('start -> look(1h) -> end')]);
    expect({ code, out }).toEqual({ code: 1, out: '1 of 3 steps differ. Tighter: 1. Looser: 0.\nlook (look), changed\n  Limit, tighter: 1 h after the step opens; was 2 h after the step opens\n' });
  });
  it('exits with 0 when nothing is', () => expect(run('diff', [simple, { ...simple, layout: {} }])).toEqual({ code: 0, out: 'Nothing is different.\n', err: '' }));
  it('as data: parts and steps with their measures', () => {
    const { steps } = JSON.parse(run('diff', [simple, draft('start -> look(1h) -> end')], { json: true }).out) as { steps: { id: string; measures: { what: string; tendency: string }[] }[] };
    expect(steps.find((s) => s.id === 'look')?.measures.find((m) => m.what === 'limit')?.tendency).toBe('tighter');
  });
});

describe('handrail prove', () => {
  const ruled = (within: string): Draft => ({ ...simple, rules: [{ id: 'soon', title: 'Looked at soon', kind: 'within', from: { kind: 'start' }, to: { kind: 'step', step: 'look', moment: 'done' }, within }] });
  it('exits with 0 when all rules hold', () => expect(run('prove', [ruled('PT2H')])).toMatchObject({ code: 0, out: expect.stringMatching(/^✓ Looked at soon\n {2}F1:\d+ rules\.soon: From the start, “look” done is reached within 2 h/) as string }));
  it('exits with 1 and gives the path when one does not', () => {
    const { code, out } = run('prove', [ruled('PT1H')]);
    expect(code).toBe(1);
    expect(out).toContain('✗ Looked at soon');
    expect(out).toContain('    1. start (start)\n    2. look (look)\n');
  });
  it('as data', () => {
    const { proofs } = JSON.parse(run('prove', [ruled('PT1H')], { json: true }).out) as { proofs: unknown[] };
    expect(proofs).toMatchObject([{ id: 'soon', verdict: 'fails', path: [{ protocol: 'p', node: 'start' }, { protocol: 'p', node: 'look' }] }]);
  });
  it('says when there are no rules', () => expect(run('prove', [simple])).toEqual({ code: 0, out: 'F1: it has no rules of its own\n', err: '' }));
});

it.each<readonly [Partial<ProtocolOptions> & Pick<ProtocolOptions, 'command'>, string]>([
  [{ command: 'lint', files: [] }, 'name one protocol: handrail lint FILE.json'],
  [{ command: 'diff', files: ['a'] }, 'name two protocols: handrail diff A.json B.json'],
  [{ command: 'compile', files: ['a'], zone: 'Mars' }, '--zone Mars is no zone of the IANA database'],
])('a question that cannot be answered exits with 2: %j', (asked, said) => {
  const { code, err } = run(asked.command, [], asked);
  expect(code).toBe(2);
  expect(err).toContain(said);
});
