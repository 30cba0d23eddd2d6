// Where something stands in a file a person wrote: a fault is told with its line, its field, and what would be right. JSON is
// read by the same reader as YAML, which keeps the place of everything.
import { LineCounter, parseDocument, type Document } from 'yaml';

export interface FileFault {
  readonly line: number;
  readonly field: string;
  readonly message: string;
}
export type FilePath = readonly PropertyKey[];

export interface Lines {
  readonly document: Document;
  /** The line of the innermost part of the path that is there. */
  readonly lineOf: (path: FilePath) => number;
  readonly faultAt: (path: FilePath, message: string) => FileFault;
}

export function linesOf(text: string): Lines {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, merge: true });
  const lineOf = (path: FilePath): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as readonly number[] | undefined) : undefined;
      if (range?.[0] !== undefined) return counter.linePos(range[0]).line;
    }
    return 1;
  };
  return { document, lineOf, faultAt: (path, message) => ({ line: lineOf(path), field: path.join('.'), message }) };
}

/** A fault as one line, as compilers write them. */
export const faultLine = (file: string, { line, field, message }: FileFault): string => `${file}:${line}${field === '' ? '' : ` ${field}`}: ${message}`;
