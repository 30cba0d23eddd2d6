// How persons of concern are spoken of on every page.
import type { CaseSubjects, Confidence, RestrictionKind } from '../../server/contract-subjects.ts';

export const confidenceWords: Readonly<Record<Confidence, string>> = { confirmed: 'Confirmed', probable: 'Probable', possible: 'Possible' };
export const partWords: Readonly<Record<CaseSubjects['linked'][number]['part'], string>> = { concern: 'Person of concern', target: 'Target', reporter: 'Reporter' };
export const restrictionWords: Readonly<Record<RestrictionKind, string>> = { doNotContact: 'Do not contact', juvenileRecord: 'Juvenile record', healthRecord: 'Health record', protectedAddress: 'Protected address', sealed: 'Sealed', other: 'Restricted' };
