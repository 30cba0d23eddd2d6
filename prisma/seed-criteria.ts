// The demo's list of initiation criteria: illustrative defaults in neutral words, for a unit and its counsel to replace.
import type { Criterion } from '../server/contract-criteria.ts';

export const initiationCriteria: readonly Criterion[] = [
  { id: 'stated_intent', kind: 'behavior', title: 'States an intent to harm', guidance: 'Said, written or shown to somebody; conditional words count.' },
  { id: 'planning', kind: 'behavior', title: 'Plans or prepares', guidance: 'Watches a place, gathers means, rehearses, tests security.' },
  { id: 'weapon_seeking', kind: 'behavior', title: 'Seeks or shows a weapon', guidance: 'New interest, practice or carrying, out of keeping with what is usual for the person.' },
  { id: 'fixation', kind: 'behavior', title: 'Is fixed on a person, place or grievance', guidance: 'Contact that goes on after it was refused; a grievance that takes over.' },
  { id: 'leakage', kind: 'behavior', title: 'Tells others what is to come', guidance: 'To a third person or online, also as a joke or a farewell.' },
  { id: 'desperation', kind: 'behavior', title: 'Sees no way out', guidance: 'Last acts, giving things away, loss that just happened.' },
  { id: 'credible_source', kind: 'threshold', title: 'Somebody who can know reports it', guidance: 'First hand, or borne out by a second source.' },
  { id: 'identifiable_target', kind: 'threshold', title: 'A person or place is at risk', guidance: 'Named, or such that it could be found.' },
  { id: 'within_our_reach', kind: 'threshold', title: 'It falls to this unit', guidance: 'Place, persons or agreement; otherwise hand it over.' },
  { id: 'protected_only', kind: 'protectedExpression', title: 'Opinion, belief or association only', guidance: 'No reason to begin by itself, whatever the opinion. Privacy review before anything is kept.' },
  { id: 'lawful_protest', kind: 'protectedExpression', title: 'Lawful protest or criticism of officials', guidance: 'No reason to begin by itself; look for behavior that points to violence.' },
];
