// Every step that was asked for in a case: who did it, when, and by which rule they might.
import type { Person } from '../case-state.ts';
import { rolesOn } from '../node-parts.ts';
import { saidOf, type StepStory, type Story } from './story.ts';

export interface CertifiedStep {
  readonly step: string;
  readonly run: string;
  readonly protocol: string;
  readonly node: string;
  readonly kind: string;
  /** As drawn; work that people have added to the case is called only by its kind. */
  readonly title: string | null;
  readonly visit: number;
  readonly opened: { readonly transition: number; readonly at: number };
  /** leftOverdue: its time ran out and the protocol went on by the way drawn for that. */
  readonly state: 'open' | 'done' | 'skipped' | 'cancelled' | 'leftOverdue';
  readonly ended: { readonly transition: number; readonly at: number; readonly outcome: string | null; readonly by: Person | null } | null;
  readonly rule: {
    /** Roles that are drawn on it, and those that its escalations had let in. */
    readonly roles: readonly string[];
    readonly letIn: readonly string[];
    /** Clauses that it rests on. */
    readonly citations: readonly string[];
  };
  /** Which of these roles who ended it then held, and in whose stead; null where nobody did, or who did needed none. */
  readonly as: { readonly roles: readonly string[]; readonly standsFor: readonly string[] } | null;
}

export const stepsIn = ({ steps }: Story): readonly CertifiedStep[] => [...steps.values()].map(certified);

function certified(story: StepStory): CertifiedStep {
  const { row, opened, ended, node } = story;
  const drawn = node === undefined ? row.roles : rolesOn(node);
  const substitutes = node?.kind === 'approval' ? node.seats.flatMap((seat) => seat.substitutes) : [];
  return {
    step: row.id, run: row.run, protocol: row.protocol, node: row.node, kind: row.kind, title: row.run === '' ? null : row.title, visit: row.visit,
    opened: { transition: opened.number, at: row.openedAt }, state: stateOf(story),
    ended: ended === null ? null : { transition: ended.number, at: ended.at, outcome: row.outcome, by: row.closedBy },
    rule: { roles: drawn, letIn: row.roles.filter((role) => !drawn.includes(role) && !substitutes.includes(role)), citations: node === undefined ? [] : node.citations },
    as: authority(story),
  };
}

function stateOf(story: StepStory): CertifiedStep['state'] {
  if (saidOf(story, 'stepSkipped').length > 0) return 'skipped';
  if (saidOf(story, 'stepLeftOverdue').length > 0) return 'leftOverdue';
  return story.row.state;
}

function authority({ row, ended }: StepStory): CertifiedStep['as'] {
  const actor = ended === null || ended.input.kind === 'deadline' ? undefined : ended.input.actor;
  if (actor === undefined || actor.personId !== row.closedBy?.personId) return null;
  const roles = actor.roles.filter((role) => row.roles.includes(role));
  const standsFor = (actor.standsFor ?? []).filter((other) => other.roles.some((role) => roles.includes(role))).map((other) => other.personId);
  return roles.length === 0 ? null : { roles, standsFor };
}
