import { expect, it } from 'vitest';
import { limit, node, outcome, said, sample } from './sample.ts';

const task = (phase?: string) => node('task', 'look', { roles: ['analyst'], outcomes: [outcome('done')], limit, ...(phase ? { phase } : {}) });
const phased = (phase: string | undefined, due: string, notify = ['lead']) => sample('start -> look; look.done -> end', [task(phase)], { phases: [{ id: 'screening', title: 'Screening', limit: { rules: [{ due }], escalate: [{ after: 'PT0S', notify }] } }] });

it('takes a phase with a step that waits', () => expect(said('phase-unknown', phased('screening', 'PT4H'))).toEqual([]));
it('names a step in a phase that is not drawn, and a phase that never begins', () => {
  expect(said('phase-unknown', phased('ghost', 'PT4H'))).toMatchInlineSnapshot(`
    [
      "phases.screening: the phase "Screening" has a limit and no step that waits, so it never begins; put steps into it, or take the limit away",
      "look phase: "look" stands in the phase "ghost", which this protocol does not have; add it, or choose another",
    ]
  `);
});
it('what is wrong with the limit of a phase is said where the phase is drawn', () => {
  expect(said('bad-duration', phased('screening', '4 hours'))).toMatchInlineSnapshot(`
    [
      "phases.screening.limit.rules.0.due: the limit "4 hours" is no duration; write PT24H for 24 hours that pass, or P30D for 30 calendar days",
    ]
  `);
  expect(said('duration-out-of-bounds', phased('screening', 'P20Y'))).toMatchInlineSnapshot(`
    [
      "phases.screening.limit.rules.0.due: the limit "P20Y" is too long; ten years are the most",
    ]
  `);
  expect(said('role-unknown', phased('screening', 'PT4H', ['ghost']))).toMatchInlineSnapshot(`
    [
      "phases.screening.limit.escalate.0.notify: "Screening" names the role "ghost", which this protocol does not have; add the role, or name another",
    ]
  `);
});
