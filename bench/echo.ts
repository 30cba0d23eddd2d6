// The least a workflow can do for an Update: take it and answer.
import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

export const echoUpdate = defineUpdate<number, [number]>('echo');

export async function echo(): Promise<void> {
  setHandler(echoUpdate, (n) => n);
  await condition(() => false);
}
