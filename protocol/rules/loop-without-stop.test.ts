import { expect, it } from 'vitest';
import { node, outcome, said, sample } from './sample.ts';

it('takes a loop with a minute or a person in it', () => {
  expect(said('loop-without-stop', sample('start -> a; a.elapsed -> d; d.yes -> a; d.default -> end', [node('wait', 'a', { rules: [{ due: 'PT1M' }] }), node('decision', 'd')]))).toEqual([]);
  expect(said('loop-without-stop', sample('start -> a; a.done -> a; a.no -> end', [node('task', 'a', { outcomes: [outcome('done'), outcome('no')] })]))).toEqual([]);
});
it('takes a call that is made again when somebody has cancelled what it waited for, not one that is made again whatever came of it', () => {
  const again = node('call', 'c', { mode: 'wait' });
  expect(said('loop-without-stop', sample('start -> c; c.cancelled -> c; c.closed -> end', [again]))).toEqual([]);
  expect(said('loop-without-stop', sample('start -> c; c.default -> c; c.closed -> end', [again])).length).toBe(1);
});
it('names a loop of automatic steps, of seconds, or of a date that has passed', () => {
  expect(said('loop-without-stop', sample('start -> n; n -> d; d.yes -> n; d.default -> end', [node('notify', 'n'), node('decision', 'd')]))).toMatchInlineSnapshot(`
    [
      "n: the loop through "n" can turn without stopping; put a step that a person ends into it, or a wait of at least a minute from its opening",
    ]
  `);
  expect(said('loop-without-stop', sample('start -> a; a.elapsed -> d; d.yes -> a; d.default -> end', [node('wait', 'a', { rules: [{ due: 'PT59S' }] }), node('decision', 'd')]))).toMatchInlineSnapshot(`
    [
      "a: the loop through "a" can turn without stopping; put a step that a person ends into it, or a wait of at least a minute from its opening",
    ]
  `);
  expect(said('loop-without-stop', sample('start -> a; a.elapsed -> d; d.yes -> a; d.default -> end', [node('wait', 'a', { rules: [], until: 'intake.seen' }), node('decision', 'd')]))).toMatchInlineSnapshot(`
    [
      "a: the loop through "a" can turn without stopping; put a step that a person ends into it, or a wait of at least a minute from its opening",
    ]
  `);
});
