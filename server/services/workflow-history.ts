// What the workflow of a case has said, read from its histories in Temporal: there lies, encrypted under the case's key, every
// transition that was ever handed over or answered, also those that a database put back from a backup has lost.
import { WorkflowNotFoundError, type Client, type WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { Transition } from '../../protocol/entry.ts';
import { caseWorkflowId, type ActAnswer, type CaseArgument } from '../../workflows/messages.ts';

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** All transitions in the histories of the case that Temporal still has, by number. */
export async function transitionsSaid(client: Client, caseId: string): Promise<readonly Transition[]> {
  const workflowId = caseWorkflowId(caseId);
  const said = new Map<number, Transition>();
  for (const event of await eventsOf(client, workflowId)) {
    for (const one of await saidBy(client, workflowId, event)) said.set(one.number, one);
  }
  return [...said.values()].toSorted((a, b) => a.number - b.number);
}

async function saidBy(client: Client, workflowId: string, event: HistoryEvent): Promise<readonly Transition[]> {
  const opened = <Value>(payloads: readonly Payload[] | null | undefined): Promise<readonly Value[]> => openPayloads<Value>(client, workflowId, payloads);
  const started = await opened<CaseArgument | undefined>(event.workflowExecutionStartedEventAttributes?.input?.payloads);
  const answers = await opened<ActAnswer>(event.workflowExecutionUpdateCompletedEventAttributes?.outcome?.success?.payloads);
  const activity = event.activityTaskScheduledEventAttributes;
  const handed = activity?.activityType?.name === 'project' ? await opened<{ readonly transitions: readonly Transition[] }>(activity.input?.payloads) : [];
  return [...started.flatMap((argument) => argument?.carried?.pending ?? []), ...answers.flatMap((answer) => answer.transitions), ...handed.flatMap((one) => one.transitions)];
}

/** What the payloads of a case's workflow say, opened with the case's key. */
export async function openPayloads<Value>({ options }: Client, workflowId: string, payloads: readonly Payload[] | null | undefined): Promise<readonly Value[]> {
  const context = { type: 'workflow', namespace: options.namespace, workflowId } as const;
  let opened = [...(payloads ?? [])];
  for (const codec of options.loadedDataConverter.payloadCodecs.toReversed()) opened = await codec.decode(opened, context);
  return opened.map((payload) => defaultPayloadConverter.fromPayload<Value>(payload));
}

/** From the oldest run that Temporal still keeps to the newest: a case goes on as new runs. */
export async function eventsOf(client: Client, workflowId: string): Promise<readonly HistoryEvent[]> {
  const runs: (readonly HistoryEvent[])[] = [];
  for (let runId: string | undefined; ; ) {
    const events = await eventsOfRun(client, workflowId, runId);
    runs.unshift(events);
    runId = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    if (runId === undefined) return runs.flat();
  }
}

async function eventsOfRun(client: Client, workflowId: string, runId: string | undefined): Promise<readonly HistoryEvent[]> {
  try {
    return (await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  }
}
