// Moving running cases to another version of their protocol: the plan, what a dry run found, and what became of each case.
import { z } from 'zod';
import { clockPolicies } from '../protocol/input.ts';
import type { StepOutlook } from '../protocol/migrate/dry-run.ts';
import { fromProtocol, instantSchema, personRefSchema, reasonSchema, uuidSchema } from './contract.ts';

const nodeIdSchema = z.string().min(1).max(64);
export const planMigrationSchema = z.strictObject({ from: uuidSchema });
export const plannedMigrationSchema = z.strictObject({ id: uuidSchema });
/** On top of a revision. A step that is mapped to nothing has no place in the new version. */
export const changeMigrationSchema = z.strictObject({
  revision: z.int().min(1),
  mapping: z.record(nodeIdSchema, nodeIdSchema.nullable()),
  clocks: z.record(nodeIdSchema, z.enum(clockPolicies)),
  later: z.boolean(),
});
export const tryMigrationSchema = z.strictObject({ revision: z.int().min(1) });
export const startMigrationSchema = z.strictObject({ revision: z.int().min(1), reason: reasonSchema });

export const migrationStates = ['planned', 'looking', 'looked', 'moving', 'done'] as const;
export const migrationCaseStates = ['waiting', 'fits', 'misfits', 'moved', 'refused', 'gone'] as const;

/** To one version: what runs on others, and the moves that were planned. */
export const migrationsSchema = z.strictObject({
  sources: z.array(z.strictObject({ versionId: uuidSchema, number: z.int(), runs: z.int() })),
  items: z.array(z.strictObject({ id: uuidSchema, from: z.int(), state: z.enum(migrationStates), plannedBy: personRefSchema, plannedAt: instantSchema, finishedAt: instantSchema.nullable(), moved: z.int(), cases: z.int() })),
});
export type Migrations = z.infer<typeof migrationsSchema>;

const versionRefSchema = z.strictObject({ id: uuidSchema, number: z.int() });
export const migrationCaseSchema = z.strictObject({
  caseId: uuidSchema, run: z.string(), reference: z.string().nullable(), title: z.string(),
  state: z.enum(migrationCaseStates),
  /** Why it does not fit or was not moved. */
  reasons: z.array(z.string()),
  /** What becomes of each open step. */
  steps: z.array(fromProtocol<StepOutlook>('What becomes of an open step')),
  transition: z.int().nullable(),
});
export type MigrationCaseView = z.infer<typeof migrationCaseSchema>;
export const migrationViewSchema = z.strictObject({
  id: uuidSchema, protocolId: uuidSchema, unitId: uuidSchema, title: z.string(), from: versionRefSchema, to: versionRefSchema,
  revision: z.int(), state: z.enum(migrationStates), later: z.boolean(),
  plannedBy: personRefSchema, plannedAt: instantSchema,
  startedBy: personRefSchema.nullable(), startedAt: instantSchema.nullable(), finishedAt: instantSchema.nullable(), reason: z.string().nullable(),
  /** Every step of the old version: what it becomes, why that was proposed, how many cases stand on it, whether its clock may run. */
  steps: z.array(z.strictObject({
    id: z.string(), title: z.string(), kind: z.string(), to: z.string().nullable(), because: z.enum(['id', 'title', 'onlyOne', 'none']), open: z.int(),
    clock: z.enum(clockPolicies), isTimed: z.boolean(),
  })),
  targets: z.array(z.strictObject({ id: z.string(), title: z.string(), kind: z.string() })),
  cases: z.array(migrationCaseSchema),
  /** Runs of cases that one may not see: they stay where they are. */
  hidden: z.int(),
  mayChange: z.boolean(),
  mayStart: z.boolean(),
});
export type MigrationView = z.infer<typeof migrationViewSchema>;
