import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const calling = sample('start -> c; c.default -> end', [node('call', 'c', { protocol: 'other' })]);
const published = (more: object) => ({ published: { other: { version: 1, hash: 'h', outcomes: ['done'], ...more } } });

it('takes a called protocol without an intake form, and one whose start names who fills it in', () => {
  expect(said('intake-nobody-fills', calling, published({}))).toEqual([]);
  expect(said('intake-nobody-fills', calling, published({ startForm: 'intake', startWaits: true }))).toEqual([]);
  expect(said('intake-nobody-fills', calling)).toEqual([]);
});
it('names a call of a protocol that begins with a form nobody is drawn to fill in, its own included', () => {
  expect(said('intake-nobody-fills', calling, published({ startForm: 'intake', startWaits: false }))).toMatchInlineSnapshot(`
    [
      "c protocol: "c" calls "other", which begins with a form that nobody is drawn to fill in; name the roles of its start and publish it again, or call another",
    ]
  `);
  expect(said('intake-nobody-fills', sample('start -> c; c.default -> end', [node('call', 'c', { protocol: 'sample' })]))).toMatchInlineSnapshot(`
    [
      "c protocol: "c" calls "sample", which begins with a form that nobody is drawn to fill in; name the roles of its start and publish it again, or call another",
    ]
  `);
});
it('names a protocol for imminent danger that would begin with a form and nobody to fill it in', () => {
  expect(said('intake-nobody-fills', sample('start -> end', [], { startsAt: 'danger' }))).toMatchInlineSnapshot(`
    [
      "start roles: imminent danger starts this protocol without a form, and nobody is drawn to fill in that of "start"; name its roles",
    ]
  `);
  expect(said('intake-nobody-fills', sample('start -> end', [node('start', 'start', { form: 'intake', roles: ['lead'] })], { startsAt: 'danger' }))).toEqual([]);
});
