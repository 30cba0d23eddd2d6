// The rules in words: a title, what is wrong, and what to do about it. `docs/rules.md` is this text, and a test holds the
// two together; so is the help behind each finding in the editor.
import { guardsExecution, ruleIds, severityOf, type RuleId } from '../severity.ts';

export interface CatalogueEntry {
  readonly title: string;
  readonly todo: string;
}

export const catalogue: Readonly<Record<RuleId, CatalogueEntry>> = {
  'anchor-not-certain': { title: 'A limit counts from a field that may be empty', todo: 'Make the field required in a step on every path to this one, or repeat in the rule the condition under which the field is required, or count from the opening of the step, the run or the case.' },
  'approval-without-seats': { title: 'An approval nobody can give', todo: 'Add a seat for each person whose approval is needed, and name the roles that may fill it.' },
  'bad-calendar': { title: 'A calendar that cannot be counted in', todo: 'Say on which days it is open, from when to when (08:30, or 24:00 for the end of the day), each hour once. Write dates as 2026-11-26.' },
  'bad-duration': { title: 'A duration that cannot be read', todo: 'Write PT24H for 24 hours that pass, PT30M for minutes, P30D for 30 calendar days at the same time of day. Open hours have no days: PT16H.' },
  'branch-without-condition': { title: 'A branch that is always taken', todo: 'Give the branch of the decision a condition, or delete it and lead "otherwise" there.' },
  'calendar-ends': { title: 'A limit lies after the years its calendar knows', todo: 'Add the holidays of the years to come to the calendar. Until then such a limit is counted as if there were none.' },
  'calendar-unknown': { title: 'A limit counts in a calendar that does not exist', todo: 'Name a calendar of the protocol or of one of the agencies, or add one.' },
  'call-outcome-missing': { title: 'A called protocol can come back with something that has no edge', todo: 'Draw an edge for each outcome and for "cancelled", or one for "otherwise" that serves the rest.' },
  'call-unknown': { title: 'A call of a protocol that is not published', todo: 'Publish the called protocol first, or call another.' },
  'citation-unknown': { title: 'A step cites a source that is not listed', todo: 'Add the source to the protocol, or take it off the step.' },
  'closing-without-approval': { title: 'A case can be closed without an approval', todo: 'Put an approval on every path to the closing end, if your unit wants closings reviewed.' },
  'disclosure-without-basis': { title: 'A disclosure without a legal basis', todo: 'Draw the basis or name the field that holds it. Without one an offer waits until somebody states it, and a notice goes out without.' },
  'duplicate-id': { title: 'Two things with one id', todo: 'Give one of them another id. Ids of outcomes and branches may not take words such as "overdue", "default" or "cancelled".' },
  'duplicate-name': { title: 'Two things with one name', todo: 'Rename one of them: in lists and timelines they could not be told apart.' },
  'duration-out-of-bounds': { title: 'A duration that is too short or too long', todo: 'A limit counted from opening lies between one second and ten years; counted from another instant, between ten years before and ten years after it. Ten years are 2,500 working days.' },
  'each-not-certain': { title: 'A step for each item of a list that may not be recorded', todo: 'Make the field required in a step on every path to this one, or name a fixed number of times.' },
  'edge-to-nowhere': { title: 'An edge without one of its ends', todo: 'Lead the edge to a step, or delete it. No edge leads to a start.' },
  'escalation-without-person': { title: 'An escalation that reaches nobody', todo: 'Name a role to notify, or a role to let in.' },
  'fact-circle': { title: 'A fact that asks for itself', todo: 'Let the fact ask for something that is recorded.' },
  'field-from-elsewhere': { title: 'A field no step of this protocol fills in', todo: 'It has a value only where another protocol of the case recorded it. If that is not meant, add a step with its form.' },
  'field-used-before-set': { title: 'A field is read before it can be filled in', todo: 'Put the step that fills it in before the one that reads it, or read another field.' },
  'form-unknown': { title: 'A form that does not exist', todo: 'Add the form to the protocol, or choose one of its forms.' },
  'grant-to-nobody': { title: 'Temporary access for nobody', todo: 'Name the roles that get it, or delete it.' },
  'handoff-outside-unit': { title: 'A handoff to an agency where nobody could answer', todo: 'Offer it to a role of a member agency, or let the unit name people of that agency in a role kept for people outside.' },
  'handoff-without-declined': { title: 'A handoff that cannot be declined or withdrawn', todo: 'Draw the edges "declined" and "withdrawn".' },
  'handoff-without-escalation': { title: 'A handoff whose silence nobody notices', todo: 'Give it a limit with an escalation that notifies a role or lets one in.' },
  'handoff-without-receiver': { title: 'A handoff to nobody', todo: 'Name the roles it is offered to.' },
  'join-cannot-be-met': { title: 'A join that cannot be met', todo: 'Lead every branch that is waited for to the join of its split, and to nothing outside it; detach the others.' },
  'intake-nobody-fills': { title: 'A protocol that starts by itself begins with a form nobody is drawn to fill in', todo: 'Name the roles of its start, so that the intake waits for them as a step, or take the form off the start.' },
  'level-not-from-person': { title: 'A level of concern that no person judged', todo: 'Set the level on an outcome a person chose, from a field of the form filled in at that very step, or from a form an approval is about.' },
  'level-unknown': { title: 'A level of concern that does not exist', todo: 'Choose one of the levels of the protocol.' },
  'limit-missing': { title: 'A waiting step without a limit', todo: 'Say until when it is to be done, with a last rule that has no condition; or choose "no limit" and say why.' },
  'loop-without-bound': { title: 'A loop that time alone can turn for ever', todo: 'Put a step that a person ends into it, or say on a wait in it how many times at most, and lead "spent" to a person.' },
  'loop-without-stop': { title: 'A loop that can turn without stopping', todo: 'Put a step that a person ends into it, or a wait of at least a minute counted from its opening.' },
  'many-starts': { title: 'More than one start', todo: 'Delete all but one.' },
  'missing-default': { title: 'A decision without a way for "otherwise"', todo: 'Draw the edge "otherwise".' },
  'missing-edge': { title: 'A way out that leads nowhere', todo: 'Draw an edge from it.' },
  'no-start': { title: 'No start', todo: 'Add a start and lead it to the first step.' },
  'no-way-to-end': { title: 'No way to an end', todo: 'Draw a path from the step to an end.' },
  'no-weapons-access': { title: 'A case can be closed without asking for weapons access', todo: 'Let a step on every path to the closing end have a form with a required field of that meaning, or call a protocol that records it.' },
  'on-cancel-strands': { title: 'A handler cancels a step behind which nothing goes on', todo: 'Name steps that wait and lie on a branch, or draw their edge "cancelled".' },
  'on-starts-itself': { title: 'A protocol that could start itself without end', todo: 'Let the handler start another protocol, or wait for an event.' },
  'on-without-effect': { title: 'A handler that does nothing', todo: 'Let it start a protocol, open a step or cancel one, or delete it.' },
  'option-field-without-options': { title: 'A choice with nothing to choose from', todo: 'Add options, or make the field another type.' },
  'overdue-edge-missing': { title: 'A step to be left when overdue, with no edge for it', todo: 'Draw the edge "overdue", or let the step stay open.' },
  'owner-not-from-approval': { title: 'Ownership that nobody accepted', todo: 'Set the new owner on an approval, whose deciding vote is the acceptance, or draw a handoff that transfers.' },
  'phase-unknown': { title: 'A phase that does not exist, or never begins', todo: 'Add the phase to the protocol or choose another for the step. Put steps that wait into a phase with a limit.' },
  'port-drawn-twice': { title: 'Two edges at one way out', todo: 'Keep one; to go on in two ways at once, put a split in between.' },
  'quorum-too-high': { title: 'More approvals than can come together', todo: 'Ask for no more than there are seats, and persons to fill them.' },
  'retention-unknown': { title: 'A retention class that does not exist', todo: 'Add the class to the protocol, or choose one of its classes.' },
  'role-nobody-holds': { title: 'A role nobody holds', todo: 'Give the role to somebody in the unit, or name another.' },
  'role-unknown': { title: 'A role that does not exist', todo: 'Add the role to the protocol or to the unit, or name another.' },
  'rule-fails': { title: 'A rule of the agency that does not hold', todo: 'Change the protocol so that the path shown cannot be taken, or change the rule.' },
  'rule-not-proved': { title: 'A rule of the agency that could not be proved, or says nothing', todo: 'Publish what is called but not known here; or say the rule of steps that a case can come through.' },
  'seat-outside-unit': { title: 'A seat for somebody outside the unit', todo: 'Ask them by a consult, and give the seat to a member of the unit.' },
  'service-unknown': { title: 'A service that cannot be asked', todo: 'Choose a registered connector, and say everything it needs.' },
  'split-without-branches': { title: 'A split without branches', todo: 'Add the branches that start together, or delete the split.' },
  'table-gap': { title: 'Answers that no row of a decision table covers', todo: 'Add a row for them, or a last row that asks nothing.' },
  'table-incomplete': { title: 'A decision table that cannot be read', todo: 'Give every row a cell for each input and an answer of the right kind for each output; collect choices only.' },
  'table-overlap': { title: 'Rows of a decision table in each other’s way', todo: 'Move the special case up, delete a row that is never chosen, or say what sets two rows apart.' },
  'task-without-outcome': { title: 'A task that cannot be finished', todo: 'Add at least one outcome.' },
  'task-without-role': { title: 'A task of nobody, or a notice to nobody', todo: 'Name the roles that may do it, or that it goes to.' },
  'time-closes': { title: 'Time alone would close, transfer, lower or disclose', todo: 'Put a step that a person ends between the overdue, elapsed or expired edge and that effect.' },
  'too-large': { title: 'A protocol that is too large', todo: 'Put part of it into a protocol of its own and call it. At most 500 steps, 50 branches a split, 256 KB.' },
  'transfer-to-many': { title: 'Ownership offered to several at once', todo: 'Take the number of places off, or make the handoff a request: a case has one owner.' },
  'unknown-edge': { title: 'A condition that can be unknown, without an edge for it', todo: 'Draw the edge "unknown". Without it the case stops there and a person decides by hand.' },
  'unknown-field': { title: 'A field or fact that does not exist', todo: 'Add it to the form, or name another.' },
  'unknown-port': { title: 'An edge from a way out the step does not have', todo: 'Delete the edge and draw it from one of the ways out of the step.' },
  'unknown-step': { title: 'A step that does not exist', todo: 'Name a step of this protocol, or protocol.step of another.' },
  'unreachable-step': { title: 'A step no path leads to', todo: 'Draw an edge to it, or delete it.' },
  'wait-without-end': { title: 'A wait that may never end', todo: 'Say how long, until which date, or for which event; the last rule has no condition.' },
  'wrong-type': { title: 'Things of different kinds are compared', todo: 'Compare a field with a value of its kind; free text is never read by a condition, and only a date can be counted from.' },
};

/** The text of docs/rules.md. */
export function rulesDocument(): string {
  const line = (id: RuleId): string => `| \`${id}\` | ${catalogue[id].title} | ${catalogue[id].todo} |`;
  const table = (ids: readonly RuleId[]): string => ['| rule | what is wrong | what to do |', '|---|---|---|', ...ids.map(line)].join('\n');
  const errors = ruleIds.filter((id) => severityOf(id) === 'error');
  const others = ruleIds.filter((id) => severityOf(id) !== 'error');
  return `# Rules of a draft

A draft is always saved; findings stand beside it. It goes to review and is published only without errors. This page is
made from \`protocol/rules/catalogue.ts\` and \`protocol/severity.ts\`.

## Errors

${errors.every(guardsExecution) ? 'Each of them guards what a running case relies on, and no setting lowers it.' : ''}

${table(errors)}

## Warnings and hints

They do not hold up publishing.

${table(others)}
`;
}
