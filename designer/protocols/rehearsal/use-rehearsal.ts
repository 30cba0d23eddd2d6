// The rehearsal on screen: its moves, and all that follows from them on the draft as it stands now, saved or not. Nothing of it
// is kept beside the moves: a draft that changes is played again, a move that is taken back was never made.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import type { Move, Rehearsal } from '../../../protocol/rehearsal/rehearsal.ts';
import { rehearse, type Rehearsed } from '../../../protocol/rehearsal/rehearse.ts';
import { stageOf, type Stage, type Staged } from '../../../protocol/rehearsal/stage.ts';
import { stageContextOf } from '../../../protocol/rehearsal/world.ts';
import type { RehearsalRow } from '../../../server/contract-rehearsals.ts';
import { serverNow } from '../../api.ts';
import { publishedQuery } from '../protocol-queries.ts';

const hour = 3_600_000;

export interface Rehearsing {
  readonly world: ReturnType<typeof useWorld>;
  /** Null while what is published is being loaded. */
  readonly staged: Staged | null;
  readonly rehearsal: Rehearsal;
  readonly playing: { readonly stage: Stage; readonly rehearsed: Rehearsed } | null;
  /** The saved one it began as. */
  readonly from: Pick<RehearsalRow, 'id' | 'name'> | null;
  readonly play: (move: Move) => void;
  readonly undo: () => void;
  readonly restart: () => void;
  readonly load: (row: RehearsalRow) => void;
  readonly savedAs: (row: Pick<RehearsalRow, 'id' | 'name'> | null) => void;
  readonly change: (change: Partial<Pick<Rehearsal, 'starts' | 'people'>>) => void;
}

function useWorld(protocolId: string) {
  return useQuery(publishedQuery(protocolId));
}

export function useRehearsal(protocolId: string, draft: Draft): Rehearsing {
  const world = useWorld(protocolId);
  const [rehearsal, setRehearsal] = useState<Rehearsal>(() => ({ starts: Math.floor(serverNow() / hour) * hour, moves: [] }));
  const [from, setFrom] = useState<Rehearsing['from']>(null);
  const drawn = useDeferredValue(draft);
  const { people } = rehearsal;
  const context = useMemo(() => (world.data ? stageContextOf(world.data) : null), [world.data]);
  const staged = useMemo(() => (context ? stageOf(drawn, context, people) : null), [drawn, context, people]);
  const playing = useMemo(() => (staged?.ok ? { stage: staged.stage, rehearsed: rehearse(staged.stage, rehearsal) } : null), [staged, rehearsal]);
  return {
    world, staged, rehearsal, playing, from,
    play: (move) => setRehearsal((before) => ({ ...before, moves: [...before.moves, move] })),
    undo: () => setRehearsal((before) => ({ ...before, moves: before.moves.slice(0, -1) })),
    restart: () => {
      setRehearsal(({ starts, people: kept }) => ({ starts, ...(kept ? { people: kept } : {}), moves: [] }));
      setFrom(null);
    },
    load: (row) => {
      const { came: _came, ...saved } = row.rehearsal;
      setRehearsal(saved);
      setFrom({ id: row.id, name: row.name });
    },
    savedAs: setFrom,
    change: (change) => setRehearsal((before) => ({ ...before, ...change })),
  };
}
