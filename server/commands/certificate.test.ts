// `handrail verify certificate`: cases played on the shipped protocols, certified, and read from the file alone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../protocol/certificate/certificate.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { certified, ours, textOf, theirs } from '../../test/arbitraries/certify.ts';
import { checkoutRoot } from '../config.ts';
import { readScenarios } from '../scenarios/read.ts';
import { runScenario } from '../scenarios/run.ts';
import { certificateCommand } from './certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'handrail-certificates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scenarios = ['acceptance', 'danger', 'partners', 'situations'].flatMap((name) => {
  const read = readScenarios(readFileSync(join(checkoutRoot(), 'test', 'scenarios', `${name}.yaml`), 'utf8'));
  return read.ok ? read.scenarios : [];
});

async function certificateOfPlayed(id: string): Promise<Certificate> {
  const scenario = scenarios.find((one) => one.id === id);
  const ran = scenario && (await runScenario(scenario, gallery.map((template) => template.draft)));
  if (ran?.kind !== 'played') throw new Error(`${id} is played`);
  return certified(ran.journal, ran.scenario.runUntil);
}

function verified(text: string | Buffer, { key, json = false }: { readonly key?: string; readonly json?: boolean } = {}): { readonly code: number; readonly out: string; readonly err: string } {
  const file = join(folder, 'case.json');
  writeFileSync(file, text);
  const [out, err]: [string[], string[]] = [[], []];
  const code = certificateCommand({ files: [file], key, json, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n').replaceAll(file, 'case.json'), err: err.join('\n').replaceAll(file, 'case.json') };
}

// `!` before a place: it makes the case deviate.
const expected: Readonly<Record<string, readonly string[]>> = {
  S01: [], S02: [], S06: [], P2: [], P5: [], P6: [],
  S04: ['!ranOut', 'escalated', 'escalated', 'dangerRepeated', 'dangerRepeated', '!ranOut', 'escalated'],
  S09: ['!caseSeeded', '!ranOut', 'escalated', 'escalated'],
  S12: ['!ranOut', 'escalated', '!ranOut', 'escalated', '!ranOut', 'escalated'],
  D1: ['!ranOut', 'escalated'],
  P1: ['!ranOut', 'escalated', 'escalated', '!ranOut', 'escalated'],
  P3: ['!ranOut', 'escalated'], P4: ['!ranOut', 'escalated'], P7: ['!ranOut', 'escalated'],
  holiday_weekend: ['!ranOut', 'escalated', 'escalated'], discharged_and_gone: ['!ranOut', 'escalated'],
  unit_of_one_closes: ['!caseSeeded'],
};

describe('a certificate of a case on the shipped protocols', () => {
  it.each(scenarios.map((scenario) => ({ name: `${scenario.id}: ${scenario.title}`, id: scenario.id })))('conforms, or deviates at the right place: $name', async ({ id }) => {
    const certificate = await certificateOfPlayed(id);
    const { code, out } = verified(textOf(certificate), { json: true });
    const { kind, statement } = JSON.parse(out) as { kind: string; statement: Certificate['statement'] };
    expect(statement.places.map((place) => `${place.counts ? '!' : ''}${place.kind === 'entry' ? place.entry : place.kind}`)).toEqual(expected[id]);
    expect([kind, code]).toEqual(expected[id]?.some((place) => place.startsWith('!')) ? ['deviates', 1] : ['conforms', 0]);
  });
});

describe('handrail verify certificate', () => {
  it('says that a case conforms, by which key that is said, and who did what when', async () => {
    const { code, out } = verified(textOf(await certificateOfPlayed('P5')));
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 5)).toEqual([
      'case.json: conforms',
      'Conforms: what was asked for by then was done by those who may, within its limits or by the way drawn for when they run out.',
      expect.stringMatching(/^Case BTAU-1 of Behavioral Threat Assessment Unit, as of .*; times in America\/New_York\.$/),
      expect.stringMatching(/^\d+ transitions played again on \d+ plans?; the journal's hash is [0-9a-f]{64}\.$/),
      `Sealed with the key ${ours.fingerprint}. Compare it with the one the installation shows, or name it: --key`,
    ]);
    expect(out).toContain('\nSteps\n');
    expect(out).toMatch(/\nLimits\n {2}".*": due .*, kept\.\n {6}Due .*: .*\. Counted from .*, when .*\.\n {6}It rests on: /);
  });

  it('says where a case deviates, and what of it the protocols allow', async () => {
    const { code, out } = verified(textOf(await certificateOfPlayed('D1')), { key: ours.fingerprint });
    expect(code).toBe(1);
    expect(out).toContain('case.json: deviates\nDeviates: in one place the case went another way than drawn.');
    expect(out).toMatch(/Where it went another way than drawn\n {2}\w{3} \d+ \w{3} \d{4} \d\d:\d\d, transition \d+: The limit of ".*" ran out/);
    expect(out).toContain('Also happened, as the protocols allow');
    expect(out).toContain(`Sealed with the key you named, ${ours.fingerprint}.`);
  });

  it('finds any altered byte, says where it shows, and relies on nothing of the file', async () => {
    const text = textOf(await certificateOfPlayed('P5'));
    const altered = verified(text.replace('"decision":', '"decisioN":').replace('"outcome":"', '"outcome":"x'));
    expect(altered).toMatchObject({ code: 2, err: '' });
    expect(altered.out).toContain('case.json: not genuine. Nothing in it can be relied on.\n  seal: the signature does not fit');
    const bytes = Buffer.from(text);
    bytes[bytes.length >> 1] = 0xff;
    expect(verified(bytes)).toEqual({ code: 2, out: '', err: 'case.json: this file is not written in UTF-8, so it is not as it was downloaded' });
    expect(JSON.parse(verified(text.replace('"verdict":"conforms"', '"verdict":"deviates"'), { json: true }).out)).toMatchObject({ kind: 'notGenuine', faults: [{ where: 'seal' }, { where: 'statement.verdict' }] });
  });

  it('finds a certificate that another key has sealed, once the right one is named', async () => {
    const text = textOf(await certificateOfPlayed('P5'), theirs);
    expect(verified(text, { key: ours.fingerprint })).toMatchObject({ code: 2, out: expect.stringContaining(`it was sealed with the key ${theirs.fingerprint}, not with the one you named`) as string });
  });

  it('prints no more of what is in it than can be read', async () => {
    const certificate = await certificateOfPlayed('P5');
    const { out } = verified(textOf({ ...certificate, unit: { id: 'u', name: '\u001b[2J\u202eUnit' } }, theirs));
    expect(out).toContain('of \ufffd[2J\ufffdUnit, as of');
  });

  it('tells a wrong question', () => {
    const [out, err]: [string[], string[]] = [[], []];
    const ask = (files: readonly string[], key?: string): number => certificateCommand({ files, key, json: false, out: (line) => out.push(line), err: (line) => err.push(line) });
    expect([ask([]), ask(['a', 'b']), ask(['nowhere.json']), ask(['a'], 'abc')]).toEqual([2, 2, 2, 2]);
    expect(err).toEqual([
      'name one certificate: handrail verify certificate FILE',
      'name one certificate: handrail verify certificate FILE',
      'nowhere.json: this file cannot be read; name a certificate as it was downloaded',
      '--key is no fingerprint; write the 64 hexadecimal digits that the installation shows',
    ]);
  });
});
