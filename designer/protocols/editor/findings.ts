// The validator on every change, a moment after the last one. It is the same pure function the server runs.
import { useEffect, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import type { Finding } from '../../../protocol/finding.ts';
import type { ValidationContext } from '../../../protocol/validation-context.ts';
import { validate } from '../../../protocol/validate.ts';

const pauseMs = 250;

export function useFindings(draft: Draft, context: ValidationContext): readonly Finding[] {
  const [findings, setFindings] = useState<readonly Finding[]>(() => validate(draft, context));
  useEffect(() => {
    const timer = setTimeout(() => setFindings(validate(draft, context)), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, context]);
  return findings;
}

export const countOf = (findings: readonly Finding[], severity: Finding['severity']): number => findings.filter((f) => f.severity === severity).length;
