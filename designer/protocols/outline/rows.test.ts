import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDraft } from '../../../test/arbitraries/draft.ts';
import { node, sample, is } from '../../../protocol/rules/sample.ts';
import { validate } from '../../../protocol/validate.ts';
import { toFlow } from '../flow.ts';
import { partsOfStep, rowsOf } from './rows.ts';

describe('the outline', () => {
  it('has every step of the canvas, in the same order and under the same spoken name', () => {
    fc.assert(fc.property(anyDraft, (draft) => {
      const findings = validate(draft);
      expect(rowsOf(draft, { findings }).map((r) => [r.id, r.spoken])).toEqual(toFlow(draft, { findings }).nodes.map((n) => [n.id, n.ariaLabel]));
    }), { numRuns: 60 });
  });
  it('says where each way leads, by number, and which lead nowhere yet', () => {
    const rows = rowsOf(sample('start -> d; d.yes -> end', [node('decision', 'd')]));
    expect(rows.map((r) => r.ways.map((w) => `${w.label}:${w.to ? `${w.to.number} ${w.to.title}` : 'nowhere'}`))).toEqual([[':2 d'], ['Yes:3 end', 'otherwise:nowhere'], []]);
  });
  it('reads out all a step says', () => {
    const draft = sample('start -> d; d.yes -> look; look.done -> end', [node('decision', 'd', { branches: [{ id: 'yes', label: 'Urgent', when: is('intake.urgent', true) }] }), node('task', 'look', { instructions: 'Call first.\n\nThen go.', form: 'intake', checklist: ['Vest'] })]);
    const words = (id: string): string => partsOfStep(draft, draft.nodes.find((n) => n.id === id) ?? node('end', 'x')).map((p) => `${p.title}: ${p.lines.join(' / ')}`).join('\n');
    expect(words('d')).toBe('Conditions: Urgent: if “urgent” is yes');
    expect(words('look')).toContain('Instructions: Call first. / Then go.');
    expect(words('look')).toContain('Form: Intake: urgent, required / seen, required / note / later');
    expect(words('look')).toContain('Checklist: Vest');
  });
});
