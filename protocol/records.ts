// Recording a form: the last submission holds, older ones stay in the journal. A new submission of what an approval is
// about voids its votes; after the grant it marks the approval "changed since" and tells the approvers.
import type { FormRecord, Run } from './case-state.ts';
import type { SubmissionRef } from './input.ts';
import { invariant } from './invariant.ts';
import { followMeasures } from './measures.ts';
import { clone, personOf, planOf, stepRef, type Mutable, type Work } from './work.ts';

export function recordForm(work: Work, run: Mutable<Run>, node: string, formId: string, form: SubmissionRef, step?: string): void {
  invariant(work.actor, 'a form is submitted by a person');
  const fields = planOf(work, run).forms[formId]?.fields ?? [];
  const means = Object.fromEntries(fields.flatMap((f) => (f.means === undefined ? [] : [[f.name, f.means]])));
  const before = measuresIn(work, formId);
  remember(work, formId, form, { protocol: run.key, node, means });
  run.submitted[formId] = form.hash;
  work.entries.push({ kind: 'formSubmitted', form: formId, submissionId: form.id, hash: form.hash, fields: form.fields, ...(step !== undefined ? { step } : {}) });
  keepMeasures(work, formId, form, { before, drawn: fields.map((f) => f.name), label: (name) => fields.find((f) => f.name === name)?.label || name });
  voidVotes(work, formId, form.hash);
}

export function correctForm(work: Work, formId: string, form: SubmissionRef): void {
  const before = work.state.forms[formId];
  invariant(before, 'only a recorded form is corrected');
  remember(work, formId, form, before);
  for (const r of work.state.runs) if (Object.hasOwn(r.submitted, formId)) r.submitted[formId] = form.hash;
  work.entries.push({ kind: 'formCorrected', form: formId, submissionId: form.id, hash: form.hash, previous: before.submissionId, fields: form.fields });
  keepMeasures(work, formId, form, { before: before.measures ?? {}, drawn: Object.keys(before.measures ?? {}), label: (name) => before.measures?.[name]?.label ?? name });
  voidVotes(work, formId, form.hash);
  for (const [key, grant] of Object.entries(work.state.granted)) {
    if (!Object.hasOwn(grant.content, formId) || grant.content[formId] === form.hash) continue;
    const [protocol = '', node = ''] = key.split('.');
    work.entries.push({ kind: 'approvalChangedSince', protocol, node, form: formId, approvers: [...grant.persons] });
    work.entries.push({ kind: 'personsTold', persons: [...grant.persons], about: 'changedSince' });
  }
}

type Kept = NonNullable<FormRecord['measures']>;
const measuresIn = (work: Work, formId: string): Kept => (Object.hasOwn(work.state.forms, formId) ? (work.state.forms[formId]?.measures ?? {}) : {});

function keepMeasures(work: Work, formId: string, form: SubmissionRef, of: Parameters<typeof followMeasures>[3]): void {
  const record = work.state.forms[formId];
  const kept = followMeasures(work, formId, form, of);
  if (record && Object.keys(kept).length > 0) record.measures = clone(kept);
}

export function remember(work: Work, formId: string, form: SubmissionRef, from: Pick<FormRecord, 'protocol' | 'node' | 'means'>): void {
  const { state } = work;
  invariant(work.actor, 'a form is submitted by a person');
  state.forms[formId] = clone<FormRecord>({ submissionId: form.id, hash: form.hash, fields: form.fields, at: work.at, by: personOf(work.actor), protocol: from.protocol, node: from.node, means: from.means });
  for (const [field, means] of Object.entries(from.means)) {
    const value = Object.hasOwn(form.fields, field) ? form.fields[field] : undefined;
    if (value === undefined) continue;
    state.meanings[means] = clone(value);
    if (means === 'reportReceived' && typeof value === 'number') state.reportReceivedAt = value;
  }
}

function voidVotes(work: Work, formId: string, hash: string): void {
  for (const step of work.state.steps) {
    if (step.kind !== 'approval' || !step.content || !Object.hasOwn(step.content, formId) || step.content[formId] === hash) continue;
    step.content[formId] = hash;
    const voters = (step.votes ?? []).map((v) => v.person);
    if (voters.length === 0) continue;
    work.voided.push(...(step.votes ?? []).map((vote) => ({ step: step.id, vote })));
    step.votes = [];
    work.entries.push({ kind: 'votesVoided', form: formId, voters, ...stepRef(work, step) });
    work.entries.push({ kind: 'personsTold', persons: voters.map((v) => v.personId), about: 'votesVoided', step: step.id });
  }
}
