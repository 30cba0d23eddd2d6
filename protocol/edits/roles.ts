// Roles a protocol refers to. Ids are keys of the unit's catalogue, so they are chosen, not invented here.
import type { Draft, Role } from '../draft.ts';
import { mapRoles } from './references.ts';

export function addRole(draft: Draft, role: Role): Draft {
  return draft.roles.some((r) => r.id === role.id) ? draft : { ...draft, roles: [...draft.roles, role] };
}

/** Puts a changed role in the place of the one now called `id`; a new id is carried to every step that names it. */
export function updateRole(draft: Draft, id: string, role: Role): Draft {
  if (!draft.roles.some((r) => r.id === id)) return draft;
  if (role.id !== id && draft.roles.some((r) => r.id === role.id)) return draft;
  const changed = { ...draft, roles: draft.roles.map((r) => (r.id === id ? role : r)) };
  return role.id === id ? changed : mapRoles(changed, (roles) => roles.map((r) => (r === id ? role.id : r)));
}

/** Takes a role out of the protocol and out of every step that names it. */
export function deleteRole(draft: Draft, id: string): Draft {
  if (!draft.roles.some((r) => r.id === id)) return draft;
  return mapRoles({ ...draft, roles: draft.roles.filter((r) => r.id !== id) }, (roles) => roles.filter((r) => r !== id));
}
