// Standing in for somebody absent is holding their roles, never being them: whoever stands in acts, votes and is counted as
// the person they are, once. What the absent person may not decide is not decided in their place either: a role held only
// through somebody who is excluded does not count.
import type { Holder, Standing } from './input.ts';

/** Left of a person's roles when those are taken off that they hold only through somebody who is excluded. */
export function withoutExcluded(actor: Standing, isExcluded: (personId: string) => boolean): Standing {
  const through = actor.standsFor ?? [];
  const isLost = (role: string): boolean => {
    const sources = through.filter((absent) => absent.roles.includes(role));
    return sources.length > 0 && sources.every((absent) => isExcluded(absent.personId));
  };
  return through.length === 0 ? actor : { ...actor, roles: actor.roles.filter((role) => !isLost(role)) };
}

/** May this holder decide, as the person they are and as whom they stand in for? */
export const mayDecide = (holder: Holder, isExcluded: (personId: string) => boolean): boolean => !isExcluded(holder.personId) && (holder.for === undefined || !isExcluded(holder.for));
