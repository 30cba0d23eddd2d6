// How grave each finding is: the only place that says so. A rule that guards execution keeps a case from standing still,
// from closing by itself, or from leaving the record wrong; no configuration lowers it below error.
import type { Severity } from './finding.ts';

const guarding = [
  'no-start', 'many-starts', 'unreachable-step', 'no-way-to-end', 'join-cannot-be-met', 'split-without-branches', 'loop-without-stop', 'loop-without-bound',
  'missing-default', 'missing-edge', 'edge-to-nowhere', 'unknown-port', 'port-drawn-twice', 'duplicate-id',
  'unknown-field', 'wrong-type', 'field-used-before-set', 'anchor-not-certain', 'each-not-certain', 'on-cancel-strands', 'on-starts-itself', 'on-without-effect', 'service-unknown', 'table-incomplete', 'unknown-step', 'fact-circle', 'level-unknown', 'retention-unknown',
  'approval-without-seats', 'quorum-too-high', 'handoff-without-receiver', 'handoff-without-declined', 'handoff-without-escalation', 'handoff-outside-unit', 'seat-outside-unit', 'transfer-to-many',
  'limit-missing', 'bad-duration', 'duration-out-of-bounds', 'escalation-without-person', 'overdue-edge-missing', 'time-closes', 'wait-without-end',
  'bad-calendar', 'calendar-unknown',
  'role-unknown', 'phase-unknown', 'grant-to-nobody', 'role-nobody-holds', 'task-without-role', 'task-without-outcome', 'form-unknown', 'option-field-without-options',
  'no-weapons-access', 'level-not-from-person', 'owner-not-from-approval', 'call-unknown', 'call-outcome-missing', 'intake-nobody-fills', 'too-large', 'rule-fails',
] as const;
const advising = {
  'table-gap': 'warning',
  'table-overlap': 'warning',
  'unknown-edge': 'warning',
  'field-from-elsewhere': 'warning',
  'branch-without-condition': 'warning',
  'disclosure-without-basis': 'warning',
  'closing-without-approval': 'warning',
  'duplicate-name': 'warning',
  'citation-unknown': 'warning',
  'calendar-ends': 'warning',
  'rule-not-proved': 'warning',
} as const satisfies Record<string, Severity>;

export type GuardingRule = (typeof guarding)[number];
export type AdvisingRule = keyof typeof advising;
export type RuleId = GuardingRule | AdvisingRule;

export const ruleIds: readonly RuleId[] = [...guarding, ...(Object.keys(advising) as AdvisingRule[])].sort();
export const guardsExecution = (rule: RuleId): rule is GuardingRule => (guarding as readonly string[]).includes(rule);

/** An agency may weigh advice differently; for a rule that guards execution it cannot. */
export function severityOf(rule: RuleId, weighed: Partial<Record<AdvisingRule, Severity>> = {}): Severity {
  return guardsExecution(rule) ? 'error' : (weighed[rule] ?? advising[rule]);
}
