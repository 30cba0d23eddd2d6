// The approvals of a case: what was approved, which seats there were, and who voted for which of them.
import type { Person } from '../case-state.ts';
import { saidOf, type StepStory, type Story } from './story.ts';

export interface CertifiedApproval {
  readonly step: string;
  readonly run: string;
  readonly protocol: string;
  readonly node: string;
  readonly result: 'granted' | 'denied' | 'open' | 'ended';
  readonly decided: { readonly transition: number; readonly at: number } | null;
  readonly seats: readonly { readonly id: string; readonly roles: readonly string[]; readonly substitutes: readonly string[]; readonly qualifications: readonly string[] }[];
  /** So many of the seats must be filled, each by another person. */
  readonly needed: number;
  /** `seats`: those that the vote fitted when it was cast. */
  readonly votes: readonly { readonly person: Person; readonly grants: boolean; readonly seats: readonly string[]; readonly transition: number; readonly at: number; readonly state: 'counted' | 'withdrawn' | 'voided' }[];
  /** Of each form it was about, the hash of what was approved. */
  readonly content: Readonly<Record<string, string>>;
}

export const approvalsIn = ({ steps }: Story): readonly CertifiedApproval[] => [...steps.values()].filter(({ row }) => row.kind === 'approval').map(certified);

function certified(story: StepStory): CertifiedApproval {
  const { row, ended, node, votes } = story;
  const granted = saidOf(story, 'approvalGranted').at(-1);
  const seats = node?.kind === 'approval' ? node.seats : [];
  return {
    step: row.id, run: row.run, protocol: row.protocol, node: row.node,
    result: granted !== undefined ? 'granted' : saidOf(story, 'approvalDenied').length > 0 ? 'denied' : ended === null ? 'open' : 'ended',
    decided: ended === null ? null : { transition: ended.number, at: ended.at },
    seats: seats.map(({ id, roles, substitutes, qualifications }) => ({ id, roles, substitutes, qualifications })),
    needed: node?.kind === 'approval' ? (node.needed ?? seats.length) : 0,
    votes: [...votes.values()].map(({ row: { person, grants, seats: fits, at, state }, transition }) => ({ person, grants, seats: fits, transition, at, state })),
    content: granted?.entry.content ?? {},
  };
}
