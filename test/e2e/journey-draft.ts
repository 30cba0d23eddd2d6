// The protocol of the browser journey: a screening with ten seconds' limit, an approval, a handoff to another agency, and
// an end that closes the case.
import { draftSchema, type Draft } from '../../protocol/draft.ts';

const leadTold = (due: string) => ({ kind: 'due', rules: [{ due }], escalate: [{ after: 'PT0S', notify: ['supervisor'], letIn: ['unit_lead'] }] });

export const journeyDraft: Draft = draftSchema.parse({
  schemaVersion: 1,
  key: 'journey',
  title: 'Ten seconds to screen',
  levels: [{ id: 'low', title: 'Low' }, { id: 'high', title: 'High', high: true }],
  roles: ['triage_analyst', 'supervisor', 'unit_lead', 'school_liaison'].map((id) => ({ id, title: id.replace('_', ' ') })),
  forms: [
    { id: 'intake', title: 'Report', fields: [{ name: 'seen', label: 'What was seen or said', type: 'text', required: true }] },
    { id: 'screening', title: 'Screening', fields: [{ name: 'weapons', label: 'Access to weapons', type: 'option', required: true, means: 'weaponsAccess', options: [{ id: 'yes', label: 'Yes' }, { id: 'no', label: 'No' }, { id: 'unknown', label: 'Not known' }] }] },
  ],
  retention: [{ id: 'closed', keep: 'P5Y' }],
  nodes: [
    { id: 'start', title: 'Report', kind: 'start', form: 'intake' },
    { id: 'screen', title: 'Screen the report', kind: 'task', form: 'screening', roles: ['triage_analyst', 'supervisor'], outcomes: [{ id: 'done', label: 'Screened' }], limit: leadTold('PT10S') },
    { id: 'agree', title: 'Agree to open', kind: 'approval', seats: [{ id: 'one', roles: ['supervisor', 'unit_lead'] }], notDoerOf: ['screen'], onApproved: [{ kind: 'status', status: 'open' }, { kind: 'owner', to: 'approver' }], limit: leadTold('P1D') },
    { id: 'hand', title: 'Hand over to the school', kind: 'handoff', handoff: 'transfer', to: ['school_liaison'], package: [{ ref: 'screening' }], limit: leadTold('PT4H') },
    { id: 'close', title: 'Close the case', kind: 'end', outcome: 'closed', effects: [{ kind: 'status', status: 'closed' }, { kind: 'retention', class: 'closed' }] },
  ],
  edges: [
    { id: 'e1', from: 'start', port: 'next', to: 'screen' },
    { id: 'e2', from: 'screen', port: 'done', to: 'agree' },
    { id: 'e3', from: 'agree', port: 'approved', to: 'hand' },
    { id: 'e4', from: 'agree', port: 'denied', to: 'screen' },
    { id: 'e5', from: 'hand', port: 'accepted', to: 'close' },
    { id: 'e6', from: 'hand', port: 'declined', to: 'hand' },
    { id: 'e7', from: 'hand', port: 'withdrawn', to: 'hand' },
  ],
  layout: { start: { x: 0, y: 0 }, screen: { x: 300, y: 0 }, agree: { x: 600, y: 0 }, hand: { x: 900, y: 0 }, close: { x: 1200, y: 0 } },
});
