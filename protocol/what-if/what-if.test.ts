import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkoutRoot } from '../../server/config.ts';
import { offsetsAround } from '../../server/scenarios/offsets.ts';
import { readScenarios } from '../../server/scenarios/read.ts';
import { runScenario } from '../../server/scenarios/run.ts';
import { anyDraft } from '../../test/arbitraries/draft.ts';
import { monday, staged, template } from '../../test/arbitraries/rehearsing.ts';
import type { Draft, DraftNode, Field } from '../draft.ts';
import type { Transition } from '../entry.ts';
import type { Plans } from '../plan.ts';
import type { Move } from '../rehearsal/rehearsal.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import { refsOfCondition, refsOfLimit, refsOfNode } from '../routing.ts';
import { castOf } from '../scenarios/cast.ts';
import { libraryOf } from '../scenarios/library.ts';
import { gallery } from '../templates/gallery.ts';
import { summaryOf } from './summary.ts';
import { conditionsOf, readsOf } from './undetermined.ts';
import { changes, whatIf, type CaseWhatIf } from './what-if.ts';

const scenarios = ['acceptance', 'branches', 'partners'].flatMap((file) => {
  const read = readScenarios(readFileSync(join(checkoutRoot(), 'test', 'scenarios', `${file}.yaml`), 'utf8'));
  return read.ok ? read.scenarios : [];
});
const knownIn = (journal: readonly Transition[]): Plans => Object.assign({}, ...journal.flatMap(({ input }) => ('bundle' in input ? [input.bundle.plans] : []))) as Plans;

describe('a draft that changes nothing', () => {
  it.each(scenarios.map((scenario) => ({ name: `${scenario.id}: ${scenario.title}`, scenario })))('changes nothing of the case of $name', async ({ scenario }) => {
    const drafts = gallery.map((one) => one.draft);
    const ran = await runScenario(scenario, drafts);
    if (ran.kind !== 'played') throw new Error(ran.message);
    const library = libraryOf(drafts, castOf(scenario, offsetsAround(scenario.zone, scenario.starts), drafts).unit, scenario.holidays);
    const keys = [...new Set(ran.journal.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'runStarted' ? [entry.protocol] : []))))];
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      const bundle = library.bundle(key);
      const plan = bundle.plans[bundle.root];
      if (!plan) throw new Error(key);
      const what = whatIf(ran.journal, knownIn(ran.journal), { bundle, plan });
      expect(what, key).toEqual({ appears: [], vanishes: [], late: [], inTime: [], refused: [], unknown: null });
      expect(changes(what)).toBe(false);
    }
  });
});

describe('a draft that changes something', () => {
  const draft = template('report_to_closure');
  const moves: readonly Move[] = [
    { act: 'start', by: 'patrol_1' },
    { act: 'complete', step: 'start', by: 'patrol_1', data: { received_at: 'PT0S' } },
    { act: 'pass', for: 'PT40M' },
    { act: 'complete', step: 'screen', by: 'triage_analyst_1' },
    { act: 'complete', step: 'history', by: 'triage_analyst_1' },
    { act: 'decide', step: 'triage', by: 'triage_analyst_1', choice: 'no_case' },
    { act: 'pass', for: 'PT1H' },
    { act: 'approve', step: 'approve_no_case', by: 'supervisor_1' },
  ];
  const old = rehearse(staged(draft), { starts: monday, moves });
  const on = (changed: Draft): CaseWhatIf => {
    const { bundle, plan } = staged(changed);
    return whatIf(old.journal, old.plans, { bundle, plan });
  };
  const node = <K extends DraftNode['kind']>(id: string, kind: K): Extract<DraftNode, { kind: K }> => {
    const found = draft.nodes.find((one) => one.id === id);
    if (found?.kind !== kind) throw new Error(`${id} is a ${kind}`);
    return found as Extract<DraftNode, { kind: K }>;
  };
  const having = (changed: DraftNode, more: Partial<Draft> = {}): Draft => ({ ...draft, rules: [], ...more, nodes: (more.nodes ?? draft.nodes).map((one) => (one.id === changed.id ? changed : one)) });

  it('begins with a case that went to its end', () => {
    expect(old.moves.map((move) => move.refused)).toEqual(moves.map(() => undefined));
    expect(changes(on(draft))).toBe(false);
  });

  it('says which steps would have been late', () => {
    const screen = node('screen', 'task');
    if (screen.limit?.kind !== 'due') throw new Error('it has a limit');
    const what = on(having({ ...screen, limit: { ...screen.limit, rules: [{ due: 'PT30M', from: { kind: 'reportReceived' } }] } }));
    expect(what).toMatchObject({ late: [{ node: 'screen', title: 'Screen for imminent danger', due: monday + 1_800_000 }], appears: [], vanishes: [], unknown: null });
  });

  it('says which steps would not have been there, and goes on behind them', () => {
    const gone = ['screen', 'screen_next', 'alarm'];
    const short: Draft = { ...draft, rules: [], nodes: draft.nodes.filter((one) => !gone.includes(one.id)), edges: draft.edges.filter((edge) => !gone.includes(edge.from)).map((edge) => (edge.from === 'start' ? { ...edge, to: 'history' } : edge)) };
    expect(on(short)).toEqual({ vanishes: [{ protocol: 'report_to_closure', node: 'screen', title: 'Screen for imminent danger' }], appears: [], late: [], inTime: [], refused: [], unknown: null });
  });

  it('ends where a new step waits, because nobody has done it, and guesses nothing behind it', () => {
    const second: DraftNode = { ...node('history', 'task'), id: 'second', title: 'Ask somebody else' };
    const longer: Draft = { ...draft, rules: [], nodes: [...draft.nodes, second], edges: [...draft.edges.map((edge) => (edge.from === 'history' ? { ...edge, to: 'second' } : edge)), { id: 'new', from: 'second', port: 'done', to: 'triage' }] };
    expect(on(longer)).toMatchObject({ appears: [{ node: 'second' }], vanishes: [], unknown: { kind: 'notReached', step: { node: 'triage' }, waiting: [{ node: 'second', title: 'Ask somebody else' }] } });
  });

  const flag: Field = { name: 'second_source', label: 'A second source', type: 'boolean', required: false, sensitivity: 'none' };
  const asking = (when: Extract<DraftNode, { kind: 'decision' }>['branches'][number]['when']): Draft => {
    const gate = node('screen_next', 'decision');
    return having({ ...gate, branches: [{ id: 'sourced', label: 'Sourced', ...(when ? { when } : {}) }, ...gate.branches] }, {
      forms: draft.forms.map((form) => (form.id === 'imminence_screen' ? { ...form, fields: [...form.fields, flag] } : form)),
      edges: [...draft.edges, { id: 'sourced', from: 'screen_next', port: 'sourced', to: 'history' }],
    });
  };
  it('ends where the draft asks for a field that was not kept then', () => {
    const what = on(asking({ kind: 'compare', left: { kind: 'field', ref: 'imminence_screen.second_source' }, op: 'eq', right: { kind: 'value', value: true } }));
    expect(what.unknown).toEqual({ kind: 'field', step: { protocol: 'report_to_closure', node: 'screen_next', title: 'Imminent danger?' }, field: 'imminence_screen.second_source' });
  });
  it('takes "is recorded" of such a field for unknown, never for no', () => {
    expect(on(asking({ kind: 'exists', ref: 'imminence_screen.second_source' })).unknown).toMatchObject({ kind: 'field', field: 'imminence_screen.second_source' });
    expect(on(asking({ kind: 'not', of: { kind: 'exists', ref: 'imminence_screen.second_source' } })).unknown).toMatchObject({ kind: 'field' });
  });
  it('goes on where what was kept decides it all the same', () => {
    const decided = { kind: 'all' as const, of: [{ kind: 'compare' as const, left: { kind: 'case' as const, name: 'breaches' as const }, op: 'gt' as const, right: { kind: 'value' as const, value: 5 } }, { kind: 'exists' as const, ref: 'imminence_screen.second_source' }] };
    expect(changes(on(asking(decided)))).toBe(false);
  });

  it('says which answers are none any more, and which acts would not be taken', () => {
    const triage = node('triage', 'task');
    const renamed = having({ ...triage, outcomes: triage.outcomes.map((o) => (o.id === 'no_case' ? { ...o, id: 'unfounded' } : o)) }, { edges: draft.edges.map((edge) => (edge.from === 'triage' && edge.port === 'no_case' ? { ...edge, port: 'unfounded' } : edge)) });
    expect(on(renamed).unknown).toMatchObject({ kind: 'outcomeGone', step: { node: 'triage' }, outcome: 'no_case' });
    const screened = having({ ...node('screen', 'task'), roles: ['commander'] });
    expect(on(screened)).toMatchObject({ refused: [{ node: 'screen', code: 'not_authorized' }], unknown: { kind: 'notReached', step: { node: 'history' } } });
  });

  it('is added up by step, each once a case', () => {
    const screened = on(having({ ...node('screen', 'task'), roles: ['commander'] }));
    const summary = summaryOf([screened, on(draft), screened]);
    expect(summary).toMatchObject({ cases: 3, same: 1, changed: 2, unknown: 2, late: 0 });
    expect(summary.steps.find((step) => step.node === 'screen')).toMatchObject({ refused: 2, appears: 0 });
  });
});

it('knows every field a step reads, as the plan keeps it', () => {
  fc.assert(fc.property(anyDraft, (draft) => {
    for (const node of [...draft.nodes, ...gallery.flatMap((one) => one.draft.nodes)]) {
      const kept = new Set([...refsOfNode(node), ...('limit' in node ? refsOfLimit(node.limit) : [])]);
      const read = new Set([...readsOf(node), ...conditionsOf(node).flatMap((condition) => [...refsOfCondition(condition)])]);
      for (const ref of node.kind === 'table' ? [] : kept) expect(read).toContain(ref);
    }
  }), { numRuns: 20 });
});
