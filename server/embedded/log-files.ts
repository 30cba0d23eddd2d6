// Logs of the child processes, one file each in the data folder; an old one is kept when it has grown large.
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGE = 20 * 1024 * 1024;

export function openLog(logDir: string, name: string): number {
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  const path = join(logDir, `${name}.log`);
  if (existsSync(path) && statSync(path).size > LARGE) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

export function logTail(logDir: string, name: string): string {
  const path = join(logDir, `${name}.log`);
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12).join('\n') : '';
}
