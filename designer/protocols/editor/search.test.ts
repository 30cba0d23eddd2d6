import { describe, expect, it } from 'vitest';
import { draft } from '../../../protocol/draft-text.ts';
import { best, fit, placesIn } from './search.ts';

describe('what is looked for', () => {
  const steps = draft('report -> screen -> close', { forms: [{ id: 'intake', title: 'Intake', fields: [{ name: 'weapons', label: 'Access to weapons', type: 'boolean', required: true, sensitivity: 'none' }] }] });
  const places = placesIn(steps, ['report', 'screen', 'close']);
  it('is found by any of its words, a field by its form’s place', () => {
    expect(best(places, (p) => fit('weap acc', p.words, p.more)).map((p) => p.place)).toEqual([{ field: 'forms.intake.fields.weapons' }]);
    expect(best(places, (p) => fit('screen', p.words, p.more))[0]?.place).toEqual({ node: 'screen' });
  });
  it('stands higher the earlier a word begins with it', () => {
    expect(fit('und', 'Undo: rename Look')).toBeGreaterThan(fit('und', 'Round up'));
    expect(fit('ren look', 'Undo: rename Look')).toBeGreaterThan(0);
    expect(fit('zzz', 'Undo')).toBe(0);
    expect(fit('', 'Undo')).toBeGreaterThan(0);
  });
});
