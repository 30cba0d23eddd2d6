// The engine with a bug in it: the text of its modules is changed on the way into a bundle, and the bundle is loaded beside
// the engine itself. Nothing on disk changes, and the engine knows nothing of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Engine } from './compare.ts';

const protocol = join(import.meta.dirname, '..', '..', 'protocol');

export interface Edit {
  /** A module of the engine, from its folder on. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export async function mutantOf(edits: readonly Edit[]): Promise<Engine> {
  const changed = new Map<string, string>();
  for (const { file, from, to } of edits) {
    const text = changed.get(file) ?? readFileSync(join(protocol, file), 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} has changed: "${from}" must stand in it once`);
    changed.set(file, text.replace(from, () => to));
  }
  const { outputFiles } = await build({
    entryPoints: [join(protocol, 'settle.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    plugins: [{
      name: 'seeded-bug',
      setup: ({ onLoad }) => void onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = changed.get(path.slice(protocol.length + 1));
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      }),
    }],
  });
  return (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`)) as Engine;
}
