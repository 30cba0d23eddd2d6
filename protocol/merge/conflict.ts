// Where two people changed the same thing differently, as data. Everything else of a merge needs no question.
export type Side = 'mine' | 'theirs';

export interface MergeConflict {
  /** By names of lists and ids inside them: nodes, screening, title. Empty: the draft as a whole. */
  readonly path: readonly string[];
  /** `order`: the same members, put in another order by each. */
  readonly kind: 'value' | 'order';
  /** `undefined`: not there. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** Whose side holds where both changed; nothing said: mine, which is not saved yet and stands nowhere else. */
export type Choices = Readonly<Record<string, Side>>;

export const conflictKey = (conflict: Pick<MergeConflict, 'path'>): string => conflict.path.join('.');

/** What a merge notes while it goes through a draft. */
export interface Merging {
  readonly conflicts: MergeConflict[];
  readonly choices: Choices;
}

/** A conflict is noted, and answered by the side chosen for it. */
export function decide<T>(at: Merging, conflict: MergeConflict & { readonly mine: T; readonly theirs: T }): T {
  at.conflicts.push({ path: conflict.path, kind: conflict.kind, base: conflict.base, mine: conflict.mine, theirs: conflict.theirs });
  return at.choices[conflictKey(conflict)] === 'theirs' ? conflict.theirs : conflict.mine;
}
