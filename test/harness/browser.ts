// The system's Chromium, driven by playwright-core: no browser build is ever downloaded. The flags keep it from calling
// home, and --no-sandbox is needed as root, where only our own pages are opened.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A fresh profile each time; close it after use. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}

export function findChromium(): string {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (isFile(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which is not there; correct it or leave it out`);
  }
  const found = onPath() ?? (installWithApt() ? onPath() : undefined);
  if (found !== undefined) return found;
  throw new Error('no Chromium is on the PATH and none could be installed; install Chromium or Chrome, or set CHROMIUM_PATH to one');
}

function onPath(): string | undefined {
  const dirs = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return dirs.flatMap((dir) => NAMES.map((name) => join(dir, name))).find(isFile);
}

function installWithApt(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const apt = (...args: string[]) => execFileSync('apt-get', args, { stdio: 'ignore', timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
    return true;
  } catch {
    return false;
  }
}

// A folder on the PATH may be closed to us; what cannot be looked at is not there.
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
