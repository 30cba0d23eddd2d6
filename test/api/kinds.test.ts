// Steps of every further kind on the built product: drawn and published through the API, then worked by people of the demo,
// through server, workflow, worker and database.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormValues } from '../../server/contract-acts.ts';
import type { CaseStep, CaseView } from '../../server/contract-cases.ts';
import type { Draft, DraftNode } from '../../protocol/draft.ts';
import { draftSchema } from '../../protocol/draft.ts';
import type { ApiClient } from './client.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

let demo: Demo;
const as = (login: string): ApiClient => demo.as(login);

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.product.stop());

const limit = { kind: 'due', rules: [{ due: 'PT24H' }], escalate: [{ after: 'PT0S', notify: ['supervisor'] }] };
const task = (id: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task', title: id, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit, ...more });
const end = { id: 'end', kind: 'end', title: 'End', outcome: 'done' };

/** Drawn as JSON, reviewed and published by two persons; the version can be opened. */
async function published(key: string, drawn: { readonly nodes: readonly unknown[]; readonly edges: string; readonly forms?: readonly unknown[] } & Record<string, unknown>): Promise<string> {
  const { nodes, edges, forms = [], ...more } = drawn;
  const draft: Draft = draftSchema.parse({
    schemaVersion: 1, key, title: key, levels: [{ id: 'low', title: 'Low' }, { id: 'high', title: 'High', high: true }], roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'supervisor', title: 'Supervisor' }], forms,
    nodes, edges: edges.split(';').map((edge, i) => {
      const [, from = '', port = 'next', to = ''] = /^\s*(\w+)(?:\.(\w+))?\s*->\s*(\w+)\s*$/.exec(edge) ?? [];
      return { id: `e${i}`, from, port, to };
    }), ...more,
  });
  return demo.publish(draft);
}

async function opened(versionId: string, values?: FormValues): Promise<string> {
  return (await as('marcus').get('openCase', { body: { id: randomUUID(), versionId, title: 'A case', ...(values && { values }) } })).caseId;
}
const view = (caseId: string): Promise<CaseView> => as('ellen').get('case', { params: { id: caseId } });
const openSteps = async (caseId: string): Promise<readonly CaseStep[]> => (await view(caseId)).steps.filter((step) => step.state === 'open');
const take: Demo['take'] = (login, caseId, act) => demo.take(login, caseId, act);
async function complete(login: string, caseId: string, node: DraftNode['id'], more: { readonly outcome?: string; readonly values?: FormValues; readonly reason?: string } = {}): Promise<void> {
  const step = (await openSteps(caseId)).find((s) => s.node === node);
  await take(login, caseId, { kind: 'complete', step: step?.id ?? '', outcome: more.outcome ?? 'done', ...(more.values && { values: more.values }), ...(more.reason !== undefined && { reason: more.reason }) });
}
const sentences = async (caseId: string): Promise<readonly string[]> => (await as('ellen').get('timeline', { params: { id: caseId } })).items.flatMap((item) => item.entries.map((entry) => entry.sentence));

describe('for each', () => {
  it('opens a step an item, shows what was written for each, and counts how they ended', async () => {
    const version = await published('visits', {
      forms: [{ id: 'who', title: 'Who', fields: [{ name: 'people', label: 'People', type: 'list', required: true }] }],
      nodes: [
        { id: 'start', kind: 'start', title: 'Start', form: 'who' },
        { id: 'visit', kind: 'each', title: 'Visit', over: { kind: 'field', ref: 'who.people' }, roles: ['analyst'], limit, outcomes: [{ id: 'safe', label: 'Safe' }, { id: 'unsafe', label: 'Not safe' }] },
        { id: 'any', kind: 'decision', title: 'Any not safe?', branches: [{ id: 'yes', label: 'Yes', when: { kind: 'compare', left: { kind: 'field', ref: 'visit.unsafe' }, op: 'gt', right: { kind: 'value', value: 0 } } }] },
        task('protect'), end,
      ],
      edges: 'start -> visit; visit -> any; any.yes -> protect; any.default -> end; protect.done -> end',
    });
    const caseId = await opened(version, { people: ['The neighbour', 'The teacher'] });
    const steps = await openSteps(caseId);
    expect(steps.map((s) => s.title)).toEqual(['Visit (1 of 2)', 'Visit (2 of 2)']);
    const second = await as('marcus').get('step', { params: { id: caseId, step: steps[1]?.id ?? '' } });
    expect(second.item).toEqual({ number: 2, of: 2, text: 'The teacher' });
    expect(second.outcomes.map((o) => o.label)).toEqual(['Safe', 'Not safe']);
    await take('marcus', caseId, { kind: 'complete', step: steps[1]?.id ?? '', outcome: 'unsafe' });
    await take('marcus', caseId, { kind: 'complete', step: steps[0]?.id ?? '', outcome: 'safe' });
    expect((await openSteps(caseId)).map((s) => s.node)).toEqual(['protect']);
    expect((await view(caseId)).computed).toEqual({ visit: { items: 2, safe: 1, unsafe: 1, cancelled: 0 } });
    expect(await sentences(caseId)).toEqual(expect.arrayContaining(['"Visit" began with 2 items.', '"Visit" (2 of 2) opened for Analyst.', 'Marcus Reyes finished "Visit": Not safe.', '"Visit" is done for every item.']));
  });
});

describe('a list of measures', () => {
  it('becomes work of the people it names, outlives the protocol, and is shown before the case ends', async () => {
    const version = await published('measures', {
      forms: [{ id: 'plan', title: 'Plan', fields: [{ name: 'safety', label: 'Safety measures', type: 'measures', required: true }] }],
      nodes: [{ id: 'start', kind: 'start', title: 'Start' }, task('write', { form: 'plan' }), end],
      edges: 'start -> write; write.done -> end',
    });
    const caseId = await opened(version);
    const step = (await openSteps(caseId))[0]?.id ?? '';
    const stranger = await as('marcus').act(caseId, { kind: 'complete', step, outcome: 'done', values: { safety: [{ id: 'a', title: 'Change the locks', owner: randomUUID() }] } });
    expect(stranger.problem).toMatchObject({ code: 'bad_value', fields: [{ field: 'safety' }] });
    await complete('marcus', caseId, 'write', { values: { safety: [{ id: 'a', title: 'Change the locks', owner: (await demo.person('priya')).personId, due: '2031-03-04' }, { id: 'b', title: 'Talk to the school' }] } });
    const measures = await openSteps(caseId);
    expect(measures.map((s) => [s.kind, s.measure, s.claimedBy?.name, s.dueAt])).toEqual([['measure', 'Change the locks', 'Priya Nair', '2031-03-05T04:59:59.000Z'], ['measure', 'Talk to the school', undefined, null]]);
    const mine = await as('priya').get('tasks', { query: { scope: 'mine' } });
    expect(mine.items.filter((row) => row.caseId === caseId)).toMatchObject([{ kind: 'measure', title: 'Safety measures (1 of 2)', act: 'complete', mine: true }]);
    const seen = await as('priya').get('step', { params: { id: caseId, step: measures[0]?.id ?? '' } });
    expect(seen).toMatchObject({ item: { text: 'Change the locks' }, whyNot: null, outcomes: [{ id: 'done' }, { id: 'notDone', needsReason: true }] });
    await take('priya', caseId, { kind: 'complete', step: measures[0]?.id ?? '', outcome: 'notDone', reason: 'The landlord refused.' });
    expect((await as('marcus').act(caseId, { kind: 'complete', step: measures[1]?.id ?? '', outcome: 'done' })).problem?.code).toBe('not_authorized');
    await take('marcus', caseId, { kind: 'correct', formId: 'plan', values: { safety: [{ id: 'c', title: 'Move the desk' }] }, reason: 'Agreed otherwise.' });
    expect((await openSteps(caseId)).map((s) => s.measure)).toEqual(['Move the desk']);
    expect((await view(caseId)).steps.filter((s) => s.kind === 'measure').map((s) => [s.measure, s.outcome])).toEqual([['Change the locks', 'notDone'], ['Talk to the school', 'replaced'], ['Move the desk', null]]);
  });
});

describe('what is drawn for when something happens', () => {
  it('opens a step when somebody says so, starts a protocol when the level is raised, and offers only what is heard', async () => {
    await published('alerting', { nodes: [{ id: 'start', kind: 'start', title: 'Start' }, task('alert'), end], edges: 'start -> alert; alert.done -> end' });
    const version = await published('watching', {
      nodes: [{ id: 'start', kind: 'start', title: 'Start' }, task('watch'), task('talk'), { id: 'off', kind: 'end', title: 'Off', outcome: null }, end],
      edges: 'start -> watch; watch.done -> end; found -> talk; talk.done -> off',
      on: [
        { id: 'found', title: 'They are found', when: { kind: 'event', name: 'found', label: 'The person was found' } },
        { id: 'raised', title: 'Level raised', when: { kind: 'level', change: 'raised' }, protocol: 'alerting' },
        { id: 'secret', title: 'For others', when: { kind: 'event', name: 'secret', roles: ['supervisor'] }, protocol: 'alerting' },
      ],
    });
    const caseId = await opened(version);
    expect((await as('marcus').get('case', { params: { id: caseId } })).events).toEqual([{ name: 'found', label: 'The person was found' }]);
    expect((await as('marcus').act(caseId, { kind: 'event', name: 'secret' })).problem?.code).toBe('not_authorized');
    expect((await as('marcus').act(caseId, { kind: 'event', name: 'nothing' })).problem?.code).toBe('no_handler');
    await take('marcus', caseId, { kind: 'event', name: 'found' });
    await take('marcus', caseId, { kind: 'setLevel', level: 'high', reason: 'A weapon was seen.' });
    expect((await openSteps(caseId)).map((s) => [s.protocol, s.node])).toEqual([['watching', 'watch'], ['watching', 'talk'], ['alerting', 'alert']]);
    expect(await sentences(caseId)).toEqual(expect.arrayContaining(['It was said that "The person was found" has happened.', 'What is drawn for "They are found" took effect.', 'What is drawn for "Level raised" took effect, because the level of concern changed.']));
    await complete('marcus', caseId, 'watch');
    expect((await as('marcus').get('case', { params: { id: caseId } })).events).toHaveLength(1);
  });
});

describe('a decision table', () => {
  it('works out answers that lead the case, says them in words, and lets the owner choose the row it cannot know', async () => {
    const version = await published('weighing', {
      forms: [{ id: 'seen', title: 'Seen', fields: [{ name: 'threat', label: 'Threat', type: 'boolean', required: true }, { name: 'acts', label: 'Acts', type: 'integer' }] }],
      nodes: [
        { id: 'start', kind: 'start', title: 'Start', form: 'seen' },
        {
          id: 'weigh', kind: 'table', title: 'How urgent', inputs: [{ id: 'a', operand: { kind: 'field', ref: 'seen.threat' } }, { id: 'b', operand: { kind: 'field', ref: 'seen.acts' } }],
          outputs: [{ name: 'urgency', label: 'Urgency', type: 'option', options: [{ id: 'now', label: 'At once' }, { id: 'today', label: 'Today' }] }],
          rules: [{ id: 'grave', label: 'Threat and acts', cells: [{ kind: 'in', options: [true] }, { kind: 'compare', op: 'ge', value: 2 }], values: ['now'] }, { id: 'rest', cells: [{ kind: 'any' }, { kind: 'any' }], values: ['today'] }],
        },
        { id: 'which', kind: 'decision', title: 'Which', branches: [{ id: 'now', label: 'At once', when: { kind: 'compare', left: { kind: 'field', ref: 'weigh.urgency' }, op: 'eq', right: { kind: 'value', value: 'now' } } }] },
        task('hurry'), task('look'), end,
      ],
      edges: 'start -> weigh; weigh -> which; which.now -> hurry; which.default -> look; hurry.done -> end; look.done -> end',
    });
    const grave = await opened(version, { threat: true, acts: 2 });
    expect((await openSteps(grave)).map((s) => s.node)).toEqual(['hurry']);
    expect((await view(grave)).computed).toEqual({ weigh: { urgency: 'now' } });
    expect(await sentences(grave)).toContain('"How urgent" worked out Urgency: At once.');
    const unknown = await opened(version, { threat: true });
    const [byHand] = await openSteps(unknown);
    expect(byHand).toMatchObject({ kind: 'byHand', node: 'weigh' });
    const asked = await as('ellen').get('step', { params: { id: unknown, step: byHand?.id ?? '' } });
    expect(asked.outcomes.map((o) => o.label)).toEqual(['Threat and acts', 'row 2']);
    await take('ellen', unknown, { kind: 'complete', step: byHand?.id ?? '', outcome: 'rest', reason: 'Nothing is known of acts.' });
    expect((await openSteps(unknown)).map((s) => s.node)).toEqual(['look']);
  });
});

describe('a service', () => {
  it('asks the connector that comes along, and the case goes on with its answer, or by its way for none', async () => {
    const drawn = (key: string, role: string) => published(key, {
      nodes: [
        { id: 'start', kind: 'start', title: 'Start' },
        {
          id: 'look', kind: 'service', title: 'Is a case manager there?', connector: 'unit_staffing', inputs: [{ name: 'role', operand: { kind: 'value', value: role } }],
          outputs: [{ name: 'holders', label: 'people who hold it', type: 'integer' }, { name: 'staffed', label: 'somebody holds it', type: 'boolean' }], limit,
        },
        { id: 'which', kind: 'decision', title: 'Which', branches: [{ id: 'there', label: 'There', when: { kind: 'compare', left: { kind: 'field', ref: 'look.staffed' }, op: 'eq', right: { kind: 'value', value: true } } }] },
        task('hand'), task('keep'), task('phone'), end,
      ],
      edges: 'start -> look; look.next -> which; look.failed -> phone; which.there -> hand; which.default -> keep; hand.done -> end; keep.done -> end; phone.done -> end',
    });
    const there = await opened(await drawn('asking', 'case_manager'));
    await expect.poll(async () => (await openSteps(there)).map((s) => s.node), { timeout: 20_000 }).toEqual(['hand']);
    expect((await view(there)).computed).toEqual({ look: { holders: 2, staffed: true } });
    expect(await sentences(there)).toContain('"Is a case manager there?" was answered: people who hold it: 2; somebody holds it: yes.');
    const none = await opened(await drawn('asking_in_vain', 'nobody_knows'));
    await expect.poll(async () => (await openSteps(none)).map((s) => s.node), { timeout: 20_000 }).toEqual(['phone']);
    expect(await sentences(none)).toContain('"Is a case manager there?" had no answer (unknown role); the protocol goes on by its way for that.');
  });
});
