import { expect, it } from 'vitest';
import { summaryOf } from '../../protocol/what-if/summary.ts';
import { marksOfSummary } from './what-if-marks.ts';

const nothing = { appears: [], vanishes: [], late: [], inTime: [], refused: [], unknown: null };
const screen = { protocol: 'p', node: 'screen', title: 'Screen' };

it('marks each step of the draft with how many cases it would have been otherwise in', () => {
  const summary = summaryOf([{ ...nothing, late: [{ ...screen, due: 1 }] }, { ...nothing, late: [{ ...screen, due: 2 }], appears: [{ protocol: 'other', node: 'look', title: 'Look' }] }, nothing]);
  expect(marksOfSummary('p', summary)).toEqual({ screen: { kind: 'looser', words: 'late in 2' } });
  expect(marksOfSummary('other', summary)).toEqual({ look: { kind: 'new', words: 'opens in 1' } });
});
