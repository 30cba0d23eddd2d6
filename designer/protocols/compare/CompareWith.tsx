// Choosing the version to compare with, and the difference to it: the same on the page of a version and in the editor.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { compareDrafts, type Comparison } from '../../../protocol/compare/compare.ts';
import type { Draft } from '../../../protocol/draft.ts';
import type { VersionRow } from '../../../server/contract-protocols.ts';
import { Loaded } from '../../ui/ProblemNotice.tsx';
import { versionQuery } from '../protocol-queries.ts';
import { ComparisonList } from './ComparisonList.tsx';

interface Props {
  /** What is looked at: it is told against the chosen version. */
  readonly draft: Draft;
  /** Which side that is: a version's id, or the draft. */
  readonly side: string;
  readonly versions: readonly VersionRow[];
  readonly chosen: string;
  readonly onChoose: (versionId: string) => void;
  readonly onComparison?: (comparison: Comparison | null) => void;
  readonly onStep?: (node: string) => void;
}

export function CompareWith({ draft, side, versions, chosen, onChoose, onComparison, onStep }: Props) {
  const version = useQuery(versionQuery(chosen));
  const comparison = useMemo(() => (version.data ? compareDrafts(version.data.draft, draft) : null), [version.data, draft]);
  useEffect(() => {
    onComparison?.(comparison);
    return () => onComparison?.(null);
  }, [comparison, onComparison]);
  return (
    <>
      <NativeSelect label="Compared with" value={chosen} onChange={(e) => onChoose(e.currentTarget.value)} data={versions.map((v) => ({ value: v.id, label: `version ${v.number}${v.retired ? ', retired' : ''}` }))} />
      {version.data && <p><Link to="/protocols/$protocolId/compare" params={{ protocolId: version.data.protocolId }} search={{ before: chosen, after: side }}>Side by side, and as a report</Link></p>}
      <Loaded from={version} what="the version">{() => comparison && <ComparisonList comparison={comparison} {...(onStep ? { onStep } : {})} />}</Loaded>
    </>
  );
}
