// Two sides of one protocol compared, as a report on paper. A side is a version of it or its saved draft.
import { compareDrafts } from '../../protocol/compare/compare.ts';
import { comparedPictures, type Side } from '../../picture/compared.ts';
import type { ComparisonQuery } from '../contract-pictures.ts';
import { reportPdf } from '../pictures/report-pdf.ts';
import { ProblemError } from '../problems.ts';
import { wallClock, type PictureFile } from './pictures.ts';
import { protocol, version, type Doing } from './protocols.ts';

export async function comparisonReport(doing: Doing, id: string, { before, after, paper, pages }: ComparisonQuery): Promise<PictureFile> {
  const view = await protocol(doing, id);
  const sideOf = async (wanted: string): Promise<Side & { readonly words: string; readonly hash: string; readonly at: number }> => {
    if (wanted === 'draft') return { draft: view.draft, context: view.context, words: `draft revision ${view.revision}`, hash: 'not published', at: Date.parse(view.savedAt) };
    const found = await version(doing, wanted);
    if (found.protocolId !== id) throw new ProblemError('not_found');
    return { draft: found.draft, context: { unit: found.plan.unit }, words: `version ${found.number}`, hash: found.hash, at: Date.parse(found.publishedAt) };
  };
  const [was, is] = [await sideOf(before), await sideOf(after)];
  const comparison = compareDrafts(was.draft, is.draft);
  const title = `${view.title}: what ${is.words} changes of ${was.words}`;
  const body = await reportPdf(comparedPictures(was, is, comparison), comparison, {
    title, before: was.words, after: is.words, paper, pages, at: Math.max(was.at, is.at), printed: `Printed ${wallClock(doing.now, view.context.unit?.zone ?? 'UTC')} by ${doing.signed.person.name}`,
    caption: { title, lines: [`Before: ${was.words}, ${was.hash}`, `After: ${is.words}, ${is.hash}`] },
  });
  return { type: 'application/pdf', name: `${view.key}-comparison.pdf`, body };
}
