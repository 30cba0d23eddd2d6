// The entry of the workflow bundle: every export is a workflow type.
export { caseWorkflow } from './case.ts';
