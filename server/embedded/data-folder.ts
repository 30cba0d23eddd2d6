// The data folder (.handrail/): what it is for ever (demo or real), and where PostgreSQL's part of it lies. PostgreSQL
// does not run as root, and the user it then runs as cannot enter folders such as /root or a private temporary one; so
// as root its programs and data lie below /var/lib/handrail/ and the data folder points there. An installation id keeps
// a new checkout at an old path from opening the data of the one before it.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '../config.ts';
import { StartError } from './start-error.ts';
import { writePrivateFile } from './private-file.ts';

export function openDataFolder(dataDir: string, kind: Kind): { readonly isNew: boolean } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'kind');
  if (!existsSync(path)) {
    writePrivateFile(path, kind + '\n');
    return { isNew: true };
  }
  const held = readFileSync(path, 'utf8').trim();
  if (held === kind) return { isNew: false };
  throw new StartError(
    held === 'real'
      ? `${dataDir} holds a real installation and never becomes a demo; start it with: npm start -- --empty`
      : `${dataDir} holds the demo and never becomes a real installation; start it with: npm start, or clone Handrail into a new folder and run: npm start -- --empty`,
  );
}

/** The folder of PostgreSQL's programs and data; made when it is not there. */
export function postgresFolder(dataDir: string, asUser: { uid: number; gid: number } | undefined): string {
  const here = join(dataDir, 'postgres');
  if (isLink(here)) return readlinkSync(here);
  if (asUser === undefined || existsSync(here)) {
    mkdirSync(here, { recursive: true, mode: 0o700 });
    return here;
  }
  const apart = unusedFolder(dataDir);
  symlinkSync(apart, here);
  return apart;
}

function unusedFolder(dataDir: string): string {
  const base = join('/var/lib/handrail', createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  const id = installationId(dataDir);
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? base : `${base}-${number}`;
    const owner = join(folder, 'installation');
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      writePrivateFile(owner, id + '\n');
      return folder;
    }
    if (existsSync(owner) && readFileSync(owner, 'utf8').trim() === id) return folder;
  }
}

function installationId(dataDir: string): string {
  const path = join(dataDir, 'id');
  if (!existsSync(path)) writePrivateFile(path, randomUUID() + '\n');
  return readFileSync(path, 'utf8').trim();
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
