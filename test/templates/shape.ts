// What a protocol says, in one plain shape that a draft and the shorthand of the source can both be brought into: the kind of
// each step, who, which form, by when, who hears of it, where each way leads. Wording and places are left out.
import type { Condition, Operand } from '../../protocol/condition.ts';
import type { Draft, DraftNode, Effect, Form, Limit, LimitRule } from '../../protocol/draft.ts';

export interface Rule {
  readonly when?: string | undefined;
  readonly due: string;
  readonly from: string;
  readonly warn?: string | undefined;
}
export interface Escalation {
  readonly after: string;
  readonly notify: readonly string[];
  readonly letIn: readonly string[];
}
export interface Way {
  readonly when?: string | undefined;
  readonly detached: boolean;
  readonly to: string;
}
export interface Shape {
  readonly kind: string;
  readonly roles?: readonly string[];
  readonly form?: string | undefined;
  readonly sworn?: boolean;
  readonly rules?: readonly Rule[];
  readonly escalate?: readonly Escalation[];
  readonly ways?: Readonly<Record<string, string>>;
  /** Of decisions and splits, in their order; branches have no name in the source. */
  readonly branches?: readonly Way[];
  readonly otherwise?: string | undefined;
  readonly join?: string | undefined;
  readonly effects?: readonly string[];
  readonly seats?: readonly string[];
  readonly notDoerOf?: readonly string[];
  readonly notOwner?: boolean;
  readonly handoff?: string;
  readonly protocol?: string;
  readonly outcome?: string | null | undefined;
  readonly disclosure?: boolean;
  readonly legalBasis?: string | undefined;
  readonly package?: readonly string[];
}
export interface FieldShape {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly requiredWhen?: string | undefined;
  readonly options?: readonly string[] | undefined;
  readonly sensitivity: string;
}

export const shapesOf = (draft: Draft): Record<string, Shape> => Object.fromEntries(draft.nodes.map((node) => [node.id, shapeOf(draft, node)]));
export const fieldsOf = (form: Form): FieldShape[] =>
  form.fields.map((f) => ({ name: f.name, type: f.type, required: f.required, requiredWhen: f.requiredWhen && conditionText(f.requiredWhen), options: f.options?.map((o) => o.id), sensitivity: f.sensitivity }));

function shapeOf(draft: Draft, node: DraftNode): Shape {
  const out = draft.edges.filter((e) => e.from === node.id);
  const ways = Object.fromEntries(out.map((e) => [e.port, e.to]));
  const branched = (branches: readonly { readonly id: string; readonly when?: Condition | undefined; readonly detached?: boolean }[]): Way[] =>
    branches.map((b) => ({ when: b.when && conditionText(b.when), detached: b.detached ?? false, to: ways[b.id] ?? '' }));
  switch (node.kind) {
    case 'start': return { kind: 'start', roles: node.roles, form: node.form, ways, effects: node.effects.map(effectText), ...clockOf(node.limit) };
    case 'task': return { kind: 'task', roles: node.roles, form: node.form, sworn: node.sworn ?? false, ways, ...clockOf(node.limit) };
    case 'approval': return { kind: 'approval', seats: node.seats.map((s) => `${s.roles.join('|')} else ${s.substitutes.join('|')}`), notDoerOf: node.notDoerOf.map((step) => step.split('.').at(-1) ?? step), notOwner: node.notOwner, effects: node.onApproved.map(effectText).filter(isNoLevel), ways, ...clockOf(node.limit) };
    case 'handoff': {
      const kind = [...(node.kindRules ?? []).map((r) => `${r.handoff} if ${conditionText(r.when)}`), node.handoff, ...(node.each ? ['for each of', node.each.kind === 'field' ? node.each.ref : String(node.each.times)] : [])].join(' ');
      return { kind: 'handoff', handoff: kind, roles: node.to, disclosure: node.disclosure, legalBasis: node.legalBasis?.kind === 'drawn' ? node.legalBasis.text : undefined, package: node.package.map((p) => p.ref), ways, ...clockOf(node.limit) };
    }
    case 'decision': return { kind: 'decision', branches: branched(node.branches), otherwise: ways['default'] };
    case 'split': return { kind: 'split', join: node.join, branches: branched(node.branches) };
    case 'wait': return { kind: 'wait', rules: node.rules.map(ruleOf), ways };
    case 'notify': return { kind: 'notify', roles: node.to, disclosure: node.disclosure ?? false, effects: node.effects.map(effectText), ways };
    case 'call': return { kind: node.mode === 'wait' ? 'call' : 'spawn', protocol: node.protocol, ways: ways['default'] === undefined && ways['cancelled'] !== undefined ? { ...without(ways, 'cancelled'), default: ways['cancelled'] } : ways };
    case 'end': return { kind: 'end', outcome: node.outcome, effects: node.effects.map(effectText) };
    default: return { kind: node.kind, ways };
  }
}

const isNoLevel = (effect: string): boolean => !effect.startsWith('level');
const without = (ways: Record<string, string>, port: string): Record<string, string> => Object.fromEntries(Object.entries(ways).filter(([key]) => key !== port));

export function effectText(effect: Effect): string {
  switch (effect.kind) {
    case 'status': return `status ${effect.status}`;
    case 'level': return `level ${effect.from.kind === 'fixed' ? effect.from.level : effect.from.ref}`;
    case 'owner': return 'owner approver';
    case 'retention': return `retention ${effect.class}`;
    case 'block': return `block ${effect.code}`;
    case 'raise': return `raise ${effect.event} in ${effect.case}`;
    default: return JSON.stringify(effect);
  }
}

function clockOf(limit: Limit | undefined): Pick<Shape, 'rules' | 'escalate'> {
  return limit?.kind === 'due' ? { rules: limit.rules.map(ruleOf), escalate: limit.escalate.map(({ after, notify, letIn }) => ({ after, notify, letIn })) } : {};
}
function ruleOf(rule: LimitRule): Rule {
  const due = typeof rule.due === 'string' ? rule.due : rule.due.kind === 'workingDays' ? `${rule.due.days} working days of ${rule.due.calendar ?? ''}` : rule.due.time;
  return { when: rule.when && conditionText(rule.when), due, from: rule.from === undefined ? 'opened' : rule.from.kind === 'field' ? `field ${rule.from.ref}` : rule.from.kind, warn: rule.warn };
}

/** "a == b and c > 1"; a level at least high reads as the source writes it. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'all': return condition.of.map(conditionText).join(' and ');
    case 'any': return condition.of.map(conditionText).join(' or ');
    case 'compare': {
      const [left, right] = [operandText(condition.left), operandText(condition.right)];
      if (left === 'case.level' && condition.op === 'ge' && right === "'high'") return "case.level in ('high','imminent')";
      return `${left} ${{ eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' }[condition.op]} ${right}`;
    }
    case 'in': return `${operandText(condition.left)} in (${condition.options.map((o) => `'${String(o)}'`).join(',')})`;
    case 'fact': return `case.${condition.id} == true`;
    default: return JSON.stringify(condition);
  }
}
function operandText(operand: Operand): string {
  switch (operand.kind) {
    case 'field': return operand.ref;
    case 'case': return `case.${operand.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    case 'outcome': return `choice.${operand.step.split('.').at(-1) ?? ''}`;
    case 'value': return typeof operand.value === 'string' ? `'${operand.value}'` : String(operand.value);
  }
}
