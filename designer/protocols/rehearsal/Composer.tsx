// One move before it is played: who does it, the form with neutral values in what is required, the reason where one is needed.
// What is left as it was filled in is not written into the move, so that a later draft fills it in anew.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Choice } from '../../../protocol/rehearsal/choices.ts';
import type { Move } from '../../../protocol/rehearsal/rehearsal.ts';
import type { Stage } from '../../../protocol/rehearsal/stage.ts';
import type { FormValues } from '../../../server/contract-acts.ts';
import { FormFields } from '../../tasks/FormFields.tsx';
import { faultsOf, typedOf, valuesOf, type Fault, type Typed } from '../../tasks/form-values.ts';

interface Props {
  readonly choice: Choice;
  readonly stage: Stage;
  readonly clock: number;
  readonly onPlay: (move: Move) => void;
  readonly onCancel: () => void;
}

export function Composer({ choice, stage, onPlay, onCancel }: Props) {
  const { zone, agencies } = stage.plan.unit;
  const { form } = choice;
  const others = stage.actors.filter((actor) => !choice.people.includes(actor.id));
  const [by, setBy] = useState('by' in choice.move ? choice.move.by : '');
  const [silent, setSilent] = useState(choice.silent?.[0] ?? '');
  const [reason, setReason] = useState(choice.needsReason ? 'Rehearsed' : '');
  const [typed, setTyped] = useState<Typed>(() => (form ? typedOf(form.fields, form.values as FormValues, zone) : {}));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const people = (ids: readonly string[]) => stage.actors.filter((actor) => ids.includes(actor.id)).map((actor) => ({ value: actor.id, label: actor.name }));

  const play = (): void => {
    const values = form ? valuesOf(form.fields, typed, zone) : {};
    const found = form ? faultsOf(form, values, form.facts) : [];
    setFaults(found);
    if (found.length > 0) return;
    const filled = form ? valuesOf(form.fields, typedOf(form.fields, form.values as FormValues, zone), zone) : {};
    const data = Object.fromEntries(Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(filled[name])));
    onPlay({
      ...choice.move, ...('by' in choice.move ? { by } : {}), ...(choice.move.act === 'no_answer' ? { member: silent } : {}),
      ...(Object.keys(data).length > 0 ? { data } : {}), ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    } as Move);
  };
  return (
    <form className="rehearsal-composer" aria-label={choice.label} onSubmit={(event) => { event.preventDefault(); play(); }} onKeyDown={(event) => { if (event.key === 'Escape') onCancel(); }}>
      {'by' in choice.move && (
        <NativeSelect size="xs" label="By" value={by} onChange={(event) => setBy(event.currentTarget.value)} data={[...people(choice.people), ...(others.length > 0 ? [{ group: 'Whose role does not fit: to see it refused', items: others.map((actor) => ({ value: actor.id, label: actor.name })) }] : [])]} />
      )}
      {choice.silent && <NativeSelect size="xs" label="Who gave no answer" value={silent} onChange={(event) => setSilent(event.currentTarget.value)} data={people(choice.silent)} />}
      {choice.needsReason && <Textarea size="xs" label="Reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={1} maxLength={2000} />}
      <div className="rehearsal-acts">
        <Button size="xs" type="submit" data-autofocus autoFocus>Play: {choice.label}</Button>
        <Button size="xs" variant="default" onClick={onCancel}>Not this</Button>
      </div>
      {form && (
        <details open={form.fields.length <= 4 || faults.length > 0}>
          <summary>{form.title || 'Form'}: {form.fields.length === 1 ? 'one field' : `${form.fields.length} fields`}, filled in where needed</summary>
          <FormFields form={form} typed={typed} onType={setTyped} faults={faults} facts={form.facts} zone={zone} choices={{ person: people(stage.actors.map((actor) => actor.id)), agency: agencies.map((agency) => ({ value: agency.id, label: agency.name })), case: [] }} />
        </details>
      )}
    </form>
  );
}
