import type { Payload, SerializationContext } from '@temporalio/common';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow';
import { describe, expect, it } from 'vitest';
import { testKey, testKeys } from '../test/workflow/test-keys.ts';
import { dataConverter, payloadCodec } from './codec.ts';

const codec = payloadCodec(testKeys);
const own: SerializationContext = { type: 'workflow', namespace: 'handrail', workflowId: 'case:1' };
const payload: Payload = { metadata: { encoding: Buffer.from('json/plain'), extra: Buffer.from([0, 255]) }, data: Buffer.from('{"name":"Ana Secret"}') };
const plain = ({ metadata, data }: Payload) => ({ metadata: Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('hex')]), data: Buffer.from(data ?? []).toString() });
const sealed = async (context = own): Promise<Payload> => (await codec.encode([payload], context))[0] ?? {};

describe('a payload of a case', () => {
  it('comes back as it was, metadata and data', async () => {
    const [opened] = await codec.decode([await sealed()], own);
    expect(opened && plain(opened)).toEqual(plain(payload));
    const [empty] = await codec.decode(await codec.encode([{ metadata: { encoding: Buffer.from('binary/null') } }], own), own);
    expect(empty?.data).toHaveLength(0);
    // As it comes from a workflow that returns nothing.
    const [none] = await codec.decode(await codec.encode([{ metadata: { encoding: Buffer.from('binary/null') }, data: [] as unknown as Uint8Array }], own), own);
    expect(none?.data).toHaveLength(0);
  });

  it('shows nothing of itself, and never the same bytes twice', async () => {
    const [one, two] = [await sealed(), await sealed()].map((p) => Buffer.from(p.data ?? []));
    expect(one?.includes('Secret')).toBe(false);
    expect(one?.includes('json')).toBe(false);
    expect(one).not.toEqual(two);
  });

  it('opens for an activity of the same case too', async () => {
    const activity: SerializationContext = { type: 'activity', namespace: 'handrail', workflowId: 'case:1', activityId: '1', isLocal: false };
    expect(await codec.decode([await sealed()], activity)).toHaveLength(1);
  });

  it.each([
    ['another case', { ...own, workflowId: 'case:2' }],
    ['another namespace', { ...own, namespace: 'other' }],
  ])('does not open in %s', async (_, context) => {
    const oneKey = payloadCodec(() => Promise.resolve(testKey('shared')));
    const [moved] = await oneKey.encode([payload], own);
    await expect(oneKey.decode([moved ?? {}], context)).rejects.toThrow();
  });

  it('does not open when a single bit was changed, anywhere', async () => {
    const whole = Buffer.from((await sealed()).data ?? []);
    for (let at = 0; at < whole.length; at += 7) {
      const data = Buffer.from(whole);
      data[at] = (data[at] ?? 0) ^ 1;
      await expect(codec.decode([{ metadata: { encoding: Buffer.from('binary/handrail-1') }, data }], own)).rejects.toThrow();
    }
  });

  it('is refused when it is plain, and when nobody says whose it is', async () => {
    await expect(codec.decode([payload], own)).rejects.toThrow('not encrypted');
    await expect(codec.encode([payload])).rejects.toThrow('belongs to no case');
    await expect(codec.encode([payload], { ...own, workflowId: 'other' })).rejects.toThrow('belongs to no case');
  });
});

describe('a failure', () => {
  const text: Payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"message":"Ana Secret","stack_trace":"at"}') };

  it('leaves its text out rather than fail, where nobody says whose it is or the key is not to be had', async () => {
    const noKeys = payloadCodec(() => Promise.reject(new Error('no key')));
    for (const encoded of [await codec.encode([text]), await noKeys.encode([text], own)]) {
      expect(JSON.stringify(encoded)).not.toContain('Secret');
      const [opened] = await codec.decode(encoded, own);
      expect(opened && plain(opened).data).toBe('');
    }
    await expect(noKeys.encode([payload], own)).rejects.toThrow('no key');
  });

  it('carries its text and stack only through the codec', () => {
    const { failureConverter, payloadConverter } = loadDataConverter(dataConverter(testKeys));
    const failure = failureConverter.errorToFailure(new Error('Ana Secret'), payloadConverter, own);
    expect(failure.message).toBe('Encoded failure');
    expect(failure.stackTrace).toBe('');
    expect(failureConverter.failureToError(failure, payloadConverter, own).message).toBe('Ana Secret');
  });
});
