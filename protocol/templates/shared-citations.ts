// What the templates rest on. A time or rule that a public source sets names the source; every other one is an illustrative
// default and says so. The rules of practice (I1 to I13) hold whatever a protocol says; a step that serves one names it.
import type { Draft } from '../draft.ts';

type Citation = Draft['citations'][number];

export const illustrative = { id: 'ill', text: 'Illustrative default. Set it to what your agency has agreed.', kind: 'illustrative' } as const;
/** The basis of a limit that nobody outside has set. */
export const basis = 'Illustrative default';

const sources = {
  ill: illustrative,
  S15: { id: 'S15', kind: 'source', text: 'Press reports on Indianapolis, 2021 and 2022 (The Hill; USA Today and IndyStar): after the attack, petitions were to be filed within 48 hours of a seizure.' },
  S16: { id: 'S16', kind: 'source', text: 'Questions and answers on extreme risk protection orders, Washington State (protectionorder.org): a hearing within 14 days.' },
  S17: { id: 'S17', kind: 'source', text: 'Press report on Colorado HB 19-1177 (Lone Tree Voice): a hearing within 14 days, service within five, return within three days of expiry.' },
  S20: { id: 'S20', kind: 'statute', text: '28 CFR 23.20, criminal intelligence systems: operating principles.' },
  S22: { id: 'S22', kind: 'source', text: 'Questions and answers on 28 CFR Part 23: at most five years, then purged or validated afresh.' },
  S28: { id: 'S28', kind: 'source', text: 'US Department of Justice, Inspector General, audit 09-02, and Orlando Sentinel, 2008: FBI incidents to be closed or moved on in 30 days. An analogue, not a rule for threat cases.' },
  S30: { id: 'S30', kind: 'source', text: 'University of Iowa, Threat Assessment Team: a first response is typically made within 24 hours.' },
  S31: { id: 'S31', kind: 'source', text: 'North Carolina State University, threat management: the case manager usually calls the reporter within 24 hours.' },
  I3: { id: 'I3', kind: 'policy', text: 'A level of concern is a person’s recorded judgement with a written reason. It is never computed from a checklist or a score.' },
  I4: { id: 'I4', kind: 'policy', text: 'Imminent danger may be declared at any step by anyone assigned, and starts this protocol at once, without prior approval.' },
  I5: { id: 'I5', kind: 'policy', text: 'Where deciders must differ from whoever asked or from each other, persons are compared, not roles.' },
  I6: { id: 'I6', kind: 'policy', text: 'A repeat report on the same person is not closed on the strength of an earlier closure; it takes two approvers.' },
  I7: { id: 'I7', kind: 'policy', text: 'Failed contact is information about risk. It is never a reason to close.' },
  I8: { id: 'I8', kind: 'policy', text: 'Access to weapons must be asked and answered in every assessment; unknown blocks closing.' },
  I9: { id: 'I9', kind: 'policy', text: 'Each disclosure outside the unit is recorded: what, to whom, when, on what authority, why, approved by whom.' },
  I11: { id: 'I11', kind: 'policy', text: 'A report that holds only protected expression or association is not opened; it is minimised and purged after a privacy review.' },
  I12: { id: 'I12', kind: 'policy', text: 'Records are append-only. A purge takes two persons and leaves a marker without content.' },
  I13: { id: 'I13', kind: 'policy', text: 'Declining a protective step that was considered is itself a recorded, approved decision.' },
} as const satisfies Record<string, Citation>;
export type CitationId = keyof typeof sources;

/** The citations of a protocol, as its steps give them. */
export const cited = (...ids: readonly CitationId[]): Citation[] => ids.map((id) => sources[id]);

/** In words, for the limit that rests on them. */
export const basisOf = (ids: readonly CitationId[]): string => ids.map((id) => (id === 'ill' ? basis : sources[id].text)).join(' Otherwise: ');
