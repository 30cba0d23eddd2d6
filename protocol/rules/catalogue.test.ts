import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { guardsExecution, ruleIds, severityOf } from '../severity.ts';
import { rules } from './all.ts';
import { catalogue, rulesDocument } from './catalogue.ts';

it('lists every rule once, in the order of ids', () => {
  expect(rules.map((r) => r.id)).toEqual([...ruleIds]);
  expect(Object.keys(catalogue).sort()).toEqual([...ruleIds]);
});
it('is the text of docs/rules.md', () => {
  expect(readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')).toBe(rulesDocument());
});
it('never lowers a rule that guards execution', () => {
  for (const id of ruleIds) if (guardsExecution(id)) expect(severityOf(id, { [id]: 'hint' })).toBe('error');
  expect(severityOf('duplicate-name', { 'duplicate-name': 'hint' })).toBe('hint');
});
