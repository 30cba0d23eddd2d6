// What a draft would have made of a case, in words.
import { statusWords } from '../sentences.ts';
import type { CaseWhatIf, Unknown, WhatIfStep } from './what-if.ts';

const titles = (steps: readonly WhatIfStep[]): string => [...new Set(steps.map((step) => `“${step.title}”`))].join(', ');

/** One sentence for each thing that would have been otherwise; none when nothing would. */
export function whatIfWords({ appears, vanishes, late, inTime, refused, status, unknown }: CaseWhatIf): readonly string[] {
  return [
    ...(appears.length > 0 ? [`${titles(appears)} would have opened.`] : []),
    ...(vanishes.length > 0 ? [`${titles(vanishes)} would not have been there.`] : []),
    ...(late.length > 0 ? [`${titles(late)} would have been late.`] : []),
    ...(inTime.length > 0 ? [`${titles(inTime)} would not have been late.`] : []),
    ...refused.map((act) => `What was done at “${act.title}” would not have been taken (${act.code.replaceAll('_', ' ')}).`),
    ...(status ? [`The case would have ended as “${statusWords[status.now ?? ''] ?? 'not opened'}”, not “${statusWords[status.was ?? ''] ?? 'not opened'}”.`] : []),
    ...(unknown ? [unknownWords(unknown)] : []),
  ];
}

export function unknownWords(unknown: Unknown): string {
  switch (unknown.kind) {
    case 'field': return `Unknown from “${unknown.step.title}” on: it needs “${unknown.field.split('.').at(-1)?.replaceAll('_', ' ') ?? ''}”, which was not kept then.`;
    case 'notReached': return unknown.waiting.length > 0 ? `Unknown behind ${titles(unknown.waiting)}: nobody did that then, so “${unknown.step.title}” is not come to.` : `Unknown from there on: the case would not have come to “${unknown.step.title}” as it did.`;
    case 'outcomeGone': return `Unknown from “${unknown.step.title}” on: “${unknown.outcome.replaceAll('_', ' ')}”, which was answered then, is no answer any more.`;
    case 'otherContent': return `Unknown from “${unknown.step.title}” on: other forms are decided there than then.`;
    case 'planMissing': return 'Unknown: a protocol this case ran is not there any more.';
  }
}
