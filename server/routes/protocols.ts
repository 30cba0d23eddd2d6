// Templates, drafts, review, versions.
import type { z } from 'zod';
import type { SavedRehearsal } from '../../protocol/rehearsal/rehearsal.ts';
import { templateOf } from '../../protocol/templates/gallery.ts';
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import { ProblemError } from '../problems.ts';
import type { Routes } from '../route.ts';
import * as protocols from '../services/protocols.ts';
import * as rehearsals from '../services/rehearsals.ts';
import { whatIfPage } from '../services/what-if.ts';
import type { Signed } from '../signed.ts';

type SavingBody = z.output<typeof endpoints.saveRehearsal.body>;
// The schema and the core's type say the same; only what may be left out is written differently.
const saving = ({ name, rehearsal }: SavingBody): rehearsals.SaveRehearsal => ({ name, rehearsal: rehearsal as SavedRehearsal });

export function declareProtocols(routes: Routes, { db }: AppDeps): void {
  const read = { right: 'signedIn', level: 'password' } as const;
  const draw = { right: 'draw', level: 'password' } as const;
  const publish = { right: 'publish', level: 'recent' } as const;
  const doing = ({ signed, now }: { readonly signed: Signed; readonly now: number }) => ({ db, signed, now });

  routes.declare(endpoints.templates, read, async () => ({ items: protocols.templates }));
  routes.declare(endpoints.template, read, async ({ param }) => {
    const template = templateOf(param('key'));
    if (template === undefined) throw new ProblemError('not_found');
    return { key: template.key, draft: template.draft };
  });
  routes.declare(endpoints.protocols, read, async (asked) => ({ items: [...(await protocols.protocols(doing(asked), asked.query.unit))] }));
  routes.declare(endpoints.createProtocol, draw, (asked) => protocols.createProtocol(doing(asked), asked.body));
  routes.declare(endpoints.protocol, read, (asked) => protocols.protocol(doing(asked), asked.param('id')));
  routes.declare(endpoints.saveDraft, draw, (asked) => protocols.saveDraft(doing(asked), asked.param('id'), asked.body));
  routes.declare(endpoints.sendToReview, draw, (asked) => protocols.sendToReview(doing(asked), asked.param('id'), asked.body.revision));
  routes.declare(endpoints.takeBack, read, async (asked) => {
    await protocols.takeBack(doing(asked), asked.param('id'));
    return { ok: true as const };
  });
  routes.declare(endpoints.publish, publish, (asked) => protocols.publish(doing(asked), asked.param('id'), asked.body));
  routes.declare(endpoints.version, read, (asked) => protocols.version(doing(asked), asked.param('id')));
  routes.declare(endpoints.retire, publish, async (asked) => {
    await protocols.retire(doing(asked), asked.param('id'), asked.body.reason);
    return { ok: true as const };
  });

  routes.declare(endpoints.rehearsals, read, async (asked) => ({ items: await rehearsals.rehearsals(doing(asked), asked.param('id')) }));
  routes.declare(endpoints.saveRehearsal, read, (asked) => rehearsals.saveRehearsal(doing(asked), asked.param('id'), saving(asked.body)));
  routes.declare(endpoints.changeRehearsal, read, (asked) => rehearsals.changeRehearsal(doing(asked), { protocolId: asked.param('id'), id: asked.param('rid') }, saving(asked.body)));
  routes.declare(endpoints.removeRehearsal, read, async (asked) => {
    await rehearsals.removeRehearsal(doing(asked), { protocolId: asked.param('id'), id: asked.param('rid') });
    return { ok: true as const };
  });
  routes.declare(endpoints.whatIf, read, (asked) => whatIfPage(doing(asked), asked.param('id'), asked.query));
  routes.declare(endpoints.published, read, (asked) => rehearsals.publishedWorld(doing(asked), asked.param('id')));
}
