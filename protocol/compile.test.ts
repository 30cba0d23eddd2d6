import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublishedVersion } from './bundle.ts';
import { withHandlers } from './bundle.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { compile, hashOf, publishedProtocolOf, type CompileContext } from './compile.ts';
import { draft } from './draft-text.ts';
import type { Draft } from './draft.ts';
import type { Plan, UnitContext } from './plan.ts';
import { gallery } from './templates/gallery.ts';
import { imminentResponse } from './templates/imminent-response.ts';
import { reportToClosure } from '../test/drawings/report-to-closure.ts';
import { partnerAgencies } from './templates/shared-setting.ts';
import { choice, fieldIs, form, optional, required } from './templates/sketch.ts';

const unit: UnitContext = {
  unitId: 'u1', zone: 'America/New_York', offsets: [{ from: 0, minutes: -300 }], hostAgency: 'a1',
  agencies: [{ id: 'a2', key: 'school', name: 'School district' }, { id: 'a1', key: 'sheriff', name: 'Sheriff' }],
};
/** A unit with all its partners, as the templates are drawn for. */
const withPartners: UnitContext = { ...unit, agencies: [...unit.agencies, ...partnerAgencies.map((key) => ({ id: key, key, name: key }))] };
const context = (more: Partial<CompileContext> = {}): CompileContext => ({ unit, version: 1, published: () => undefined, ...more });
function compiled(of: Draft, more: Partial<CompileContext> = {}) {
  const result = compile(of, context(more));
  if (!result.ok) throw new Error(result.findings.filter((f) => f.severity === 'error').map((f) => `${f.rule} ${JSON.stringify(f.at)}: ${f.message}`).join('\n'));
  return result;
}
function publish(of: Draft, more: Partial<CompileContext> = {}): PublishedVersion {
  const { hash, plan, bundle } = compiled(of, more);
  return { hash, plan, bundlePlans: bundle.plans, number: plan.version };
}
const calling = (key: string, protocol: string): Draft => {
  const base = draft('start -> look -> end', { key });
  return {
    ...base,
    nodes: [...base.nodes, { id: 'ask', kind: 'call', title: 'Ask', instructions: '', citations: [], protocol, mode: 'spawn' }],
    edges: [{ id: 'x', from: 'start', port: 'next', to: 'ask' }, { id: 'y', from: 'ask', port: 'next', to: 'look' }, ...base.edges.slice(1)],
  };
};

describe('compile', () => {
  it('makes a plan with edges by port, roles by agency, and the unit it is for', () => {
    const { plan, hash } = compiled(draft('intake -> triage(2d) -> close', { roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'supervisor', title: 'Supervisor', agency: 'school' }] }), { version: 7 });
    expect(plan).toMatchObject({ semantics: 1, key: 'p', version: 7, start: 'intake', unit: { agencies: [{ key: 'school' }, { key: 'sheriff' }] }, calls: {}, routing: {} });
    expect(Object.fromEntries(Object.values(plan.nodes).map((n) => [n.id, n.next]))).toEqual({ intake: { next: 'triage' }, triage: { done: 'close' }, close: {} });
    expect(Object.fromEntries(Object.values(plan.roles).map((r) => [r.id, r.agencies]))).toEqual({ analyst: ['a1', 'a2'], supervisor: ['a2'] });
    expect(hash).toBe(sha256Hex(canonicalJson(plan)));
    expect(JSON.stringify(plan)).not.toContain('layout');
  });

  it('refuses a draft with errors and hands the findings back', () => {
    const broken = { ...draft('start -> look -> end'), edges: [] };
    const result = compile(broken, context());
    expect(result.ok).toBe(false);
    expect(result.findings.some((f) => f.severity === 'error')).toBe(true);
  });

  it('gives the same hash however the protocol is drawn', () => {
    const { hash } = compiled(imminentResponse, { unit: withPartners });
    const order = <T>(items: readonly T[], seed: number): T[] => items.map((item, i) => ({ item, at: Math.sin(seed + i * 7) })).sort((a, b) => a.at - b.at).map((x) => x.item);
    fc.assert(fc.property(fc.nat(1000), (seed) => {
      const d = imminentResponse;
      const redrawn: Draft = {
        ...d,
        nodes: order(d.nodes, seed), edges: order(d.edges, seed + 1).map((e, i) => ({ ...e, id: `edge${i}` })),
        roles: order(d.roles, seed + 2), forms: order(d.forms, seed + 3), citations: order(d.citations, seed + 4), layout: {},
      };
      expect(compiled(redrawn, { unit: { ...withPartners, agencies: order(withPartners.agencies, seed) } }).hash).toBe(hash);
    }), { numRuns: 20 });
  });

  it.each<[string, (d: Draft) => Draft]>([
    ['a limit', (d) => ({ ...d, nodes: d.nodes.map((n) => (n.kind === 'task' ? { ...n, limit: { kind: 'due', rules: [{ due: 'P9D' }], escalate: [{ after: 'PT0S', notify: ['supervisor'], letIn: [], release: false }], onOverdue: 'stay' } } : n)) })],
    ['the instructions', (d) => ({ ...d, nodes: d.nodes.map((n) => (n.kind === 'task' ? { ...n, instructions: 'Look twice.' } : n)) })],
    ['the order of levels', (d) => ({ ...d, levels: [...d.levels].reverse() })],
    ['the agency of a role', (d) => ({ ...d, roles: d.roles.map((r) => ({ ...r, agency: 'sheriff' })) })],
  ])('gives another hash when %s changes', (_, change) => {
    const before = draft('start -> look -> end');
    expect(compiled(change(before)).hash).not.toBe(compiled(before).hash);
  });

  it('marks the fields that something reads, and no others', () => {
    const intake = form('intake', 'Intake', [required('said', 'Said', 'text'), choice('how', 'How', { phone: 'Phone', mail: 'Mail' }), required('risk', 'Risk', 'boolean'), required('at', 'At', 'datetime', { means: 'reportReceived' }), optional('number', 'Number', 'string', { requiredWhen: fieldIs('intake.how', 'phone') })]);
    const base = draft('start -> look -> end', { forms: [intake] });
    const nodes = base.nodes.map((n) => (n.kind === 'start' ? { ...n, form: 'intake' } : n.kind === 'task' && n.limit?.kind === 'due' ? { ...n, limit: { ...n.limit, rules: [{ when: fieldIs('intake.risk', true), due: 'PT1H' }, { due: 'P1D' }] } } : n));
    expect(compiled({ ...base, nodes }).plan.routing).toEqual({ intake: ['at', 'how', 'risk'] });
  });

  it('pins a call to the published version and carries all it reaches', () => {
    const leaf = publish(draft('start -> look -> end', { key: 'leaf' }), { version: 3 });
    const middle = publish(calling('middle', 'leaf'), { published: (key) => (key === 'leaf' ? leaf : undefined) });
    const { plan, bundle, hash } = compiled(calling('top', 'middle'), { published: (key) => (key === 'middle' ? middle : undefined) });
    expect(plan.calls).toEqual({ ask: middle.hash });
    expect(Object.keys(bundle.plans).sort()).toEqual([hash, leaf.hash, middle.hash].sort());
    expect(bundle.root).toBe(hash);
  });
  it('pins a call of itself to itself', () => {
    expect(compiled(calling('top', 'top')).plan.calls).toEqual({ ask: 'self' });
  });
  it('refuses a call of a protocol nobody has published', () => {
    expect(compile(calling('top', 'gone'), context()).ok).toBe(false);
  });
  it('sends fields that a called protocol reads, where both have the form', () => {
    const shared = form('shared', 'Shared', [required('risk', 'Risk', 'boolean'), required('other', 'Other', 'boolean')]);
    const asks = draft('start -> look -> end', { key: 'leaf', forms: [shared], facts: [{ id: 'risky', title: 'Risky', when: fieldIs('shared.risk', true) }] });
    const leaf = publish(asks);
    expect(compiled({ ...calling('top', 'leaf'), forms: [shared] }, { published: () => leaf }).plan.routing).toEqual({ shared: ['risk'] });
  });

  it('puts the imminent-danger protocol into every bundle, its own version into its own', () => {
    const danger = publish(imminentResponse, { unit: withPartners });
    const { bundle } = compiled(draft('start -> look -> end'), { danger });
    expect([bundle.danger, Object.keys(bundle.plans).length]).toEqual([danger.hash, 2]);
    const next = compiled({ ...imminentResponse, title: 'Second' }, { unit: withPartners, danger, version: 2 });
    expect([next.bundle.danger, Object.keys(next.bundle.plans)]).toEqual([next.hash, [next.hash]]);
    const later = publish({ ...imminentResponse, title: 'Later' }, { unit: withPartners });
    expect(withHandlers(bundle, { danger: later })).toMatchObject({ root: bundle.root, danger: later.hash });
  });
  it('refuses a bundle that no case could carry', () => {
    const leaf = publish(draft('start -> look -> end', { key: 'leaf' }));
    const wide = (n: number): Record<string, Plan> => Object.fromEntries(Array.from({ length: n }, (_, i) => [`h${i}`, { ...leaf.plan, key: `p${i}` }]));
    expect(compile(calling('top', 'leaf'), context({ published: () => ({ ...leaf, bundlePlans: wide(14) }) })).ok).toBe(true);
    expect(compile(calling('top', 'leaf'), context({ published: () => ({ ...leaf, bundlePlans: wide(15) }) }))).toMatchObject({ ok: false });
    const heavy = draft('start -> look -> end');
    const nodes = Array.from({ length: 45 }, (_, i) => ({ ...heavy.nodes[1], id: `look${i}`, instructions: 'é'.repeat(4000) })) as Draft['nodes'];
    const edges = nodes.map((n, i) => ({ id: `e${i}`, from: n.id, port: 'done', to: nodes[i + 1]?.id ?? 'end' }));
    const result = compile({ ...heavy, nodes: [...heavy.nodes.filter((n) => n.kind !== 'task'), ...nodes], edges: [{ id: 'e', from: 'start', port: 'next', to: 'look0' }, ...edges] }, context());
    expect(result.ok ? [] : result.findings.filter((f) => f.severity === 'error').map((f) => f.rule)).toEqual(['too-large']);
  });

  it('compiles 500 nodes in well under a second', () => {
    const line = draft(`start -> ${Array.from({ length: 498 }, (_, i) => `n${i}`).join(' -> ')} -> end`);
    const from = performance.now();
    compiled(line);
    expect(performance.now() - from).toBeLessThan(1000);
  });
});

describe('the gallery', () => {
  it('publishes in its order, each calling only those before it', () => {
    const done = new Map<string, PublishedVersion>();
    for (const { key, draft: drawn } of gallery) done.set(key, publish(drawn, { unit: withPartners, published: (k) => done.get(k) }));
    const version = publish(reportToClosure, { unit: withPartners, published: (k) => done.get(k) });
    expect(hashOf(version.plan)).toBe(version.hash);
    expect(publishedProtocolOf(version)).toMatchObject({ startForm: 'report_intake', outcomes: expect.arrayContaining(['closed', 'no_case']) as unknown });
    expect(version.plan.routing['assessment']).toEqual(['level_of_concern', 'weapons_access']);
    expect(reportToClosure.nodes.length).toBe(Object.keys(version.plan.nodes).length);
  });
});
