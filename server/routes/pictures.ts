// Pictures of protocols: a file, not JSON. It is saved under its name where somebody follows the link, and shown where a page
// has it as an image.
import type { Response } from 'express';
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { comparisonReport } from '../services/comparisons.ts';
import * as pictures from '../services/pictures.ts';
import type { Signed } from '../signed.ts';

export function declarePictures(routes: Routes, { db }: AppDeps): void {
  const read = { right: 'signedIn', level: 'password' } as const;
  const doing = ({ signed, now }: { readonly signed: Signed; readonly now: number }) => ({ db, signed, now });
  routes.declare(endpoints.versionPicture, read, async (asked) => send(asked.response, await pictures.versionPicture(doing(asked), asked.param('id'), { ...asked.query, format: asked.param('format') })));
  routes.declare(endpoints.draftPicture, read, async (asked) => send(asked.response, await pictures.draftPicture(doing(asked), asked.param('id'), { ...asked.query, format: asked.param('format') })));
  routes.declare(endpoints.comparisonReport, read, async (asked) => send(asked.response, await comparisonReport(doing(asked), asked.param('id'), asked.query)));
  routes.declare(endpoints.templatePicture, read, async (asked) => send(asked.response, await pictures.templatePicture(doing(asked), asked.param('key'), { ...asked.query, format: asked.param('format') })));
}

function send(response: Response, { type, name, body }: pictures.PictureFile): undefined {
  response.set('Content-Disposition', `attachment; filename="${name}"`).type(type).send(body);
  return undefined;
}
