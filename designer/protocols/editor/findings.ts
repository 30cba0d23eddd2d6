// The validator on every change, a moment after the last one, beside the page. It is the same pure function the server runs.
import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import type { Finding } from '../../../protocol/finding.ts';
import type { DraftWork } from './use-draft-work.ts';

const pauseMs = 250;

/** Null until the first answer: nothing is known yet, which is not the same as no findings. */
export function useFindings(draft: Draft, work: DraftWork): readonly Finding[] | null {
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    const timer = setTimeout(() => void work.validate(draft).then((found) => {
      if (asked.current !== mine) return;
      // What says the same stays the same, so that nothing is drawn anew for it.
      setFindings((before) => (before !== null && JSON.stringify(before) === JSON.stringify(found) ? before : found));
    }), mine === 1 ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [draft, work]);
  return findings;
}

export const countOf = (findings: readonly Finding[], severity: Finding['severity']): number => findings.filter((f) => f.severity === severity).length;
