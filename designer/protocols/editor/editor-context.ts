// What every part of the editor works with: the draft as it stands, what the validator found, what is selected, and the one
// way to change anything.
import { createContext, useContext } from 'react';
import type { Draft, DraftNode } from '../../../protocol/draft.ts';
import { updateNode } from '../../../protocol/edits/nodes.ts';
import type { Finding, FindingPlace } from '../../../protocol/finding.ts';
import { invariant } from '../../../protocol/invariant.ts';
import type { ValidationContext } from '../../../protocol/validation-context.ts';
import type { Light, Marks } from '../flow.ts';

export interface CatalogueRole {
  readonly key: string;
  readonly title: string;
  readonly holders: number;
}
/** `merge`: changes with the same word right after each other are one step of undo. */
export type Edit = (name: string, change: (draft: Draft) => Draft, merge?: string) => void;

/** How a rehearsal lights the canvas: where its case stands, and the edges no rehearsal has taken. */
export interface Lit {
  readonly lights: Readonly<Record<string, Light>>;
  readonly never: readonly string[];
}

export interface Editor {
  readonly draft: Draft;
  readonly context: ValidationContext;
  readonly catalogue: readonly CatalogueRole[];
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
  readonly selected: readonly string[];
  readonly edit: Edit;
  readonly select: (nodes: readonly string[]) => void;
  /** Selects, centres and focuses what a finding is about. */
  readonly goTo: (place: FindingPlace) => void;
  readonly say: (words: string) => void;
  /** Points steps out on the canvas; nothing is pointed out with none. */
  readonly mark: (marks: Marks) => void;
  readonly marks: Marks;
  readonly lit: Lit | null;
  readonly light: (lit: Lit | null) => void;
  /** Points out a path, in order, until it is closed. */
  readonly showPath: (path: readonly string[] | null) => void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  invariant(editor, 'parts of the editor stand inside it');
  return editor;
}

/** Whose fields stand here: a step's, or (without one) the protocol's. */
export const ScopeContext = createContext<{ readonly node?: string }>({});

export interface Mark {
  readonly 'data-field': string;
  readonly disabled: boolean;
  readonly error?: string;
}

/** What an input needs to be found by a finding, and to show it. */
export function useMark(path: string): Mark {
  const { findings, readOnly } = useEditor();
  const { node } = useContext(ScopeContext);
  const found = findings.filter((f) => f.at.node === node && f.at.field === path);
  return { 'data-field': path, disabled: readOnly, ...(found.length > 0 ? { error: found.map((f) => f.message).join('; ') } : {}) };
}

/** Changes the step that stands here by its kind's own shape. */
export function useStepEdit<Node extends DraftNode>(node: Node): (what: string, change: Partial<Node>, merge?: string) => void {
  const { edit } = useEditor();
  return (what, change, merge) => edit(what === 'title' ? `rename ${node.title || node.id}` : `change ${what} of ${node.title || node.id}`, (draft) => changed(draft, node.id, change), merge === undefined ? undefined : `${node.id}:${merge}`);
}

function changed<Node extends DraftNode>(draft: Draft, id: string, change: Partial<Node>): Draft {
  const before = draft.nodes.find((n) => n.id === id);
  return before ? updateNode(draft, { ...before, ...change } as DraftNode) : draft;
}
