// What a draft would have made of cases that are over: from journals as they were recorded, for those who may see them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft, DraftNode } from '../../protocol/draft.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';
import { reportToClosure } from '../drawings/report-to-closure.ts';

let demo: Demo;
let protocolId: string;
let caseId: string;
beforeAll(async () => {
  demo = await startDemo();
  const versionId = await demo.publish(reportToClosure);
  protocolId = (await demo.as('dana').get('protocols')).items.find((row) => row.key === reportToClosure.key)?.id ?? '';
  caseId = await demo.open('marcus', versionId, 'Over at once', { received_at: new Date(Date.now() - 7_200_000).toISOString(), channel: 'web', reporter_kind: 'anonymous', subject_known: true, what_was_seen_or_said: 'Something was said.', setting: 'workplace', school_related: false, threat_to_life: false, weapons_mentioned: false });
  await demo.complete('marcus', caseId, 'screen', 'done', { imminent: false, reasons: 'No plan.', identifiable_target: true, subject_location_known: true, federal_nexus: false });
  await demo.complete('marcus', caseId, 'history', 'done', { identity_confidence: 'confirmed', prior_reports: 0, existing_open_case: false, systems_checked: ['ours'] });
  await demo.complete('marcus', caseId, 'triage', 'no_case', { behaviors_observed: ['messages'], facts_vs_opinion: 'both', preliminary_concern: 'low', protected_expression_only: false, reason: 'nothing in it' });
  await demo.take('marcus', caseId, { kind: 'citeCriteria', version: 1, met: [], reason: 'Nothing in it.' });
  const step = await demo.stepAt('ellen', caseId, 'approve_no_case');
  const { approval } = await demo.as('ellen').get('step', { params: { id: caseId, step } });
  await demo.take('ellen', caseId, { kind: 'vote', step, grants: true, content: Object.fromEntries((approval?.content ?? []).map((c) => [c.form, c.hash])), reason: 'Read and agreed.' });
}, 240_000);
afterAll(() => demo?.product.stop());

const draft: Draft = { ...reportToClosure, rules: [] };
const changed = (id: string, change: (node: DraftNode) => DraftNode): Draft => ({ ...draft, nodes: draft.nodes.map((node) => (node.id === id ? change(node) : node)) });
async function tried(on: Draft, login = 'dana') {
  const { revision } = await demo.as('dana').get('protocol', { params: { id: protocolId } });
  await demo.as('dana').get('saveDraft', { params: { id: protocolId }, body: { revision, draft: on } });
  return demo.as(login).get('whatIf', { params: { id: protocolId } });
}

describe('what if', () => {
  it('finds nothing otherwise on the draft the case ran on', async () => {
    const { items, total, next } = await tried(draft);
    expect({ total, next, items }).toEqual({ total: 1, next: undefined, items: [{ caseId, reference: expect.stringMatching(/^HC-/), title: 'Over at once', closedAt: expect.any(String), what: { appears: [], vanishes: [], late: [], inTime: [], refused: [], unknown: null } }] });
  });

  it('says what would not have been late', async () => {
    const { items } = await tried(changed('screen', (node) => (node.kind === 'task' && node.limit?.kind === 'due' ? { ...node, limit: { ...node.limit, rules: [{ due: 'PT1H' }] } } : node)));
    expect(items[0]?.what).toMatchObject({ inTime: [{ node: 'screen', title: 'Screen for imminent danger' }], late: [], unknown: null });
  });

  it('ends where the draft asks for what was not kept', async () => {
    const asking = { ...changed('no_case_gate', (node) => (node.kind === 'decision' ? { ...node, branches: [{ id: 'sourced', label: 'Sourced', when: { kind: 'exists', ref: 'triage_assessment.reason' } }, ...node.branches] } : node)) };
    const { items } = await tried({ ...asking, edges: [...asking.edges, { id: 'sourced', from: 'no_case_gate', port: 'sourced', to: 'approve_no_case' }] });
    expect(items[0]?.what.unknown).toMatchObject({ kind: 'field', field: 'triage_assessment.reason', step: { node: 'no_case_gate' } });
  });

  it('is refused on a draft with errors, and to who neither draws nor publishes', async () => {
    await tried(draft);
    expect((await demo.as('marcus').ask('whatIf', { params: { id: protocolId } })).problem?.code).toBe('right_missing');
    const { revision } = await demo.as('dana').get('protocol', { params: { id: protocolId } });
    await demo.as('dana').get('saveDraft', { params: { id: protocolId }, body: { revision, draft: { ...draft, edges: [] } } });
    expect((await demo.as('dana').ask('whatIf', { params: { id: protocolId } })).problem).toMatchObject({ status: 422, code: 'has_errors' });
  });
});
