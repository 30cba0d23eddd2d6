import { afterAll, beforeAll, expect, it } from 'vitest';
import { testBundle } from './test-bundle.ts';

let code = '';
beforeAll(async () => {
  code = (await testBundle()).code;
}, 60_000);
afterAll(() => void (code = ''));

it('holds no Zod, no date library, no database and no server', () => {
  const modules = new Set([...code.matchAll(/^\s*!\*\*\* (\S+) \*\*\*!/gm)].map((match) => match[1] ?? ''));
  expect(modules.size).toBeGreaterThan(20);
  const heavy = [...modules].filter((name) => /node_modules\/(?!@temporalio|nexus-rpc|ms|long)|prisma\/|server\/|activities\/|protocol\/draft\.ts/.test(name));
  expect(heavy).toEqual([]);
});

it('stays small: every case that is in memory pays for it', () => {
  const [program = ''] = code.split('//# sourceMappingURL');
  // Two thirds are the SDK; the engine grows with the language, a library that slipped in would be far above.
  expect(program.length).toBeLessThan(1_100_000);
});

it('holds the failure converter, without which texts of failures would leave the sandbox in plain', () => {
  expect(code).toContain('encodeCommonAttributes: true');
});
