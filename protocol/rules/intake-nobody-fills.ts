// A called protocol, the one for imminent danger and the one for the retention date start without anybody handing in a form: an intake form of theirs
// waits for the roles of their start, so there must be some.
import { callsOf } from '../node-parts.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const intakeNobodyFills: Rule = {
  id: 'intake-nobody-fills',
  check: ({ draft, context }, report) => {
    const start = draft.nodes.find((n) => n.kind === 'start');
    const ownWaits = start?.kind !== 'start' || start.form === undefined || start.roles.length > 0;
    if (start && draft.startsAt !== undefined && !ownWaits) report({ node: start.id, field: 'roles' }, `${draft.startsAt === 'danger' ? 'imminent danger' : 'a retention date'} starts this protocol without a form, and nobody is drawn to fill in that of ${titled(start)}; name its roles`);
    for (const call of callsOf(draft)) {
      const called = context.published && Object.hasOwn(context.published, call.protocol) ? context.published[call.protocol] : undefined;
      const waits = call.protocol === draft.key ? ownWaits : called?.startForm === undefined || called.startWaits === true;
      if (!waits) report({ node: call.id, field: 'protocol' }, `${titled(call)} calls ${quote(call.protocol)}, which begins with a form that nobody is drawn to fill in; name the roles of its start and publish it again, or call another`);
    }
  },
};
