// What did we know then? The case as it was recorded at an instant, on the built product: what came later is not in it, what was
// corrected later stands as it was known, and whoever may not see the case now sees it at no instant.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseView } from '../../server/contract-cases.ts';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

const told = 'A neighbour heard him say it.';
// Just received: no limit runs out while the case is looked at twice.
const intake = { received_at: new Date(Date.now() - 60_000).toISOString(), channel: 'web', reporter_kind: 'anonymous', subject_known: true, what_was_seen_or_said: told, setting: 'workplace', school_related: true, threat_to_life: false, weapons_mentioned: false };

let demo: Demo;
let caseId = '';
beforeAll(async () => {
  demo = await startDemo();
  caseId = await demo.open('marcus', await demo.publish(reportToClosure), 'A man at the fence', intake);
});
afterAll(() => demo?.product.stop());

const then = (at: string, login = 'ellen'): Promise<CaseView> => demo.as(login).get('case', { params: { id: caseId }, query: { at } });
const answerIn = (view: CaseView): unknown => view.forms.find((form) => Object.hasOwn(form.values, 'what_was_seen_or_said'))?.values['what_was_seen_or_said'];
/** What is said of the case itself, without what the reader may do now; in an order of its own, as rows that began at once have none. */
function recorded({ rights: _rights, events: _events, allowedActs: _acts, asOf: _asOf, steps, deadlines, ...view }: CaseView) {
  const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return { ...view, steps: steps.map(({ mayAct: _may, ...step }) => step).toSorted(byText), deadlines: deadlines.toSorted(byText), runs: view.runs.toSorted(byText) };
}

describe('a case as of an instant', () => {
  it('is as it was then: a form before its correction, the level before it was set, the step before it was done', async () => {
    const before = await demo.view('ellen', caseId);
    const [open] = before.steps.filter((step) => step.state === 'open');
    const at = (await demo.as('ellen').get('timeline', { params: { id: caseId } })).items.at(-1)?.at ?? '';
    const form = before.forms.find((one) => Object.hasOwn(one.values, 'what_was_seen_or_said'));
    await demo.take('marcus', caseId, { kind: 'correct', formId: form?.id ?? '', values: { ...form?.values, what_was_seen_or_said: 'The neighbour was not there.' }, reason: 'Asked again.' });
    await demo.take('ellen', caseId, { kind: 'setLevel', level: before.levels[0]?.id ?? '', reason: 'From what is known.' });

    const now = await demo.view('ellen', caseId);
    expect([answerIn(now), now.case.level]).toEqual(['The neighbour was not there.', before.levels[0]?.id]);
    const was = await then(at);
    expect([answerIn(was), was.case.level, was.forms.find((one) => one.id === form?.id)?.corrected]).toEqual([told, before.case.level, false]);
    expect(was.steps.find((step) => step.id === open?.id)?.state).toBe('open');
    expect(was.asOf).toMatchObject({ at, since: 2 });
    expect(recorded(was)).toEqual(recorded(before));
  });

  it('offers nothing to do: the past is read, not worked on', async () => {
    const was = await then(new Date().toISOString());
    expect([was.allowedActs, was.events, was.rights, was.steps.filter((step) => step.mayAct)]).toEqual([[], [], [], []]);
  });

  it('is, as of now, what every page says of every case of the demo', async () => {
    const { items } = await demo.as('ellen').get('cases', { query: { status: 'all' } });
    expect(items.length).toBeGreaterThan(3);
    for (const { id } of items) {
      const params = { id };
      const now = await demo.as('ellen').get('case', { params });
      const was = await demo.as('ellen').get('case', { params, query: { at: new Date().toISOString() } });
      expect(was.asOf?.since).toBe(0);
      expect(recorded(was)).toEqual(recorded(now));
    }
  });

  it('is refused for an instant that has not been, or at which there was no case, and to whoever may not see the case', async () => {
    const ask = async (login: string, at: string) => (await demo.as(login).ask('case', { params: { id: caseId }, query: { at } })).problem;
    expect(await ask('ellen', '2999-01-01T00:00:00Z')).toMatchObject({ code: 'bad_request', about: 'at', detail: expect.stringContaining('later than now') });
    expect(await ask('ellen', '2001-01-01T00:00:00Z')).toMatchObject({ code: 'bad_request', about: 'at', detail: expect.stringContaining('before the case was opened') });
    expect(await ask('ellen', 'yesterday')).toMatchObject({ code: 'bad_request', about: 'at' });
    for (const login of ['alma', 'victor', 'iris']) expect(await ask(login, new Date().toISOString())).toMatchObject({ code: 'not_found' });
  });
});
