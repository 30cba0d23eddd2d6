// The kinds of node, listed once.
import type { NodeKind } from '../draft.ts';
import { approval } from './approval/approval.ts';
import { call } from './call/call.ts';
import { decision } from './decision/decision.ts';
import { decisionTable } from './decision-table/decision-table.ts';
import { each } from './each/each.ts';
import { end } from './end/end.ts';
import { handoff } from './handoff/handoff.ts';
import { join } from './join/join.ts';
import type { Kind } from './kind.ts';
import { milestone } from './milestone/milestone.ts';
import { notify } from './notify/notify.ts';
import { service } from './service/service.ts';
import { split } from './split/split.ts';
import { start } from './start/start.ts';
import { task } from './task/task.ts';
import { wait } from './wait/wait.ts';

const kinds: { readonly [K in NodeKind]: Kind<K> } = { start, task, each, approval, handoff, decision, table: decisionTable, split, join, wait, call, notify, service, milestone, end };

/** The caller hands the kind a node of its own kind, so the widening loses nothing. */
export const kindOf = (kind: NodeKind): Kind<never> => kinds[kind] as unknown as Kind<never>;
