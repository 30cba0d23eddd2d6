// A certificate says whether a case was handled as drawn, and whoever holds the file alone can tell whether it is what was issued.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason, t0 } from '../../test/arbitraries/case-play.ts';
import { certified, checked, named, ours, rechained, sealed, textOf, theirs } from '../../test/arbitraries/certify.ts';
import { due, plan, school } from '../../test/arbitraries/plan.ts';
import type { Transition } from '../entry.ts';
import { certificateText, type Certificate } from './certificate.ts';
import { certificateWords } from './certificate-words.ts';
import type { Statement } from './statement.ts';

const form = { id: 'facts', title: 'Facts', fields: [{ name: 'weapon', label: 'Weapon', type: 'boolean' as const, required: true, options: [] }] };
const limit = due('PT1H', { escalate: [{ after: 'PT0S', notify: ['lead'] }, { after: 'PT30M', notify: ['commander'], letIn: ['commander'] }] });
const whole = named(plan('review', [
  { id: 'start', kind: 'start', next: { next: 'look' } },
  { id: 'look', kind: 'task', title: 'Look into it', roles: ['analyst'], citations: ['POL-3'], outcomes: [{ id: 'done', label: 'Done' }], limit, next: { done: 'agree' } },
  { id: 'agree', kind: 'approval', title: 'Agree', seats: [{ id: 'first', roles: ['lead'] }, { id: 'second', roles: ['commander'] }], limit, next: { approved: 'tell', denied: 'end' } },
  { id: 'tell', kind: 'handoff', title: 'Tell the school', handoff: 'request', to: ['liaison'], legalBasis: { kind: 'drawn', text: 'FERPA 99.36' }, disclosure: true, limit, next: { accepted: 'end', declined: 'end', withdrawn: 'end' } },
  { id: 'end', kind: 'end', outcome: 'ended', next: {} },
], { formList: [form] as never }));

const complete = (play: CasePlay, node: string) => ({ kind: 'complete' as const, step: play.step(node).id, outcome: 'done' });
function reviewed(lookAt = minutes(30), between?: (play: CasePlay) => void): CasePlay {
  const play = new CasePlay().open(whole);
  between?.(play);
  // From due instant to due instant, as a host that is there does.
  for (const at of [hours(1), minutes(90)]) if (at < lookAt) play.time(at + 1);
  play.act(lookAt, 'ana', complete(play, 'look'));
  play.act(lookAt + minutes(1), 'lea', { kind: 'vote', step: play.step('agree').id, grants: true, content: {} });
  play.act(lookAt + minutes(2), 'cora', { kind: 'vote', step: play.step('agree').id, grants: true, content: {} });
  play.act(lookAt + minutes(3), 'lio', { kind: 'accept', step: play.step('tell').id });
  expect(play.refusals).toEqual([]);
  return play;
}
const statementOf = (play: CasePlay, asOf?: number): Statement => certified(play.transitions, asOf).statement;
const departures = (play: CasePlay, asOf?: number): readonly string[] => certificateWords(certified(play.transitions, asOf)).departures.map((place) => place.words);

describe('what a certificate says', () => {
  it('conforms, with who did each step, when, and by which rule', () => {
    const { verdict, steps, places } = statementOf(reviewed());
    expect(verdict).toBe('conforms');
    expect(places).toEqual([]);
    expect(steps.map((step) => [step.title, step.state, step.ended?.by?.personId ?? null, step.as?.roles ?? null, step.rule])).toEqual([
      ['Look into it', 'done', 'ana', ['analyst'], { roles: ['analyst'], letIn: [], citations: ['POL-3'] }],
      ['Agree', 'done', 'cora', ['commander'], { roles: ['lead', 'commander'], letIn: [], citations: [] }],
      ['Tell the school', 'done', 'lio', ['liaison'], { roles: ['liaison'], letIn: [], citations: [] }],
    ]);
  });

  it('gives each limit with how it was counted and what became of it, each approval with its seats, each handoff with its receipt', () => {
    const certificate = certified(reviewed().transitions);
    const { deadlines, approvals, handoffs } = certificate.statement;
    expect(deadlines.map((d) => [d.node, d.outcome, d.due, d.lines.map((line) => [line.why, line.anchorAt, line.derived])])).toEqual([
      ['look', 'kept', t0 + hours(1), [['opened', t0, t0 + hours(1)]]],
      ['agree', 'kept', t0 + minutes(90), [['opened', t0 + minutes(30), t0 + minutes(90)]]],
      ['tell', 'kept', t0 + minutes(92), [['opened', t0 + minutes(32), t0 + minutes(92)]]],
    ]);
    expect(approvals).toMatchObject([{ result: 'granted', needed: 2, seats: [{ id: 'first' }, { id: 'second' }], votes: [{ person: { personId: 'lea' }, grants: true, seats: ['first'] }, { person: { personId: 'cora' }, grants: true, seats: ['second'] }] }]);
    expect(handoffs).toMatchObject([{ handoff: 'request', state: 'accepted', offers: [{ disclosure: true, legalBasis: 'FERPA 99.36', roles: ['liaison'] }], receipts: [{ how: 'accepted', by: { personId: 'lio', agencyId: school }, transition: 5, hash: certificate.journal[4]?.hash }] }]);
  });

  it('deviates where a limit ran out, and says by how much, though the escalations came as drawn', () => {
    const play = reviewed(minutes(95));
    const { places, deadlines } = statementOf(play);
    expect(departures(play)).toEqual(['The limit of "Look into it" ran out Sun 15 Jun 2025 11:06; it was done Sun 15 Jun 2025 11:41, 35 min late.']);
    expect(places.filter((place) => !place.counts).map((place) => place.kind === 'entry' && place.entry)).toEqual(['escalated', 'escalated']);
    expect(deadlines[0]).toMatchObject({ outcome: 'ranOut', fired: [{ what: 'passed' }, { what: 'escalated' }, { what: 'escalated' }] });
  });

  it('conforms where a limit that ran out was left by the way drawn for that', () => {
    const leaving = named(plan('p', [
      { id: 'start', kind: 'start', next: { next: 'look' } },
      { id: 'look', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT1H', { onOverdue: 'leave' }), next: { done: 'end', overdue: 'late' } },
      { id: 'late', kind: 'task', roles: ['lead'], outcomes: [{ id: 'done', label: 'Done' }], limit: { kind: 'none', reason: 'of the test' }, next: { done: 'end' } },
      { id: 'end', kind: 'end', outcome: 'ended', next: {} },
    ]));
    const play = new CasePlay().open(leaving).time(hours(1) + 1);
    play.act(hours(2), 'lea', complete(play, 'late'));
    const { verdict, steps, places } = statementOf(play);
    expect([verdict, steps[0]?.state, places.map((place) => place.kind === 'entry' && place.entry)]).toEqual(['conforms', 'leftOverdue', ['stepLeftOverdue']]);
  });

  it('deviates where somebody left a step out or cancelled one, each with who said so', () => {
    const skipped = new CasePlay().open(whole);
    skipped.act(minutes(5), 'sam', { kind: 'skip', step: skipped.step('look').id, edge: 'done', reason });
    expect(departures(skipped, t0 + minutes(6))).toEqual(['Sam Sato left out "Look into it"; the protocol goes on as if its outcome were Done.']);
    const cancelled = new CasePlay().open(whole);
    cancelled.act(minutes(5), 'sam', { kind: 'cancel', target: { kind: 'case' }, reason });
    expect(departures(cancelled)).toEqual(['Sam Sato cancelled the work on the case.']);
  });

  it('counts more time only where it was needed', () => {
    const more = (play: CasePlay) => void play.act(minutes(10), 'sam', { kind: 'extend', step: play.step('look').id, by: hours(1), reason });
    expect(statementOf(reviewed(minutes(50), more)).verdict).toBe('conforms');
    expect(departures(reviewed(minutes(80), more))).toEqual(['"Look into it" was due Sun 15 Jun 2025 11:06 as counted; more time was given, and it was done Sun 15 Jun 2025 11:26.']);
  });

  it('tells a limit that nobody was there to act upon', () => {
    const play = new CasePlay().open(whole).time(hours(5));
    expect(departures(play).slice(1)).toEqual(expect.arrayContaining(['What is drawn for when the limit of "Look into it" runs out was done 4 h after Sun 15 Jun 2025 11:06, because the installation was not running.']));
  });

  it('is of a purged case as of any other: content is gone, the journal is not', () => {
    const seats = [{ id: 'a', roles: ['lead'] }, { id: 'b', roles: ['supervisor'] }];
    const purging = named(plan('review_of_record', [
      { id: 'start', kind: 'start', next: { next: 'agree' } },
      { id: 'agree', kind: 'approval', title: 'Purge it', seats, onApproved: [{ kind: 'status', status: 'purged' }], limit, next: { approved: 'end', denied: 'end' } },
      { id: 'end', kind: 'end', outcome: 'purged', next: {} },
    ]));
    const play = new CasePlay().open(purging);
    for (const who of ['lea', 'sam'] as const) play.act(minutes(1), who, { kind: 'vote', step: play.step('agree').id, grants: true, content: {} });
    const certificate = certified(play.transitions);
    expect(checked(textOf(certificate)).kind).toBe('conforms');
    expect(certificate.statement).toMatchObject({ status: 'purged', approvals: [{ result: 'granted', votes: [{ person: { personId: 'lea' } }, { person: { personId: 'sam' } }] }] });
  });

  it('says of a case that goes on how much of it is open', () => {
    const play = new CasePlay().open(whole);
    expect(certificateWords(certified(play.transitions, t0 + minutes(5))).verdict).toBe('Conforms: what was asked for by then was done by those who may, within its limits or by the way drawn for when they run out. One step is open.');
    expect(certificateWords(certified(reviewed().transitions)).verdict).toBe('Conforms: what was asked for by then was done by those who may, within its limits or by the way drawn for when they run out.');
    expect(certificateWords(certified(play.transitions, t0 + hours(2))).verdict).toBe('Deviates: in one place the case went another way than drawn. One step is open.');
  });

  it('speaks of any instant, knows nothing of what came later, and of a limit that ran out before it', () => {
    const play = reviewed(minutes(95));
    expect(statementOf(play, t0 + minutes(30))).toMatchObject({ verdict: 'conforms', steps: [{ state: 'open' }], deadlines: [{ outcome: 'running' }] });
    expect(statementOf(new CasePlay().open(whole), t0 + hours(2))).toMatchObject({ verdict: 'deviates', deadlines: [{ outcome: 'ranOut' }], places: [{ kind: 'ranOut', ended: null }] });
    expect(() => certified(play.transitions, t0 - 1)).toThrow('notOpen');
  });
});

describe('a certificate is genuine', () => {
  const issued = certified(reviewed(minutes(95)).transitions);
  const text = textOf(issued);
  const faultsOf = (certificate: Certificate, key = ours): readonly string[] => {
    const check = checked(textOf(certificate, key));
    return check.kind === 'notGenuine' ? check.faults.map((fault) => `${fault.where}: ${fault.what}`) : [check.kind];
  };

  it('when it is what was issued, also with the key named', () => {
    expect(checked(text)).toMatchObject({ kind: 'deviates', fingerprint: ours.fingerprint });
    expect(checked(text, ours.fingerprint.toUpperCase()).kind).toBe('deviates');
    expect(checked(text, ours.publicKey).kind).toBe('deviates');
  });

  it('and not when a single byte of it is another', () => {
    const bytes = Buffer.from(text);
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ flip;
      let read: string;
      try {
        read = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(changed);
      } catch {
        return;
      }
      expect(['notGenuine', 'unreadable']).toContain(checked(read).kind);
    }), { numRuns: 400 });
  });

  it('and not when a byte was added or taken away, be it a blank, a line or a mark at its beginning', () => {
    for (const changed of [`${text}\n`, text.trimEnd(), ` ${text}`, `\uFEFF${text}`, text.replace(/:/, ': '), JSON.stringify(JSON.parse(text), null, 2), text.replace(/e/, '\\u0065')]) expect(['notGenuine', 'unreadable']).toContain(checked(changed).kind);
  });

  it('and not when somebody else has sealed it again, once the key of the installation is named', () => {
    expect(checked(textOf(issued, theirs)).kind).toBe('deviates');
    expect(checked(textOf(issued, theirs), ours.fingerprint)).toMatchObject({ kind: 'notGenuine', faults: [{ where: 'seal' }] });
  });

  it('and whoever changes what happened and seals it again is told by the engine, with the place', () => {
    const change = (number: number, edit: (transition: Transition) => object): Certificate => ({ ...issued, journal: issued.journal.map((t) => (t.number === number ? { ...t, ...edit({ ...t, rows: [] }) } : t)) });
    expect(faultsOf(change(5, ({ at }) => ({ at: at - minutes(40) })), theirs)).toEqual(['journal, transition 5: its hash does not follow from what it says and the one before it']);
    expect(faultsOf({ ...issued, statement: { ...issued.statement, verdict: 'conforms', places: [] } }, theirs)).toEqual(['statement.places[0]: the journal and the plans say something else']);
    const [[name = '', drawn] = []] = Object.entries(issued.plans);
    expect(faultsOf({ ...issued, plans: { [name]: { ...drawn, title: 'Another' } as never } }, theirs)).toEqual([`plan ${name.slice(0, 12)}: it is not the plan that has this hash`]);
  });

  it('and a journal invented whole, its chain and seal right, is told where the protocol would not have gone that way', () => {
    const play = new CasePlay().open(whole);
    const step = play.step('look').id;
    play.act(minutes(5), 'ana', complete(play, 'look'));
    // Whoever forges writes the chain as well, as an installation would for a true journal.
    const honest = certified(play.transitions);
    const byAnother = rechained({ ...honest, journal: honest.journal.map((t) => (t.input.kind === 'complete' ? { ...t, input: { ...t.input, actor: { ...t.input.actor, personId: 'lio', roles: ['liaison'] } } } : t)) });
    expect(faultsOf(byAnother, theirs)).toEqual(['journal, transition 2: the protocol refuses this act']);
    const entries = honest.journal[1]?.entries.filter((entry) => !('step' in entry && entry.step === step));
    const withChain = rechained({ ...honest, journal: honest.journal.map((t) => (t.number === 2 ? { ...t, entries: entries ?? [] } : t)) });
    expect(faultsOf(withChain, theirs)).toEqual(['journal, transition 2: the protocol leads to something else than what is written']);
    const later = rechained({ ...honest, journal: honest.journal.map((t) => (t.number === 2 ? { ...t, number: 3 } : t)) });
    expect(faultsOf(later, theirs)).toEqual(['journal, transition 3: one before it is missing']);
  });

  it('and what is no certificate is told as that', () => {
    expect(checked('hello')).toEqual({ kind: 'unreadable', what: 'this is no JSON; name a certificate as it was downloaded' });
    expect(checked('{"key":"screening"}')).toMatchObject({ kind: 'unreadable', what: expect.stringContaining('no certificate') as string });
    expect(checked(text.replace('handrail-certificate/1', 'handrail-certificate/9'))).toMatchObject({ kind: 'unreadable', what: expect.stringContaining('knows handrail-certificate/1') as string });
    const { journal: _journal, ...short } = sealed(issued);
    expect(checked(certificateText(short as never))).toMatchObject({ kind: 'unreadable', what: 'this certificate is cut short: journal is missing' });
    expect(checked(certificateText({ ...sealed(issued), journal: 5 } as never))).toMatchObject({ kind: 'notGenuine' });
    expect(checked(textOf({ ...issued, names: { persons: 5, agencies: {} } } as never))).toMatchObject({ kind: 'unreadable', what: expect.stringContaining('names') as string });
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(checked(text.replace('"reference":"BTAU-1"', `"reference":${deep}`)).kind).toBe('unreadable');
    expect(checked(text.replace('"verdict":"deviates"', `"verdict":${deep}`)).kind).toBe('unreadable');
  });
});
