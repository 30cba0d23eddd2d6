// A hash over files and folders, to know whether installing, generating or building has to be done again. Content, not
// dates: a clone, a checkout of another branch and a touch all change dates without changing anything.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LEFT_OUT = new Set(['node_modules', 'dist', 'generated', '.handrail', '.git']);

export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);
  for (const path of paths) add(hash, root, path);
  return hash.digest('hex');
}

export function isStamped(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value;
}

export function writeStamp(stamp, value) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}

function add(hash, root, path) {
  const full = join(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isFile()) return void hash.update(`${path}\n`).update(readFileSync(full));
  for (const name of readdirSync(full).sort()) if (!LEFT_OUT.has(name) && !/\.test\.tsx?$/.test(name)) add(hash, root, join(path, name));
}
