// The workflow bundle for development and tests; a build makes the same one ahead (bin/build.mjs). The failure converter is
// part of it, otherwise texts of failures would leave the sandbox unencrypted.
import { join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { failureConverterPath } from './codec.ts';
import { checkoutRoot } from './config.ts';

const silent = () => undefined;
const say = (text: string) => void process.stderr.write(`${text}\n`);
const quiet = { trace: silent, debug: silent, info: silent, log: silent, warn: say, error: say };

export function bundleWorkflows(): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: join(checkoutRoot(), 'workflows', 'index.ts'),
    failureConverterPath: failureConverterPath(),
    logger: quiet,
  });
}
