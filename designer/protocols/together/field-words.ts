// The fields of a step that a comment can be about, as the inspector calls them.
import type { DraftNode } from '../../../protocol/draft.ts';

const words: Readonly<Record<string, string>> = {
  title: 'Title', instructions: 'Instructions', citations: 'Sources', roles: 'Who may do it', seats: 'Seats', to: 'Offered to', from: 'Sent by', package: 'Handoff package', limit: 'Limit', form: 'Form', checklist: 'Checklist',
  outcomes: 'Outcomes', branches: 'Branches', inputs: 'What is asked', outputs: 'What comes out', rules: 'Rules', effects: 'Effects', onApproved: 'Effects of the grant', events: 'Events', message: 'Message', protocol: 'Protocol it calls',
  legalBasis: 'Legal basis', needed: 'How many agree', over: 'What it goes over',
};
export const fieldWords = (field: string): string => words[field] ?? field;

/** Every step can be given a form, a limit and roles of its kind, set or not. */
export function fieldsOf(node: DraftNode): readonly { readonly value: string; readonly label: string }[] {
  const may = ['task', 'start', 'each', 'handoff'].includes(node.kind) ? ['form', 'limit'] : node.kind === 'approval' ? ['limit'] : [];
  return [...new Set([...Object.keys(node), ...may])].flatMap((field) => (Object.hasOwn(words, field) ? [{ value: field, label: fieldWords(field) }] : []));
}
