// A saved rehearsal played again on what is drawn now: it holds when every move is taken or refused as it was, and the case
// stands afterwards as it stood. The first move at which it does not is where it broke; what comes after says nothing more.
import type { Draft } from '../draft.ts';
import type { Finding } from '../finding.ts';
import type { Came, SavedRehearsal } from './rehearsal.ts';
import { rehearse, type PlayedMove, type Rehearsed } from './rehearse.ts';
import { stageOf, type Stage, type StageContext } from './stage.ts';

export type Break =
  /** It was taken. */
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string }
  /** It was refused with this code. */
  | { readonly kind: 'taken'; readonly was: string }
  | { readonly kind: 'refusedOtherwise'; readonly was: string; readonly code: string; readonly sentence: string }
  /** On the clock, in milliseconds after the start. */
  | { readonly kind: 'clock'; readonly was: number; readonly now: number }
  | { readonly kind: 'opened'; readonly step: string }
  | { readonly kind: 'notOpen'; readonly step: string }
  | { readonly kind: 'status' | 'level' | 'owner'; readonly was: string | null; readonly now: string | null };

export type Verdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'broke'; readonly move: number; readonly breaks: readonly Break[] }
  /** The draft has errors, so nothing can be played on it. */
  | { readonly kind: 'notPlayed'; readonly findings: readonly Finding[] };

export function playAgain(draft: Draft, context: StageContext, saved: SavedRehearsal): Verdict {
  const staged = stageOf(draft, context, saved.people);
  return staged.ok ? holds(staged.stage, saved).verdict : { kind: 'notPlayed', findings: staged.findings };
}

export function holds(stage: Stage, saved: SavedRehearsal): { readonly verdict: Verdict; readonly rehearsed: Rehearsed } {
  const rehearsed = rehearse(stage, saved);
  for (const [i, played] of rehearsed.moves.entries()) {
    const was = saved.came[i];
    const breaks = was === undefined ? [] : breaksBetween(was, played);
    if (breaks.length > 0) return { verdict: { kind: 'broke', move: i, breaks }, rehearsed };
  }
  return { verdict: { kind: 'holds' }, rehearsed };
}

function breaksBetween(was: Came, { came: now, refused }: PlayedMove): readonly Break[] {
  if (was.refused !== now.refused) {
    if (refused === undefined) return [{ kind: 'taken', was: was.refused ?? '' }];
    return [was.refused === undefined ? { kind: 'refused', ...refused } : { kind: 'refusedOtherwise', was: was.refused, ...refused }];
  }
  const changed = (['status', 'level', 'owner'] as const).flatMap((kind): Break[] => (was[kind] === now[kind] ? [] : [{ kind, was: was[kind], now: now[kind] }]));
  return [
    ...(was.after === now.after ? [] : [{ kind: 'clock', was: was.after, now: now.after } as const]),
    ...without(was.open, now.open).map((step) => ({ kind: 'notOpen', step }) as const),
    ...without(now.open, was.open).map((step) => ({ kind: 'opened', step }) as const),
    ...changed,
  ];
}

/** Each as often as it is in the first but not in the second. */
function without(all: readonly string[], gone: readonly string[]): readonly string[] {
  const left = [...gone];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}
