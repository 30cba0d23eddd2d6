import { Connection } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { startTemporal, startTimeSkipping } from './temporal.ts';

describe('Temporal in tests', () => {
  it('gives each test file a namespace that can be used at once', async () => {
    const { address, namespace } = await startTemporal();
    const connection = await Connection.connect({ address });
    const { executions } = await connection.workflowService.listWorkflowExecutions({ namespace });
    expect(executions).toEqual([]);
    await connection.close();
  });

  it('has a server that skips time', async () => {
    const environment = await startTimeSkipping();
    const before = await environment.currentTimeMs();
    await environment.sleep('2 days');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(2 * 86_400_000);
    await environment.teardown();
  });
});
