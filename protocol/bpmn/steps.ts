// What one element of BPMN is as a step: the kind closest to it, as complete as the editor would make a new one, and what of
// it did not come along.
import type { DraftNode, Limit } from '../draft.ts';
import { cleanId } from '../edits/ids.ts';
import { newNode } from '../node-defaults.ts';
import { parseDuration } from '../time.ts';
import type { DiagramElement, Trigger } from './diagram.ts';

export interface Made {
  readonly node: DraftNode;
  readonly said: readonly string[];
}

export function stepOf(element: DiagramElement, id: string, { roles, isMerging }: { readonly roles: readonly string[]; readonly isMerging: boolean }): Made {
  const said: string[] = [];
  if (element.loops) said.push('was repeated until a condition held. Draw the way back, with a wait that bounds it.');
  const named = <N extends DraftNode>(node: N, otherwise = node.title): N => ({ ...node, title: element.title || otherwise, instructions: element.documentation ?? '' });
  const made = (node: DraftNode, ...more: readonly string[]): Made => ({ node, said: [...said, ...more] });
  switch (element.kind) {
    case 'startEvent': return made(named(newNode('start', id)), ...(element.trigger ? [`begins when ${triggerWords(element.trigger)}. A protocol is started by a person, a call or a handler.`] : []));
    case 'endEvent': return made({ ...named(newNode('end', id)), outcome: cleanId(element.title || 'done'), stopsOthers: element.trigger?.kind === 'terminate' }, ...(element.trigger && element.trigger.kind !== 'terminate' ? [`tells ${triggerWords(element.trigger)} at its end. Put a notify before it.`] : []));
    case 'callActivity': return made(element.many ? { ...named(newNode('each', id)), ...over(element), protocol: cleanId(element.calls || element.title) } : { ...named(newNode('call', id)), protocol: cleanId(element.calls || element.title) }, ...manyWords(element), 'calls a protocol that has to be published under that key.');
    case 'serviceTask':
    case 'scriptTask': return made(named(newNode('service', id)), element.kind === 'scriptTask' ? 'ran a script. Choose a connector that answers the same, or make it a task.' : 'asked a system. Choose the connector it asks here.');
    case 'businessRuleTask': return made(named(newNode('table', id)), 'has its rows in another standard. Enter them anew.');
    case 'sendTask': return made({ ...named(newNode('notify', id)), to: [...roles] });
    case 'receiveTask': return made(waitFor(named(newNode('wait', id)), { kind: 'message', name: element.title }));
    case 'catchEvent': return made(waitFor(named(newNode('wait', id)), element.trigger), ...timerWords(element.trigger), ...conditionWords(element.trigger));
    case 'throwEvent': return element.trigger && ['message', 'signal', 'escalation'].includes(element.trigger.kind) ? made({ ...named(newNode('notify', id), element.trigger.kind), to: [] }) : made(named(newNode('milestone', id)), ...(element.trigger ? [`did more than be passed: ${triggerWords(element.trigger)}.`] : []));
    case 'exclusiveGateway': return made({ ...named(newNode('decision', id)), branches: [] });
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'complexGateway': return isMerging
      ? made({ ...named(newNode('join', id)), ...(element.kind === 'complexGateway' ? { first: 1 } : {}) }, ...(element.kind === 'complexGateway' ? ['brings branches together by a rule of its own. Here it goes on with the first; set how many are needed.'] : []))
      : made({ ...named(newNode('split', id)), branches: [] });
    case 'eventBasedGateway': return made({ ...named(newNode('wait', id)), rules: [], events: [] });
    default: return element.many
      ? made({ ...named(newNode('each', id)), ...over(element), roles: [...roles] }, ...manyWords(element))
      : made({ ...named(newNode('task', id)), roles: [...roles] });
  }
}

/** How a wait of the editor's ends by what an event of BPMN waits for. */
export function waitFor(wait: Extract<DraftNode, { kind: 'wait' }>, trigger: Trigger | undefined): Extract<DraftNode, { kind: 'wait' }> {
  if (trigger?.kind === 'timer' || trigger === undefined) return { ...wait, rules: [{ due: lengthOf(trigger) ?? unsetLength }] };
  const label = trigger.name || wait.title;
  return { ...wait, rules: [], events: [...wait.events, { name: cleanId(label), label: label.slice(0, 200), roles: [] }] };
}

export const limitOf = (trigger: Trigger | undefined): Limit => ({ kind: 'due', rules: [{ due: lengthOf(trigger) ?? unsetLength }], escalate: [], onOverdue: 'leave' });

/** Said where a time of BPMN is a date, a repetition or an expression. */
export function timerWords(trigger: Trigger | undefined): readonly string[] {
  if (trigger?.kind !== 'timer' || lengthOf(trigger) !== undefined) return [];
  return [`has a time that is no length such as PT24H${trigger.duration === undefined ? '' : ` (“${trigger.duration.slice(0, 60)}”)`}. It stands at a day until you set it.`];
}

export const triggerWords = (trigger: Trigger): string => (trigger.kind === 'timer' ? 'a time comes' : `${trigger.kind === 'several' ? 'one of several events' : `a ${trigger.kind}`}${'name' in trigger && trigger.name ? ` “${trigger.name.slice(0, 100)}”` : ''} comes`);

const unsetLength = 'P1D';

function lengthOf(trigger: Trigger | undefined): string | undefined {
  return trigger?.kind === 'timer' && trigger.duration !== undefined && !trigger.duration.startsWith('-') && parseDuration(trigger.duration) !== null ? trigger.duration : undefined;
}

function over({ many }: DiagramElement): Pick<Extract<DraftNode, { kind: 'each' }>, 'over' | 'order'> {
  return { over: { kind: 'times', times: Math.min(many?.times ?? 1, 100) }, order: many?.inTurn ? 'inTurn' : 'together' };
}

const manyWords = ({ many }: DiagramElement): readonly string[] => (many && many.times === undefined ? ['is done for each of several. Say of which list; it stands at once until then.'] : []);
const conditionWords = (trigger: Trigger | undefined): readonly string[] => (trigger?.kind === 'condition' ? ['waited for a condition. Here a person says when it has come true; a handler could watch for it.'] : []);
