import { expect, it } from 'vitest';
import { rehearse } from '../../../protocol/rehearsal/rehearse.ts';
import { monday, staged, template } from '../../../test/arbitraries/rehearsing.ts';
import { lightsOf } from './lights.ts';

it('lights what is open, what is late, and what has been passed', () => {
  const draft = template('report_to_closure');
  const opened = [{ act: 'start', by: 'patrol_1' }, { act: 'complete', step: 'start', by: 'patrol_1' }] as const;
  const on = (moves: Parameters<typeof rehearse>[1]['moves']) => lightsOf(draft.key, rehearse(staged(draft), { starts: monday, moves }), 'America/New_York');
  expect(on([])).toEqual({});
  expect(on(opened)).toEqual({ start: { state: 'done' }, screen: { state: 'open', due: 'Mon 5 Jan 10:00 EST' } });
  expect(on([...opened, { act: 'pass', for: 'PT2H' }])).toEqual({ start: { state: 'done' }, screen: { state: 'late', due: 'Mon 5 Jan 10:00 EST' } });
  expect(on([...opened, { act: 'complete', step: 'screen', by: 'supervisor_1' }])).toMatchObject({ start: { state: 'done' }, screen: { state: 'done' }, screen_next: { state: 'done' }, history: { state: 'open' } });
});
