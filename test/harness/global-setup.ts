// Starts PostgreSQL and Temporal once for a tier; tests reach them through postgres.ts and temporal.ts beside this file.
import type { TestProject } from 'vitest/node';
import { startServices, temporalProgram } from './embedded-services.ts';
import type { PostgresAccess, TemporalAccess } from './embedded-services.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresAccess;
    temporal: TemporalAccess;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const services = await startServices({ isDurable: project.name === 'faults' });
  // Fetched before the test files run side by side, so that they do not each fetch it.
  if (project.name === 'host') await temporalProgram('temporal-test-server');
  project.provide('postgres', services.postgres);
  project.provide('temporal', services.temporal);
  return services.stop;
}
