// Talk on drafts, mentions, who is there, and the forms an agency draws with.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { bePresent, presentOn } from '../services/draft-presence.ts';
import { addComment, beginThread, draftThreads, mentions, readMentions, settleThread } from '../services/draft-talk.ts';
import { keepForm, libraryForms } from '../services/form-library.ts';
import type { Signed } from '../signed.ts';

export function declareTogether(routes: Routes, { db }: AppDeps): void {
  const own = { right: 'signedIn', level: 'password' } as const;
  const ok = { ok: true as const };
  const doing = ({ signed, now }: { readonly signed: Signed; readonly now: number }) => ({ db, signed, now });

  routes.declare(endpoints.libraryForms, own, async (asked) => ({ items: await libraryForms(doing(asked)) }));
  routes.declare(endpoints.keepForm, { right: 'draw', level: 'password' }, (asked) => keepForm(doing(asked), asked.body));
  routes.declare(endpoints.draftThreads, own, (asked) => draftThreads(doing(asked), asked.param('id')));
  routes.declare(endpoints.beginThread, own, (asked) => beginThread(doing(asked), asked.param('id'), asked.body));
  routes.declare(endpoints.addComment, own, (asked) => addComment(doing(asked), { protocolId: asked.param('id'), threadId: asked.param('tid') }, asked.body));
  routes.declare(endpoints.settleThread, own, (asked) => settleThread(doing(asked), { protocolId: asked.param('id'), threadId: asked.param('tid') }, asked.body.resolved).then(() => ok));
  routes.declare(endpoints.mentions, own, (asked) => mentions(doing(asked)));
  routes.declare(endpoints.readMentions, own, (asked) => readMentions(doing(asked), asked.body.ids).then(() => ok));
  routes.declare(endpoints.present, own, async (asked) => ({ items: await presentOn(doing(asked), asked.param('id')) }));
  routes.declare(endpoints.bePresent, own, (asked) => bePresent(doing(asked), asked.param('id'), asked.body));
}
