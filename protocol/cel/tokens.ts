// The words of a condition written in CEL: names, numbers, quoted text, signs, each with where it stands. What CEL knows and a
// condition does not (arithmetic, ternaries, byte strings) is told apart here, so that the sentence can say what to write.
import type { Fault } from './fault.ts';

export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'number'; readonly value: number; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly value: string; readonly from: number; readonly to: number }
  | { readonly kind: 'sign'; readonly sign: Sign; readonly from: number; readonly to: number }
  | { readonly kind: 'end'; readonly from: number; readonly to: number };
export const signs = ['&&', '||', '==', '!=', '<=', '>=', '<', '>', '!', '(', ')', '[', ']', ',', '.', '-'] as const;
export type Sign = (typeof signs)[number];

/** A longer text is no condition: 200 parts, each a list of the longest values, stay below it. */
export const maxTextLength = 100_000;

const space = /[ \t\r\n\f]+/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', a: '\u0007', '\\': '\\', '"': '"', "'": "'", '`': '`', '?': '?' };

export function tokensOf(text: string): readonly Token[] | Fault {
  if (text.length > maxTextLength) return { from: maxTextLength, to: text.length, message: `this text has ${text.length} characters and ${maxTextLength} are the most; name part of it as a fact` };
  const tokens: Token[] = [];
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    const blank = match(space, at);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const token = char === '"' || char === "'" ? quoted(text, at) : wordAt(text, at, match);
    if (!('kind' in token)) return token;
    tokens.push(token);
    at = token.to;
  }
  return [...tokens, { kind: 'end', from: text.length, to: text.length }];
}

function wordAt(text: string, from: number, match: (pattern: RegExp, at: number) => string | undefined): Token | Fault {
  const word = match(name, from);
  if (word !== undefined) {
    const to = from + word.length;
    const quote = text[to];
    if ((quote === '"' || quote === "'") && /^(?:[rR]|[bB]|[rR][bB]|[bB][rR])$/.test(word)) return { from, to: to + 1, message: `raw and byte texts are not read; write plain quotes, without the ${word} before them` };
    return { kind: 'name', text: word, from, to };
  }
  const digits = match(number, from);
  if (digits !== undefined) {
    const to = from + digits.length;
    const value = Number(digits);
    if (/[A-Za-z_]/.test(text[to] ?? '')) return { from, to: to + 1, message: 'a number is followed by a letter; write whole numbers and decimals only, like 3 or 1.5, and durations as duration("PT24H")' };
    return Number.isFinite(value) ? { kind: 'number', value, from, to } : { from, to, message: 'this number is too large; write a smaller one' };
  }
  for (const sign of signs) if (text.startsWith(sign, from)) return { kind: 'sign', sign, from, to: from + sign.length };
  return { from, to: from + charLength(text, from), message: strange(text, from) };
}

function quoted(text: string, from: number): Token | Fault {
  const quote = text[from] ?? '"';
  if (text.startsWith(quote.repeat(3), from)) return { from, to: from + 3, message: 'texts in three quotes are not read; write one quote before and one after' };
  let value = '';
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === quote) return { kind: 'text', value, from, to: at + 1 };
    if (char === '\n' || char === '\r') break;
    if (char !== '\\') {
      value += char;
      continue;
    }
    const escape = escapeAt(text, at);
    if (!escape) return { from: at, to: Math.min(at + 2, text.length), message: 'a backslash in quotes stands before \\, ", \', n, r or t, or a character\'s code as in \\u00e9; write two of them for a backslash' };
    value += escape.char;
    at += escape.length - 1;
  }
  return { from, to: text.length, message: `these quotes do not end; write ${quote} after the value` };
}

function escapeAt(text: string, at: number): { readonly char: string; readonly length: number } | undefined {
  const letter = text[at + 1] ?? '';
  const simple = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (simple !== undefined) return { char: simple, length: 2 };
  const code = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[xX]([0-9a-fA-F]{2}))/.exec(text.slice(at + 1, at + 10));
  const point = parseInt(code?.[1] ?? code?.[2] ?? code?.[3] ?? '', 16);
  return code && point <= 0x10ffff ? { char: String.fromCodePoint(point), length: code[0].length + 1 } : undefined;
}

/** What people write who know another language, and what it is called here. */
function strange(text: string, at: number): string {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (text.startsWith('//', at)) return 'notes are not kept in a condition; write them into the instructions of the step';
  switch (char) {
    case '=': return 'a single = asks nothing; write == for "is" and != for "is not"';
    case '&': return 'write && for "and"';
    case '|': return 'write || for "or"';
    case '?': case ':': return 'a condition has no "if then else"; write && and ||, or draw a decision';
    case '+': case '*': case '/': case '%': return 'a condition does not calculate; compare recorded values with fixed ones';
    case '“': case '”': case '„': case '‘': case '’': case '«': case '»': return `${char} is a printed quotation mark; write " before and after the value`;
    case '≤': return 'write <= for "is at most"';
    case '≥': return 'write >= for "is at least"';
    case '≠': return 'write != for "is not"';
    case '{': case '}': return 'a condition has no braces; write lists in [ ] and groups in ( )';
    case '`': case '@': case '#': case '$': case ';': case '~': case '^': case '\\': return `${char} has no meaning here; names are written as form.field, case.level, choice.step and facts.name`;
    default: return `${isPrintable(char) ? `"${char}"` : 'a character that cannot be seen'} has no meaning here; put values into quotes`;
  }
}
const isPrintable = (char: string): boolean => /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(char);
const charLength = (text: string, at: number): number => (text.startsWith('//', at) || (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
