// Loopback ports for the embedded services: any free one on the first start, the same again later (a person may have
// connected a tool), another when a different program has taken it meanwhile.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from './private-file.ts';

const portsSchema = z.record(z.string(), z.number().int());

export async function rememberedPort(dataDir: string, service: 'postgres' | 'temporal'): Promise<number> {
  const path = join(dataDir, 'ports.json');
  const known = existsSync(path) ? portsSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const last = known[service];
  if (last !== undefined && (await isFree(last))) return last;
  const port = await freePort();
  writePrivateFile(path, JSON.stringify({ ...known, [service]: port }) + '\n');
  return port;
}

export async function freePort(): Promise<number> {
  const port = await listenBriefly(0);
  if (port === undefined) throw new Error('no free port on the loopback interface');
  return port;
}

export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await listenBriefly(port, host)) !== undefined;
}

function listenBriefly(port: number, host = '127.0.0.1'): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(taken));
    });
  });
}
