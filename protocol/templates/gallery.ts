// The protocols that ship with Handrail, as editable starting points. Not legal advice.
import type { Draft } from '../draft.ts';
import { closureAar } from './closure-aar.ts';
import { erpoSupport } from './erpo-support.ts';
import { fullAssessment } from './full-assessment.ts';
import { imminentResponse } from './imminent-response.ts';
import { intakeTriage } from './intake-triage.ts';
import { monitoringReview } from './monitoring-review.ts';
import { multiJurisdiction } from './multi-jurisdiction.ts';
import { recordsReview } from './records-review.ts';
import { schoolConcern } from './school-concern.ts';
import { staffSurge } from './staff-surge.ts';

export interface Template {
  readonly key: string;
  readonly title: string;
  readonly purpose: string;
  readonly draft: Draft;
}

/** In the order they should be published: a template calls only those before it. */
export const gallery: readonly Template[] = [
  imminentResponse, recordsReview, closureAar, multiJurisdiction, erpoSupport, monitoringReview, fullAssessment, schoolConcern, intakeTriage, staffSurge,
].map((draft) => ({ key: draft.key, title: draft.title, purpose: draft.purpose, draft }));

export function templateOf(key: string): Template | undefined {
  return gallery.find((template) => template.key === key);
}
