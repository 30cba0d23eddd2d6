// The system's Chromium, which tests drive; no browser build is ever downloaded. Looked for before anything else is done,
// so that a run of all tests does not end half an hour later with the news that there is none.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isFile(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which is not there; correct it or leave it out`);
  }
  const found = onPath() ?? (installWithApt() ? onPath() : undefined);
  if (found !== undefined) return found;
  throw new Error('no Chromium is on the PATH and none could be installed; install Chromium or Chrome, or set CHROMIUM_PATH to one');
}

function onPath() {
  const dirs = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return dirs.flatMap((dir) => NAMES.map((name) => join(dir, name))).find(isFile);
}

function installWithApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const apt = (...args) => execFileSync('apt-get', args, { stdio: 'ignore', timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
    return true;
  } catch {
    return false;
  }
}

// A folder on the PATH may be closed to us; what cannot be looked at is not there.
function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
