// The handoffs of a case, each offer with its answer. The receipt of one that was taken is the journal's own: the hash of the
// chain up to the transition in which the receiver answered, which covers who did and what had been offered.
import type { Person } from '../case-state.ts';
import type { CertifiedRecord } from './statement.ts';
import { saidOf, type StepStory, type Story } from './story.ts';

export interface Receipt {
  readonly how: 'accepted' | 'answered' | 'declined' | 'noAnswer';
  readonly by: Person;
  readonly transition: number;
  readonly at: number;
  readonly hash: string;
}
export interface CertifiedHandoff {
  readonly step: string;
  readonly run: string;
  readonly protocol: string;
  readonly node: string;
  readonly handoff: string;
  readonly state: string;
  readonly offers: readonly {
    readonly transition: number;
    readonly at: number;
    readonly by: Person;
    readonly roles: readonly string[];
    readonly toPerson: string | null;
    readonly disclosure: boolean;
    readonly legalBasis: string | null;
    /** Of each form or field in the package, the submission that went along. */
    readonly shown: Readonly<Record<string, string>>;
  }[];
  readonly receipts: readonly Receipt[];
}

export function handoffsIn({ hashes }: CertifiedRecord, { steps }: Story): readonly CertifiedHandoff[] {
  return [...steps.values()].flatMap((story) => (story.handoff === undefined ? [] : [certified(story, hashes)]));
}

function certified(story: StepStory, hashes: readonly string[]): CertifiedHandoff {
  const { row, handoff } = story;
  return {
    step: row.id, run: row.run, protocol: row.protocol, node: row.node, handoff: handoff?.handoff ?? '', state: handoff?.state ?? '',
    offers: saidOf(story, 'handoffOffered').map(({ entry, transition }) => ({
      transition: transition.number, at: transition.at, by: entry.by, roles: entry.roles, toPerson: entry.toPerson ?? null, disclosure: entry.disclosure, legalBasis: entry.legalBasis ?? null, shown: entry.shown ?? {},
    })),
    receipts: story.said.flatMap(({ entry, transition }): Receipt[] => {
      const receipt = { transition: transition.number, at: transition.at, hash: hashes[transition.number - 1] ?? '' };
      switch (entry.kind) {
        case 'handoffAccepted': return [{ how: 'accepted', by: entry.by, ...receipt }];
        case 'handoffAnswered': return [{ how: 'answered', by: entry.by, ...receipt }];
        case 'handoffDeclined': return [{ how: 'declined', by: entry.by, ...receipt }];
        case 'placeAnswered': return [{ how: entry.how, by: entry.person, ...receipt }];
        default: return [];
      }
    }),
  };
}
