// Saved rehearsals, each played on the draft as it stands on screen: whether it holds, and the ways it goes. One after the other
// between two frames, so that a hand on the canvas never waits for them.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import { holds, type Verdict } from '../../../protocol/rehearsal/hold.ts';
import { stageOf } from '../../../protocol/rehearsal/stage.ts';
import { stageContextOf, type PublishedWorld } from '../../../protocol/rehearsal/world.ts';
import type { Way } from '../../../protocol/work.ts';
import { rehearsalsQuery } from '../protocol-queries.ts';

export interface PlayedAgain {
  readonly verdict: Verdict;
  readonly ways: readonly Way[];
}

export function useSaved(protocolId: string, draft: Draft, world: PublishedWorld | undefined) {
  const query = useQuery(rehearsalsQuery(protocolId));
  const rows = useMemo(() => query.data?.items ?? [], [query.data]);
  const [played, setPlayed] = useState<Readonly<Record<string, PlayedAgain>>>({});
  useEffect(() => {
    if (!world || rows.length === 0) return;
    const context = stageContextOf(world);
    let next = 0;
    let timer = setTimeout(playOne, 150);
    function playOne(): void {
      const row = rows[next++];
      if (!row) return;
      const staged = stageOf(draft, context, row.rehearsal.people);
      const again = staged.ok ? holds(staged.stage, row.rehearsal) : null;
      setPlayed((before) => ({ ...before, [row.id]: { verdict: again?.verdict ?? { kind: 'notPlayed', findings: staged.ok ? [] : staged.findings }, ways: again?.rehearsed.ways ?? [] } }));
      timer = setTimeout(playOne, 0);
    }
    return () => clearTimeout(timer);
  }, [rows, draft, world]);
  return { query, rows, played };
}
