// What a reader of files finds wrong with their shape, in the words of whoever writes them.
import type { z } from 'zod';
import type { FileFault, Lines } from './file-lines.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a file whose shape is not as it must be: by line and field, and what would be right there. */
export function faultsOf(issue: Issue, lines: Lines): readonly FileFault[] {
  // Of a field that may be one of several things, the one that fits best says what is wrong.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [best] = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a));
    return (best ?? []).flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue, lines));
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => lines.faultAt([...issue.path, key], key.includes(' ') ? 'this is read as a field; a text with a comma in it stands in quotes' : 'there is no such field here; take it out, or correct its name'));
  return [lines.faultAt(issue.path, whatIsRight(issue))];
}
const depthOf = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((i) => i.path.length));

const typeWords: Readonly<Record<string, string>> = { string: 'a text in quotes', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list in [ ]', object: 'an object in { }', record: 'an object in { }', null: 'null' };

function whatIsRight(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return issue.message.endsWith('received undefined') ? `this is missing; write ${typeWords[issue.expected] ?? issue.expected}` : `write ${typeWords[issue.expected] ?? issue.expected} here`;
    case 'invalid_value': return `write ${issue.values.map((v) => JSON.stringify(v)).join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
    case 'invalid_union': return 'options' in issue && Array.isArray(issue.options) ? `write one of ${issue.options.map((v) => JSON.stringify(v)).join(', ')}` : issue.message;
    case 'too_small': return issue.origin === 'string' ? 'this may not be empty' : issue.origin === 'array' ? `at least ${issue.minimum} of them are needed` : `write ${issue.minimum} or more`;
    case 'too_big': return issue.origin === 'string' ? `at most ${issue.maximum} characters; shorten it` : issue.origin === 'array' ? `at most ${issue.maximum} of them; take some out` : `write ${issue.maximum} or less`;
    default: return issue.message;
  }
}
