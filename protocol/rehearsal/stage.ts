// What a rehearsal is played on: the draft compiled in memory as it would be published, and invented people for every role it
// names. Who holds which role today does not matter here, so findings about the roster do not stand in the way.
import { compile, type CompileContext } from '../compile.ts';
import type { Draft } from '../draft.ts';
import type { Finding } from '../finding.ts';
import type { Bundle, Plan } from '../plan.ts';
import { castIn, type Cast, type Player } from '../scenarios/cast.ts';

export type StageContext = Omit<CompileContext, 'roleHolders' | 'members'>;

/** An invented person: named after the role, because nobody real is meant. */
export interface Actor extends Player {
  readonly name: string;
  readonly role: string;
}
export interface Stage {
  readonly bundle: Bundle;
  readonly plan: Plan;
  readonly actors: readonly Actor[];
  readonly cast: Cast;
}
export type Staged = { readonly ok: true; readonly stage: Stage } | { readonly ok: false; readonly findings: readonly Finding[] };

export const dutySupervisor = 'duty_supervisor';
export const mostPeople = 9;

/** Refused only for errors: a draft that could not be published cannot be played either. */
export function stageOf(draft: Draft, context: StageContext, people: Readonly<Record<string, number>> = {}): Staged {
  const compiled = compile(draft, context);
  if (!compiled.ok) return { ok: false, findings: compiled.findings.filter((f) => f.severity === 'error') };
  return { ok: true, stage: stageOn(compiled.bundle, compiled.plan, people) };
}

export function stageOn(bundle: Bundle, plan: Plan, people: Readonly<Record<string, number>> = {}): Stage {
  const actors = actorsOf(bundle, plan, people);
  return { bundle, plan, actors, cast: castIn(plan.unit, actors) };
}

function actorsOf(bundle: Bundle, plan: Plan, people: Readonly<Record<string, number>>): readonly Actor[] {
  const plans = [plan, ...Object.keys(bundle.plans).filter((hash) => hash !== bundle.root).sort().flatMap((hash) => bundle.plans[hash] ?? [])];
  const usual = usualNumbers(plans);
  const qualifications = qualificationsIn(plans);
  const roles = new Map(plans.toReversed().flatMap((one) => Object.values(one.roles).map((role) => [role.id, role] as const)));
  // In the order the protocol itself lists them; those of called ones behind.
  const ids = [...new Set(plans.flatMap((one) => Object.keys(one.roles)))];
  const invented = ids.flatMap((id): Actor[] => {
    const role = roles.get(id);
    const number = Math.min(mostPeople, Math.max(1, own(people, id) ?? usual.get(id) ?? 1));
    const agencyId = role?.agencies.length === 1 ? (role.agencies[0] ?? plan.unit.hostAgency) : plan.unit.hostAgency;
    return Array.from({ length: number }, (_, i) => ({
      id: `${id}_${i + 1}`, name: number === 1 ? (role?.title || id) : `${role?.title || id} ${letter(i)}`, role: id, agencyId, roles: [id], qualifications, leads: false,
    }));
  });
  return [{ id: dutySupervisor, name: 'Duty supervisor', role: '', agencyId: plan.unit.hostAgency, roles: [], qualifications, leads: true }, ...invented];
}

/** Two where somebody decides, so that the one who asked is not the only one; three where places are offered. */
function usualNumbers(plans: readonly Plan[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const atLeast = (role: string, number: number): void => void numbers.set(role, Math.max(number, numbers.get(role) ?? 1));
  for (const node of plans.flatMap((one) => Object.values(one.nodes))) {
    if (node.kind === 'approval') for (const seat of node.seats) for (const role of [...seat.roles, ...seat.substitutes]) atLeast(role, 2);
    if (node.kind === 'handoff' && node.each) for (const role of node.to) atLeast(role, 3);
  }
  return numbers;
}

function qualificationsIn(plans: readonly Plan[]): readonly string[] {
  const asked = plans.flatMap((one) => Object.values(one.nodes)).flatMap((node) => (node.kind === 'approval' ? node.seats.flatMap((seat) => seat.qualifications) : []));
  return [...new Set(['sworn', ...asked])].sort();
}

const own = (record: Readonly<Record<string, number>>, key: string): number | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);
const letter = (index: number): string => 'ABCDEFGHI'.charAt(index);
