// The workflows of the benchmark on one worker: the case as it is, and what it is measured against.
export { caseWorkflow } from '../workflows/case.ts';
export { echo } from './echo.ts';
export { handWritten } from './hand-written.ts';
