// The cases a case has to do with, as its own journal says it: whom it told something and who told it, where what it handed over
// is worked on, and from what it was opened. A case that is named and is none here has no row.
import type { Entry, Transition } from '../protocol/entry.ts';
import type { Tx } from '../prisma/connect.ts';

export async function writeLinks(tx: Tx, caseId: string, transitions: readonly Transition[]): Promise<void> {
  const data = transitions.flatMap(({ number, at, entries }) => entries.flatMap((entry, n) => {
    const link = linkIn(entry);
    return link === undefined || !uuid.test(link.otherCaseId) ? [] : [{ caseId, transition: number, n, event: null, textId: null, at: new Date(at), ...link }];
  }));
  if (data.length > 0) await tx.caseLink.createMany({ data });
}

// helpers

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function linkIn(entry: Entry): { readonly otherCaseId: string; readonly how: string; readonly event?: string; readonly textId?: string } | undefined {
  switch (entry.kind) {
    case 'eventSent': return { otherCaseId: entry.to, how: 'tells', event: entry.name };
    case 'eventReceived': return { otherCaseId: entry.from, how: 'toldBy', event: entry.name };
    case 'caseLinked': return { otherCaseId: entry.to, how: 'workedOnIn' };
    case 'caseReceived': return { otherCaseId: entry.from, how: 'receivedFrom', textId: entry.textId };
    default: return undefined;
  }
}
