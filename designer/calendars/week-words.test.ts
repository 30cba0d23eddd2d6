import { expect, it } from 'vitest';
import { weekWords } from './week-words.ts';

const on = (days: readonly number[], opens: string, closes: string) => days.map((day) => ({ day, opens, closes }));

it('says days with the same hours together, and several spans a day in order', () => {
  expect(weekWords(on([1, 2, 3, 4, 5], '08:00', '17:00'))).toBe('Monday to Friday 08:00 to 17:00');
  expect(weekWords([...on([1, 2], '13:00', '17:00'), ...on([1, 2], '08:00', '12:00'), ...on([6], '09:00', '12:00')])).toBe('Monday to Tuesday 08:00 to 12:00 and 13:00 to 17:00; Saturday 09:00 to 12:00');
  expect(weekWords([])).toBe('never open');
});
