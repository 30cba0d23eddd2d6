// A protocol from a file somebody brings: JSON that Handrail exported, or BPMN 2.0 of whatever tool.
import { draftSchema, type Draft } from '../../protocol/draft.ts';
import type { NotCrossed } from '../../protocol/bpmn/diagram.ts';
import { fromDiagram } from '../../protocol/bpmn/from-diagram.ts';

export type ReadFile = { readonly draft: Draft; readonly notCrossed?: readonly NotCrossed[] } | { readonly fault: string };

/** Larger than any protocol that may be published; a file beyond it is something else. */
const mostBytes = 20_000_000;

export async function readProtocolFile(file: Pick<File, 'size' | 'text'>): Promise<ReadFile> {
  if (file.size > mostBytes) return { fault: 'This file is larger than 20 MB, and no protocol is. Choose a protocol exported as JSON, or a diagram exported as BPMN 2.0.' };
  const text = (await file.text()).replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('<')) return readBpmn(text);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: 'This file is neither JSON nor XML. Choose a protocol exported from Handrail, or a diagram exported as BPMN 2.0.' };
  }
  return checked(json);
}

async function readBpmn(text: string): Promise<ReadFile> {
  const { readXml } = await import('./bpmn/read-xml.ts');
  const read = await readXml(text);
  if (!read.ok) return { fault: read.words };
  const { draft, notCrossed } = fromDiagram(read.diagram);
  const result = checked(draft);
  return 'draft' in result ? { ...result, notCrossed } : result;
}

function checked(json: unknown): ReadFile {
  const parsed = draftSchema.safeParse(json);
  if (parsed.success) return { draft: parsed.data };
  const [issue] = parsed.error.issues;
  return { fault: `This file is no protocol: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unknown shape'}` };
}
