// The cases a case has to do with, in the order in which that was recorded. Of a case the reader may not see they are told its
// number and its unit, and nothing else.
import type { Tx } from '../../prisma/connect.ts';
import type { LinkedCase } from '../contract-cases.ts';
import type { Content } from './content.ts';
import { isUuid } from './step-view.ts';

export async function linkedCases({ tx, content }: { readonly tx: Tx; readonly content: Content }, caseId: string): Promise<LinkedCase[]> {
  const links = await tx.caseLink.findMany({ where: { caseId }, orderBy: [{ transition: 'asc' }, { n: 'asc' }] });
  if (links.length === 0) return [];
  const named = await tx.$queryRaw<{ caseId: string; reference: string | null; unit: string }[]>`select case_id as "caseId", reference, unit_name as unit from linked_cases(${caseId}::uuid)`;
  const seen = new Set((await tx.case.findMany({ where: { id: { in: links.map((link) => link.otherCaseId) } }, select: { id: true } })).map((row) => row.id));
  const stored = await content.read(tx, caseId, links.flatMap((link) => (link.textId === null || !isUuid(link.textId) ? [] : [link.textId])));
  return links.map(({ otherCaseId, how, event, textId, at }) => {
    const other = named.find((row) => row.caseId === otherCaseId);
    const text = stored.get(textId ?? '')?.value;
    return { caseId: otherCaseId, reference: other?.reference ?? null, unit: other?.unit ?? null, how: howOf(how), event: event?.replaceAll('_', ' ') ?? null, at: at.toISOString(), text: typeof text === 'string' ? text : null, maySee: seen.has(otherCaseId) };
  });
}

const howOf = (text: string): LinkedCase['how'] => (text === 'tells' || text === 'toldBy' || text === 'workedOnIn' ? text : 'receivedFrom');
