import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../canonical.ts';
import { checkCourtExport } from './check-court-export.ts';
import { courtExport, hashOfItem, type CourtHead, type CourtItem } from './court-export.ts';

const head: CourtHead = {
  exportId: '7d1c', case: { id: '3b1e', reference: 'HC-2026-0007' }, unit: 'Harbor Unit', agency: 'Sheriff', zone: 'America/New_York', exportedBy: { name: 'Dana', agency: 'Sheriff' },
  exportedAt: '2026-11-26T02:00:00.000Z', forWhom: 'Superior Court', basis: 'Subpoena 26-114', reason: 'Hearing', journal: { transitions: 4, head: 'ab12' },
};
const item = (id: string, value: string | null): CourtItem => ({ id, label: id, at: null, value });
const sections = [{ title: 'Intake', items: [item('form.1.0.behaviour', 'Shouted at the gate.'), item('form.1.0.informant', 'Neighbour Quill'), item('form.1.0.gone', null)] }, { title: 'What has happened', items: [item('entry.2.0', 'Yes')] }];
const saltOf = (id: string): string => sha256Hex(`secret ${id}`);
const made = (reasons: Readonly<Record<string, string>>) => courtExport({ head, sections, redactions: new Map(Object.entries(reasons)), saltOf });
const text = (value: unknown): string => JSON.stringify(value, null, 2);

describe('an export for a court', () => {
  it('leaves nothing of a redacted item but its place, its reason and its hash', () => {
    const file = made({ 'form.1.0.informant': 'Identity of a source', 'entry.2.0': 'Ongoing investigation' });
    expect(text(file)).not.toContain('Quill');
    expect(text(file)).not.toContain(saltOf('form.1.0.informant'));
    expect(file.sections[0]?.items[1]).toEqual({ kind: 'redacted', n: 2, id: 'form.1.0.informant', label: 'form.1.0.informant', at: null, reason: 'Identity of a source', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    // Who knows that the answer can only be yes or no still learns nothing from the hash.
    for (const guess of ['Yes', 'No']) expect(file.sections[1]?.items[0]?.hash).not.toBe(hashOfItem(item('entry.2.0', guess), ''));
    expect(checkCourtExport(text(file))).toEqual({ kind: 'whole', sha256: file.sha256, items: 4, redacted: 2 });
  });

  it('gives an item the same hash redacted and told, so that what is opened later is shown to be what was there', () => {
    const hashes = (file: ReturnType<typeof made>) => file.sections.flatMap((section) => section.items.map((one) => one.hash));
    expect(hashes(made({ 'form.1.0.informant': 'Identity of a source' }))).toEqual(hashes(made({})));
  });

  it('shows every alteration: of a value, of a reason, of who exported it, of a hash, of an item taken out', () => {
    const file = made({ 'form.1.0.informant': 'Identity of a source' });
    const altered = (from: string, to: string): string => {
      expect(text(file)).toContain(from);
      return text(file).replace(from, to);
    };
    expect(checkCourtExport(altered('Shouted at the gate.', 'Waited at the gate.'))).toEqual({ kind: 'altered', items: [1] });
    for (const [from, to] of [['Identity of a source', 'No reason'], ['Dana', 'Ellen'], ['Subpoena 26-114', 'Subpoena 26-115'], [file.sections[0]?.items[1]?.hash ?? '', sha256Hex('other')]] as const) expect(checkCourtExport(altered(from, to))).toEqual({ kind: 'altered', items: [] });
    expect(checkCourtExport(text({ ...file, sections: file.sections.slice(1) }))).toEqual({ kind: 'altered', items: [] });
  });

  it('tells a file that is no export as unreadable, whatever it holds', () => {
    for (const other of ['', '{', '[]', 'null', '{"format":"handrail court export 1"}', text({ ...made({}), sections: [{ items: [{ kind: 'told' }] }] }), text({ ...made({}), format: 'another' })]) expect(checkCourtExport(other)).toEqual({ kind: 'unreadable' });
  });
});
