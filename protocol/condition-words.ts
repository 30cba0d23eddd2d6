// Conditions, durations and limits in plain words, as a person reads them beside a step: "24 h after the report was
// received, if "life at risk" is yes". One place says them, for the editor, the task page and findings alike.
import type { CaseFactName, CompareOp, Condition, Operand, Scalar } from './condition.ts';
import type { Anchor, Draft, DueTime, Limit, LimitRule } from './draft.ts';
import { outcomesOn, shapeOf } from './node-parts.ts';
import type { Plan } from './plan.ts';
import { parseDuration } from './time.ts';

/** How things are called on screen; what is not found is shown by its id, so that a dangling reference still reads. */
export interface Names {
  readonly field: (ref: string) => { readonly label: string; readonly option: (id: Scalar) => string };
  readonly level: (id: Scalar) => string;
  readonly node: (id: string) => { readonly title: string; readonly outcome: (id: Scalar) => string };
  readonly fact: (id: string) => string;
  readonly role: (id: string) => string;
}

export function namesOf(source: Pick<Draft, 'levels' | 'forms' | 'nodes' | 'facts' | 'roles'> | Plan): Names {
  const find = <T extends { readonly id: string }>(items: readonly T[] | Readonly<Record<string, T>>, id: string): T | undefined => (isList(items) ? items.find((item) => item.id === id) : Object.hasOwn(items, id) ? items[id] : undefined);
  const level = (id: Scalar): string => source.levels.find((l) => l.id === id)?.title ?? plain(id);
  return {
    level,
    field: (ref) => {
      const [form = '', name = ''] = ref.split('.');
      const field = shapeOf(source, form)?.fields.find((f) => f.name === name);
      const option = (id: Scalar): string => field?.options?.find((o) => o.id === id)?.label ?? (field?.means === 'level' ? level(id) : plain(id));
      return { label: field?.label || ref, option };
    },
    node: (id) => {
      const node = find<Draft['nodes'][number]>(source.nodes, id);
      const outcome = (o: Scalar): string => (node && outcomesOn(node)?.find((x) => x.id === o)?.label) ?? plain(o);
      return { title: node?.title || id, outcome };
    },
    fact: (id) => (isList(source.facts) ? source.facts.find((f) => f.id === id)?.title : Object.hasOwn(source.facts, id) ? source.facts[id]?.title : undefined) ?? id,
    role: (id) => find<{ readonly id: string; readonly title: string }>(source.roles, id)?.title ?? id,
  };
}

export function conditionWords(condition: Condition, names: Names): string {
  switch (condition.kind) {
    case 'all': return joined(condition.of, 'and', names) || 'always';
    case 'any': return joined(condition.of, 'or', names) || 'never';
    case 'not': return `not (${conditionWords(condition.of, names)})`;
    case 'compare': return `${operandWords(condition.left, names)} ${opWords[condition.op]} ${operandWords(condition.right, names, condition.left)}`;
    case 'in': return `${operandWords(condition.left, names)} is one of ${condition.options.map((o) => scalarWords(o, names, condition.left)).join(', ')}`;
    case 'exists': return `${quoted(names.field(condition.ref).label)} has been answered`;
    case 'count': return `the number of ${quoted(names.field(condition.ref).label)} ${opWords[condition.op]} ${condition.value}`;
    case 'since': return `the time since ${quoted(names.field(condition.ref).label)} ${opWords[condition.op]} ${durationWords(condition.duration)}`;
    case 'fact': return names.fact(condition.id);
  }
}

/** "2 days 4 h", "15 min"; a text that is no duration is shown as it is. */
export function durationWords(iso: string): string {
  const parsed = parseDuration(iso);
  if (!parsed) return quoted(iso);
  const abs = (n: number): number => Math.abs(n);
  const [months, days, ms] = [abs(parsed.months), abs(parsed.days), abs(parsed.ms)];
  const parts = [
    amount(Math.floor(months / 12), 'year'), amount(months % 12, 'month'), amount(days, 'day'),
    unit(Math.floor(ms / 3_600_000), 'h'), unit(Math.floor(ms / 60_000) % 60, 'min'), unit(Math.floor(ms / 1000) % 60, 's'), unit(ms % 1000, 'ms'),
  ].filter((part) => part !== '');
  return parts.join(' ') || 'no time';
}

/** "2 days", "3 working days", "4 h of working time": how long, without the direction. */
export function dueWords(due: DueTime): string {
  if (typeof due === 'string') return durationWords(due);
  return due.kind === 'workingDays' ? (due.days === 0 ? 'the end of the working day' : amount(Math.abs(due.days), 'working day')) : `${durationWords(due.time)} of working time`;
}
function isNoTime(due: DueTime): boolean {
  const parsed = typeof due === 'string' ? parseDuration(due) : undefined;
  return parsed != null && parsed.months === 0 && parsed.days === 0 && parsed.ms === 0;
}
const isBefore = (due: DueTime): boolean => (typeof due === 'string' ? due.startsWith('-') : due.kind === 'workingDays' ? due.days < 0 : due.time.startsWith('-'));

/** "within 15 min of the report's receipt, if ...": one rule of a limit. */
export function ruleWords(rule: LimitRule, names: Names): string {
  const anchor = anchorWords(rule.from, names);
  const due = isNoTime(rule.due) ? (rule.from?.kind === 'field' ? `at ${anchor}` : `as soon as ${anchor}`) : `${dueWords(rule.due)} ${isBefore(rule.due) ? 'before' : 'after'} ${anchor}`;
  return `${due}${rule.when ? `, if ${conditionWords(rule.when, names)}` : ''}`;
}

/** A limit and what happens when it passes, one sentence a line. */
export function limitWords(limit: Limit | undefined, names: Names): readonly string[] {
  if (!limit) return [];
  if (limit.kind === 'none') return [`no limit: ${limit.reason}`];
  return [
    ...limit.rules.map((rule, index) => `${index > 0 ? 'otherwise ' : ''}${ruleWords(rule, names)}`),
    ...limit.escalate.map((e) => {
      const when = parseDuration(e.after)?.ms === 0 && !/[1-9]/.test(e.after) ? 'at the limit' : `${durationWords(e.after)} later`;
      const what = [e.notify.length > 0 ? `${list(e.notify, names)} told` : '', e.letIn.length > 0 ? `${list(e.letIn, names)} may do it too` : '', e.release ? 'whoever has claimed it gives it back' : ''].filter((w) => w !== '');
      return `${when}: ${what.join('; ') || 'nothing more'}`;
    }),
    ...(limit.statutory ? ['it is set by statute and goes on while the case is paused'] : []),
    limit.onOverdue === 'leave' ? 'then the step is left by its overdue way' : 'the step stays open until somebody does it',
  ];
}

export function anchorWords(anchor: Anchor | undefined, names: Names): string {
  switch (anchor?.kind) {
    case undefined: case 'opened': return 'the step opens';
    case 'runStarted': return 'this protocol starts';
    case 'caseOpened': return 'the case is opened';
    case 'reportReceived': return 'the report is received';
    case 'field': return quoted(names.field(anchor.ref).label);
  }
}

export const opWords: Readonly<Record<CompareOp, string>> = { eq: 'is', ne: 'is not', lt: 'is below', le: 'is at most', gt: 'is above', ge: 'is at least' };
export const caseFactWords: Readonly<Record<CaseFactName, string>> = {
  level: 'the level of concern', status: 'the status', everHigh: 'the case was ever high', breaches: 'the number of passed limits',
  openHandoffs: 'the number of open handoffs', otherRuns: 'the number of other running protocols',
};

export function operandWords(operand: Operand, names: Names, beside?: Operand): string {
  switch (operand.kind) {
    case 'field': return quoted(names.field(operand.ref).label);
    case 'case': return caseFactWords[operand.name];
    case 'outcome': return `the outcome of ${quoted(names.node(operand.step).title)}`;
    case 'value': return scalarWords(operand.value, names, beside);
  }
}

/** A value reads as what stands beside it calls it: an option by its label, a level by its title. */
function scalarWords(value: Scalar, names: Names, beside: Operand | undefined): string {
  switch (beside?.kind) {
    case 'field': return names.field(beside.ref).option(value);
    case 'case': return beside.name === 'level' ? names.level(value) : plain(value);
    case 'outcome': return names.node(beside.step).outcome(value);
    default: return plain(value);
  }
}

function joined(of: readonly Condition[], word: 'and' | 'or', names: Names): string {
  return of.map((part) => (of.length > 1 && (part.kind === 'all' || part.kind === 'any') && part.of.length > 1 ? `(${conditionWords(part, names)})` : conditionWords(part, names))).join(` ${word} `);
}
function list(roles: readonly string[], names: Names): string {
  const titles = roles.map(names.role);
  return titles.length < 2 ? (titles[0] ?? '') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1) ?? ''}`;
}
const isList = <T>(items: readonly T[] | Readonly<Record<string, T>>): items is readonly T[] => Array.isArray(items);
const plain = (value: Scalar): string => (value === true ? 'yes' : value === false ? 'no' : String(value));
const quoted = (text: string): string => `“${text}”`;
const amount = (n: number, word: string): string => (n === 0 ? '' : `${n} ${word}${n === 1 ? '' : 's'}`);
const unit = (n: number, sign: string): string => (n === 0 ? '' : `${n} ${sign}`);
