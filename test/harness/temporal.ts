// A namespace of its own on the tier's Temporal server, so that the workers of two test files never take each other's
// work; and the time-skipping server, which is started per environment.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { TimeSkippingTestWorkflowEnvironmentOptions } from '@temporalio/testing';
import { inject } from 'vitest';
import { temporalProgram } from './embedded-services.ts';

export type TestTemporal = { readonly address: string; readonly namespace: string };

export async function startTemporal(): Promise<TestTemporal> {
  const { address, program } = inject('temporal');
  const namespace = `test-${randomUUID()}`;
  const operator = (...args: string[]) => promisify(execFile)(program, ['operator', 'namespace', ...args, '--namespace', namespace, '--address', address]);
  await operator('create', '--retention', '24h');
  return { address, namespace };
}

/** `teardown()` it after use. Serial only: its clock is one for all workflows in it. */
export async function startTimeSkipping(options: Omit<TimeSkippingTestWorkflowEnvironmentOptions, 'server'> = {}): Promise<TestWorkflowEnvironment> {
  const path = await temporalProgram('temporal-test-server');
  return TestWorkflowEnvironment.createTimeSkipping({ ...options, server: { executable: { type: 'existing-path', path } } });
}
