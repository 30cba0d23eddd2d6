// What a protocol says that BPMN 2.0 has no word for. It travels along in the file and is whole again when Handrail reads it;
// another tool neither shows nor keeps to it.
import type { Draft, DraftNode } from '../draft.ts';
import type { NotCrossed } from './diagram.ts';

export function beyond(draft: Draft): readonly NotCrossed[] {
  return [...draft.nodes.flatMap(ofNode), ...(draft.on ?? []).map((h): NotCrossed => ({ step: h.id, title: h.title || h.id, words: 'stands in BPMN as an event nothing leads to. That it may happen at any time, and what it cancels or starts, BPMN does not say.' })), ...ofProtocol(draft)];
}

function ofNode(node: DraftNode): readonly NotCrossed[] {
  const title = node.title || node.id;
  return wordsOf(node).map((words) => ({ step: node.id, title, words }));
}

function wordsOf(node: DraftNode): readonly string[] {
  const limit = 'limit' in node && node.limit?.kind === 'due' ? node.limit : undefined;
  const said: string[] = [];
  if (limit && limit.onOverdue === 'stay') said.push('has a limit after which it stays open. In BPMN an event on its edge would have to lead somewhere, so the limit is left out.');
  if (limit && (limit.rules.length > 1 || typeof limit.rules[0]?.due !== 'string')) said.push('has a limit by condition or in working time. BPMN knows one time counted on the clock.');
  if (limit && limit.escalate.length > 0) said.push('is escalated. BPMN does not say who is told and who may act from then on.');
  switch (node.kind) {
    case 'approval': said.push('is decided by persons who must be different and separate from others. In BPMN it is a task done several times.'); break;
    case 'handoff': said.push('is offered, accepted or declined, with a package and a basis. In BPMN it is a task.'); break;
    case 'table': said.push('has rows. BPMN leaves them to another standard; here it is a task by rules.'); break;
    case 'service': said.push('asks a connector of this installation. BPMN has only its name.'); break;
    case 'call':
      if (node.mode === 'spawn') said.push('starts a protocol without waiting for it. A call in BPMN waits.');
      break;
    case 'split':
      if (node.branches.some((b) => b.detached)) said.push('has branches nothing waits for. In BPMN the process ends only when they have ended.');
      break;
    case 'join':
      if (node.first !== undefined) said.push(`goes on with the first ${node.first} and cancels the rest. In BPMN it is a complex gateway without its rule.`);
      break;
    case 'wait':
      if (node.atMost !== undefined) said.push(`may be opened ${node.atMost} times. BPMN does not count.`);
      break;
    default: break;
  }
  if ('form' in node && node.form !== undefined) said.push('has a form. BPMN has none.');
  if ('effects' in node && node.effects.length > 0) said.push('changes the case: level, status, retention. BPMN knows no case.');
  return said;
}

function ofProtocol(draft: Draft): readonly NotCrossed[] {
  const parts = [
    draft.forms.length > 0 && 'forms', draft.facts.length > 0 && 'facts', draft.citations.length > 0 && 'sources', draft.retention.length > 0 && 'retention classes', (draft.grants ?? []).length > 0 && 'access for a time',
    (draft.calendars ?? []).length > 0 && 'calendars', (draft.rules ?? []).length > 0 && 'rules that are proved',
  ].filter((part) => part !== false);
  return parts.length === 0 ? [] : [{ title: draft.title || draft.key, words: `Its ${parts.join(', ')} are kept in the file for Handrail; other tools do not show them.` }];
}
