// The system user that PostgreSQL runs as when we are root: `handrail`, made if it can be, else one that exists.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { StartError } from './start-error.ts';

export type SystemUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** Undefined when we are not root and PostgreSQL can simply run as we do. */
export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp('handrail');
  if (found) return found;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'handrail'], { stdio: 'ignore' });
  } catch {
    // No useradd here, or a read-only /etc; an existing user does as well.
  }
  const user = lookUp('handrail') ?? lookUp('postgres') ?? lookUp('nobody');
  if (user) return user;
  throw new StartError('PostgreSQL does not run as root and no other user is to be had; make one with: useradd --system handrail, or start Handrail as an ordinary user');
}

function lookUp(name: string): SystemUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}
