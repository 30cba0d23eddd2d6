// The pictures repeat what the pages take from elsewhere: colours from the tokens, signs from the icons. These hold them together.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colours } from './colours.ts';
import { signs } from './signs.ts';

const icons = dirname(createRequire(import.meta.url).resolve('@tabler/icons-react/package.json'));
const names: Readonly<Record<keyof typeof signs, string>> = {
  start: 'PlayerPlay', task: 'ClipboardCheck', each: 'Stack2', approval: 'ShieldCheck', handoff: 'ArrowsRightLeft', decision: 'QuestionMark', table: 'Table', split: 'ArrowsSplit2', join: 'GitMerge',
  wait: 'Hourglass', call: 'Hierarchy', service: 'PlugConnected', notify: 'Bell', milestone: 'Flag', end: 'FlagCheck', person: 'User', people: 'Users', clock: 'Clock', agency: 'BuildingCommunity', handler: 'Bolt',
};

describe('a picture looks like the canvas', () => {
  it('in its colours', () => {
    const light = readFileSync(join(import.meta.dirname, '..', 'designer', 'tokens.css'), 'utf8').split('}')[0] ?? '';
    const tokens = Object.fromEntries([...light.matchAll(/--hr-([a-z-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1]?.replace(/-([a-z])/g, (_all, c: string) => c.toUpperCase()), m[2]]));
    expect(tokens).toMatchObject(colours);
  });
  it.each(Object.entries(names))('in its sign for %s', (sign, icon) => {
    const source = readFileSync(join(icons, 'dist', 'esm', 'icons', `Icon${icon}.mjs`), 'utf8');
    const paths = [...source.matchAll(/"d": "([^"]+)"/g)].map((m) => m[1]).join('');
    expect(signs[sign as keyof typeof signs]).toBe(paths);
    const canvas = readFileSync(join(import.meta.dirname, '..', 'designer', 'protocols', 'nodes', 'kind-icons.tsx'), 'utf8');
    if (!['person', 'people', 'clock', 'agency', 'handler'].includes(sign)) expect(canvas).toContain(`${sign}: Icon${icon}`);
  });
});
