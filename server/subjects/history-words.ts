// The history of a person of concern, in words. `other` and `of` are names and case numbers the reader may see.
export interface Told {
  readonly kind: string;
  readonly by: string;
  readonly caseName: string | null;
  readonly other: string | null;
}

export function historySentence({ kind, by, caseName, other }: Told): string {
  const where = caseName ?? 'a case';
  const whom = other === null ? 'another record' : `“${other}”`;
  switch (kind) {
    case 'recorded': return `${by} recorded the person in ${where}.`;
    case 'changed': return `${by} changed the record. What it said before is kept.`;
    case 'linked': return `${by} linked the person to ${where}.`;
    case 'unlinked': return `${by} took the person off ${where}.`;
    case 'declined': return other === null ? `${by} said that ${where} is not about this person.` : `${by} said that ${whom} is another person.`;
    case 'mergeAsked': return `${by} asked to make one record of this one and ${whom}.`;
    case 'merged': return `${by} made one record of this one and ${whom}, as the second person.`;
    case 'splitAsked': return `${by} asked to part this record and ${whom}.`;
    case 'split': return `${by} parted this record and ${whom}, as the second person. Both are as they were before.`;
    case 'dropped': return `${by} did not carry out what was asked about this record and ${whom}.`;
    default: return `${by} did something that this version cannot tell: ${kind}.`;
  }
}
