// The passwords of the embedded database and the installation key: made on the first start, readable by the owner only.
// With a real installation the key is what a backup must hold beside the database; without it no case can be read.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from './private-file.ts';

const secretsSchema = z.object({ superuser: z.string(), owner: z.string(), app: z.string() });

export type Secrets = Readonly<z.infer<typeof secretsSchema>>;

export function readSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  if (existsSync(path)) return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const secrets = { superuser: randomPassword(), owner: randomPassword(), app: randomPassword() };
  writePrivateFile(path, JSON.stringify(secrets, null, 2) + '\n');
  return secrets;
}

/** Path of the installation key, 32 random bytes in hex. */
export function keyFileIn(dataDir: string): string {
  const path = join(dataDir, 'installation.key');
  if (!existsSync(path)) writePrivateFile(path, randomBytes(32).toString('hex') + '\n');
  return path;
}

export function randomPassword(): string {
  return randomBytes(24).toString('hex');
}
