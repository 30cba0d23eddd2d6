// Temporary access is for somebody.
import type { Rule } from './rule.ts';
import { titled } from './words.ts';

export const grantToNobody: Rule = {
  id: 'grant-to-nobody',
  check: ({ draft }, report) => {
    for (const grant of draft.grants ?? []) if (grant.roles.length === 0) report({ field: `grants.${grant.id}` }, `the temporary access ${titled(grant)} is for nobody; name the roles that get it`);
  },
};
