// The agency's library of forms. A version is never changed: who draws takes a copy that names it, and is told of a newer one.
import { toJson } from '../../prisma/json.ts';
import type { Form } from '../../protocol/draft.ts';
import type { LibraryForm } from '../contract-forms.ts';
import { ProblemError } from '../problems.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { byline, type Doing } from './protocols.ts';

/** Those of one's agency, and of the hosts of one's units. */
export function libraryForms({ db, signed }: Doing): Promise<LibraryForm[]> {
  return db.withActor(signed.actor, async (tx) => {
    const rows = await tx.form.findMany({ orderBy: [{ agencyId: 'asc' }, { key: 'asc' }, { version: 'desc' }] });
    const names = await namesFor(tx, [], rows.map((row) => row.agencyId));
    const keys = [...new Set(rows.map((row) => `${row.agencyId} ${row.key}`))];
    return keys.map((key): LibraryForm => {
      const versions = rows.filter((row) => `${row.agencyId} ${row.key}` === key);
      const [newest] = versions;
      return {
        agency: names.agency(newest?.agencyId ?? ''), key: newest?.key ?? '',
        versions: versions.map((row) => ({ version: row.version, at: row.createdAt.toISOString(), form: { id: row.key, title: row.title, fields: row.fields as unknown as Form['fields'], library: { key: row.key, version: row.version } } })),
      };
    });
  });
}

export function keepForm(doing: Doing, { key, after, form }: { readonly key: string; readonly after: number; readonly form: Form }): Promise<{ key: string; version: number }> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const newest = await tx.form.aggregate({ where: { agencyId: signed.agencyId, key }, _max: { version: true } });
    const version = after + 1;
    if ((newest._max.version ?? 0) !== after) throw after === 0 ? new ProblemError('key_taken', { about: 'key', detail: `The library already has a form "${key}". Take it from there, or give this one another key.` }) : new ProblemError('conflict', { detail: 'Somebody put a newer version of this form into the library. Take it in, then put in yours.' });
    // Two at once end at the unique version; the second is told to begin again.
    const made = await tx.form.createMany({ data: [{ agencyId: signed.agencyId, key, version, title: form.title, fields: toJson(form.fields), createdAt: new Date(now) }], skipDuplicates: true });
    if (made.count !== 1) throw new ProblemError('conflict');
    await audit(tx, { ...byline(doing), action: 'form.keep', objectKind: 'form', objectId: `${key}/${version}`, outcome: 'taken' });
    return { key, version };
  });
}
