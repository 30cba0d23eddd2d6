// Everything that Temporal keeps of a case is encrypted before it leaves the process, under the case's data key, in the same
// envelope as the content in the database. Namespace and workflow id are authenticated with it, so that a payload moved to
// another case or another namespace does not open. Which case a payload belongs to says the SDK's serialization context, on
// every way we use: client calls, activations, completions, activities (those name the workflow that scheduled them).
// Where it is missing, encoding and decoding fail instead of guessing. One thing never fails to be encoded: the text of a
// failure. The SDK reports a workflow task that went wrong without a context, also when it went wrong because a key was not
// to be had, and an error there would end the whole worker; so such a text is left out (the worker's log has it). Not covered
// by any codec: workflow ids, type names, search attributes, headers; so nothing personal goes there.
import { join } from 'node:path';
import type { DataConverter, Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { caseOfWorkflow } from '../workflows/messages.ts';
import { checkoutRoot } from './config.ts';
import { openEnvelope, sealEnvelope, type EnvelopeKey } from './services/envelope.ts';

/** The key of a case, made when it is first asked for. */
export type KeysFor = (caseId: string) => Promise<EnvelopeKey>;

const ENCODING = 'binary/handrail-1';
const LEFT_OUT = 'binary/handrail-left-out';

/** The same for client, worker, replayer and tests. */
export function dataConverter(keysFor: KeysFor): DataConverter {
  return { payloadCodecs: [payloadCodec(keysFor)], failureConverterPath: failureConverterPath() };
}

/** Also for bundling the workflows: without it failures would leave the sandbox in plain text. */
export function failureConverterPath(): string {
  return join(checkoutRoot(), 'workflows', 'failure-converter.cjs');
}

export function payloadCodec(keysFor: KeysFor): PayloadCodec {
  return {
    encode: (payloads, context) =>
      eachWith(keysFor, payloads, context, seal).catch((error: unknown) => {
        if (!payloads.every(isTextOfFailure)) throw error;
        return payloads.map(() => ({ metadata: { encoding: Buffer.from(LEFT_OUT) } }));
      }),
    decode: (payloads, context) => eachWith(keysFor, payloads, context, open),
  };
}

type Change = (key: EnvelopeKey, owner: string, payload: Payload) => Payload;

async function eachWith(keysFor: KeysFor, payloads: Payload[], context: SerializationContext | undefined, change: Change): Promise<Payload[]> {
  if (payloads.length === 0) return [];
  const caseId = context?.workflowId === undefined ? undefined : caseOfWorkflow(context.workflowId);
  if (context === undefined || caseId === undefined) throw new Error('a payload that belongs to no case is neither sent nor read');
  const key = await keysFor(caseId);
  const owner = `payload of ${context.workflowId} in ${context.namespace}`;
  return payloads.map((payload) => change(key, owner, payload));
}

function seal(key: EnvelopeKey, owner: string, payload: Payload): Payload {
  return { metadata: { encoding: Buffer.from(ENCODING) }, data: sealEnvelope(key, owner, packed(payload)) };
}

function open(key: EnvelopeKey, owner: string, { metadata, data }: Payload): Payload {
  const encoding = encodingOf({ metadata });
  if (encoding === LEFT_OUT) return { metadata: { encoding: Buffer.from('binary/null') } };
  if (encoding !== ENCODING) throw new Error(`a payload of a case is not encrypted as ours are (encoding ${JSON.stringify(encoding)})`);
  return unpacked(openEnvelope(key, owner, data ?? Buffer.alloc(0)));
}

/** What the failure converter makes of message and stack. */
function isTextOfFailure(payload: Payload): boolean {
  if (encodingOf(payload) !== 'json/plain') return false;
  const value: unknown = JSON.parse(Buffer.from(payload.data ?? []).toString());
  return typeof value === 'object' && value !== null && Object.keys(value).every((name) => name === 'message' || name === 'stack_trace');
}

function encodingOf({ metadata }: Pick<Payload, 'metadata'>): string {
  return Buffer.from(metadata?.['encoding'] ?? []).toString();
}

// Inside the envelope: the length of the metadata, the metadata as JSON with base64 values, the data as it is.
function packed({ metadata, data }: Payload): Buffer {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  const head = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  // What has no value, such as the end of a case's workflow, comes with an empty list that is no buffer.
  return Buffer.concat([length, head, data?.length ? data : Buffer.alloc(0)]);
}

function unpacked(plain: Buffer): Payload {
  const from = 4 + plain.readUInt32BE(0);
  const head: Record<string, string> = JSON.parse(plain.subarray(4, from).toString());
  const metadata = Object.fromEntries(Object.entries(head).map(([name, value]) => [name, Buffer.from(value, 'base64')]));
  return { metadata, data: plain.subarray(from) };
}
