import { describe, expect, it } from 'vitest';
import type { Field } from '../../../protocol/draft.ts';
import { lacksNotKnown, withMeaning, withType, worded } from './field-shape.ts';

const field: Field = { name: 'weapons', label: 'Weapons', type: 'text', required: true, sensitivity: 'none' };

describe('a field that means access to weapons', () => {
  it('is asked with yes, no and not known', () => {
    const asked = withMeaning(field, 'weaponsAccess');
    expect(asked).toMatchObject({ type: 'option', options: [{ id: 'yes' }, { id: 'no' }, { id: 'unknown' }] });
    expect(lacksNotKnown(asked)).toBe(false);
  });
  it('keeps the answers somebody has worded, and says that “not known” is missing', () => {
    const own = { ...withType(field, 'option'), options: [{ id: 'guns', label: 'Guns' }, { id: 'none', label: 'None' }] };
    expect(withMeaning(own, 'weaponsAccess').options).toEqual(own.options);
    expect(lacksNotKnown(withMeaning(own, 'weaponsAccess'))).toBe(true);
  });
});

describe('the id of an option', () => {
  it('follows its first words and then stays', () => {
    const first = worded({ id: 'option_1', label: 'At home' }, []);
    expect(first.id).toBe('at_home');
    expect(worded({ ...first, label: 'In the house' }, []).id).toBe('at_home');
  });
  it('is the one that keeps a case open when the answer is “not known”', () => {
    expect(worded({ id: 'option_3', label: 'Not known' }, ['yes', 'no']).id).toBe('unknown');
  });
});
