// The one-time token with which the first administrator of a real installation proves to be at this machine. Only its
// hash is kept; the token itself is printed once. A lost one is replaced with --new-token while nobody is set up.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from './private-file.ts';

export function setupToken(dataDir: string, how: { readonly renew: boolean }): { readonly sha256: string; readonly token: string | undefined } {
  const path = join(dataDir, 'setup-token.sha256');
  if (existsSync(path) && !how.renew) return { sha256: readFileSync(path, 'utf8').trim(), token: undefined };
  const token = randomBytes(20).toString('hex').replace(/(.{8})(?=.)/g, '$1-');
  const sha256 = createHash('sha256').update(token).digest('hex');
  writePrivateFile(path, sha256 + '\n');
  return { sha256, token };
}
