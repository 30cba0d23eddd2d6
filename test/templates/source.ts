// The source of the templates, a shorthand of its own, brought into the same shape. Its conventions: a conditional way out of a
// step that waits goes through a decision "<step>_next"; what is refused in a handoff is declined or withdrawn.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Escalation, FieldShape, Rule, Shape, Way } from './shape.ts';

export interface SourceLimit { when?: string; within?: string; business_days?: number; calendar?: string; from?: string; warn_before?: string; basis: string }
interface SourceBreach { after: string; notify?: string[]; also_allow?: string[] }
interface Clocked { limit?: SourceLimit[]; breach?: SourceBreach[] }
interface To { when?: string; to: string; detach?: boolean }
export interface SourceNode extends Clocked {
  type: string; form?: string; role?: string[]; next?: string | To[]; outcomes?: Record<string, string>; outcome?: string | null; sworn?: boolean; approval?: string; handoff?: string; protocol?: string; mode?: string; branches?: To[];
  join?: string; to?: string | string[]; after?: SourceLimit[]; events?: Record<string, string>; set?: Record<string, string>; retention?: string; on_approved?: { set: Record<string, string> }; refusal?: string; raise?: { event: string; case: string }; disclosure?: boolean; set_level?: string; each?: string;
}
interface SourceApproval extends Clocked { what: string; slots: string[][]; exclude: string[]; substitutes?: Record<string, string[]> }
interface SourceHandoff extends Clocked { from: string; to: string[]; gives_ownership: boolean | string; disclosure: boolean; legal_basis?: string; payload: string[] }
interface SourceField { type: string; req?: boolean; req_when?: string; options?: string[]; sens?: string; sets?: string }
interface SourceProtocol { title: string; purpose: string; starts_at?: string; nodes: Record<string, SourceNode>; on_event?: Record<string, { spawn?: string; detach_to?: string }> }
export interface Source {
  readonly forms: Record<string, { title: string; fields: Record<string, SourceField> }>;
  readonly approvals: Record<string, SourceApproval>;
  readonly handoffs: Record<string, SourceHandoff>;
  readonly protocols: Record<string, SourceProtocol>;
}
export const source = parse(readFileSync(new URL('source.yaml', import.meta.url), 'utf8')) as Source;

/** Every step of a protocol, and the decisions that stand behind those with conditional ways out. */
export function sourceShapes(key: string): Record<string, Shape> {
  const shapes: Record<string, Shape> = {};
  for (const [id, node] of Object.entries(source.protocols[key]?.nodes ?? {})) Object.assign(shapes, shapesOfNode(id, node));
  return shapes;
}

/** What its limit rests on. */
export function basesOf(node: SourceNode): string[] {
  const clock = clockOf(node);
  return [...(clock.limit ?? []), ...(node.after ?? [])].flatMap(({ basis }) => [...(basis.startsWith('ill') ? ['ill'] : []), ...(basis.match(/S\d+/g) ?? [])]);
}

const measures = new Set(['subject_measures', 'target_measures', 'environment_measures', 'changes_to_protocol']);
const types: Readonly<Record<string, string>> = { enum: 'option', person_ref: 'string', user_ref: 'person', agency_ref: 'agency', case_ref: 'case', duration: 'string' };
export const sourceFields = (form: string): FieldShape[] =>
  Object.entries(source.forms[form]?.fields ?? {}).map(([name, f]) => ({
    name, type: f.type.startsWith('list<') ? (measures.has(name) ? 'measures' : 'list') : (types[f.type] ?? f.type), required: f.req ?? false, requiredWhen: f.req_when, options: f.options, sensitivity: f.sens ?? 'none',
  }));

function shapesOfNode(id: string, node: SourceNode): Record<string, Shape> {
  const clock = clocked(clockOf(node));
  const next = typeof node.next === 'string' ? node.next : `${id}_next`;
  const behind = Array.isArray(node.next) && node.type !== 'gateway' && node.type !== 'call' ? { [`${id}_next`]: decisionOf(node.next) } : {};
  const one = (shape: Shape): Record<string, Shape> => ({ [id]: shape, ...behind });
  switch (node.type) {
    case 'start': return one({ kind: 'start', roles: node.role ?? [], form: node.form, ways: { next }, effects: effectsOf(node), ...clock });
    case 'task': return one({ kind: 'task', roles: node.role ?? [], form: node.form, sworn: node.sworn ?? false, ways: { done: next }, ...clock });
    case 'decision': return one({ kind: 'task', roles: node.role ?? [], form: node.form, sworn: false, ways: node.outcomes ?? {}, ...clock });
    case 'approval': {
      const { slots, exclude, substitutes = {} } = approvalOf(node);
      return one({
        kind: 'approval', seats: slots.map((roles) => `${roles.join('|')} else ${roles.flatMap((r) => substitutes[r] ?? []).join('|')}`), notDoerOf: exclude.filter((x) => x !== 'owner'), notOwner: exclude.includes('owner'),
        effects: Object.entries(node.on_approved?.set ?? {}).filter(([, value]) => value !== 'now').map(([what, value]) => `${what} ${value}`), ways: node.outcomes ?? {}, ...clock,
      });
    }
    case 'handoff': {
      const { accepted = '', rejected = '' } = node.outcomes ?? {};
      const { to, disclosure, legal_basis: legalBasis, payload, gives_ownership: owns } = handoffOf(node);
      const kind = owns === 'when_transfer' ? "transfer if choice.mode_decision == 'transfer' request" : owns === true ? 'transfer' : node.handoff === 'H_consult' ? 'consult' : 'request';
      return one({ kind: 'handoff', handoff: node.each === undefined ? kind : `${kind} for each of ${node.each}`, roles: to, disclosure, legalBasis, package: payload, ways: node.each === undefined ? { accepted, declined: rejected, withdrawn: rejected } : { settled: accepted, withdrawn: rejected }, ...clock });
    }
    case 'gateway': return one(decisionOf(node.next as To[]));
    case 'parallel': return one({ kind: 'split', join: node.join, branches: (node.branches ?? []).map(wayOf) });
    case 'wait': return one({ kind: 'wait', rules: (node.after ?? []).map(ruleOf), ways: { elapsed: String(node.to), ...node.events } });
    case 'notify': return one({ kind: 'notify', roles: node.to as string[], disclosure: node.disclosure ?? false, effects: node.refusal === undefined ? [] : [`block ${node.refusal}`], ways: { next } });
    case 'call': return node.mode === 'spawn' ? one({ kind: 'spawn', protocol: node.protocol ?? '', ways: { next } }) : callOf(id, node);
    case 'end': return one({ kind: 'end', outcome: node.outcome, effects: effectsOf(node) });
    default: return one({ kind: node.type, ways: { next } });
  }
}

/** One way per outcome; where an outcome is asked for with more, the rest is asked by a decision behind it. */
function callOf(id: string, node: SourceNode): Record<string, Shape> {
  const entries = (node.next as To[]).map(({ when = '', to }) => {
    const [first = '', ...rest] = when.split(' and ');
    return { outcomes: [...first.matchAll(/'(\w+)'/g)].map((m) => m[1] ?? ''), when: rest.join(' and '), to };
  });
  const outcomes = [...new Set(entries.flatMap((e) => e.outcomes))];
  const conditional = outcomes.filter((o) => entries.some((e) => e.outcomes.includes(o) && e.when !== ''));
  const ways = Object.fromEntries(outcomes.map((o) => [o, conditional.includes(o) ? `${id}_next` : (entries.find((e) => e.outcomes.includes(o))?.to ?? '')]));
  const behind = conditional.map((o) => decisionOf(entries.filter((e) => e.outcomes.includes(o)).map((e) => (e.when === '' ? { to: e.to } : { when: e.when, to: e.to }))));
  return { [id]: { kind: 'call', protocol: node.protocol ?? '', ways: { ...ways, default: entries.at(-1)?.to ?? '' } }, ...(behind[0] ? { [`${id}_next`]: behind[0] } : {}) };
}

const approvalOf = (node: SourceNode): SourceApproval => source.approvals[node.approval ?? ''] ?? { what: '', slots: [], exclude: [] };
const handoffOf = (node: SourceNode): SourceHandoff => source.handoffs[node.handoff ?? ''] ?? { from: '', to: [], gives_ownership: false, disclosure: false, payload: [] };
const clockOf = (node: SourceNode): Clocked => (node.type === 'approval' ? approvalOf(node) : node.type === 'handoff' ? handoffOf(node) : node);
const decisionOf = (entries: readonly To[]): Shape => ({ kind: 'decision', branches: entries.filter((e) => e.when !== undefined).map(wayOf), otherwise: entries.find((e) => e.when === undefined)?.to });
const wayOf = ({ when, to, detach }: To): Way => ({ when: when && sameWords(when), detached: detach ?? false, to });
const effectsOf = (node: SourceNode): string[] => [...Object.entries(node.set ?? {}).filter(([, value]) => value !== 'now').map(([what, value]) => `${what} ${value}`), ...(node.retention === undefined ? [] : [`retention ${node.retention}`]), ...(node.raise === undefined ? [] : [`raise ${node.raise.event} in ${node.raise.case}`])];

function clocked({ limit, breach }: Clocked): { rules?: Rule[]; escalate?: Escalation[] } {
  return limit ? { rules: limit.map(ruleOf), escalate: (breach ?? []).map(({ after, notify = [], also_allow: letIn = [] }) => ({ after, notify, letIn })) } : {};
}
function ruleOf(limit: SourceLimit): Rule {
  const anchors: Readonly<Record<string, string>> = { report: 'reportReceived', opened: 'caseOpened', start: 'runStarted' };
  const from = limit.from === undefined ? 'opened' : (anchors[limit.from] ?? limit.from.replace('field:', 'field '));
  return { when: limit.when && sameWords(limit.when), due: limit.within ?? `${limit.business_days ?? 0} working days of ${limit.calendar ?? ''}`, from, warn: limit.warn_before };
}
/** "at least n" of a whole number is "more than n - 1"; the case's own facts under the names of the language. */
const sameWords = (when: string): string => when.replace(/>= (\d+)/g, (_, n: string) => `> ${Number(n) - 1}`).replace('case.running_others', 'case.other_runs');
