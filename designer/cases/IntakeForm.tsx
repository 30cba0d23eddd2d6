// Choosing a published protocol and filling its intake form: for a new case, and for a further protocol on an open one.
import { Button, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { nothingKnown } from '../../protocol/check-form.ts';
import type { Facts } from '../../protocol/condition.ts';
import type { FormValues } from '../../server/contract-acts.ts';
import type { Openable } from '../../server/contract-cases.ts';
import type { PageProblem } from '../api.ts';
import { useSession, zoneOf } from '../session.ts';
import { choicesOf, useCaseChoices } from '../tasks/choices.ts';
import { faultsOf, valuesOf, type Fault, type FormShape, type Typed } from '../tasks/form-values.ts';
import { FaultList, focusField, FormFields } from '../tasks/FormFields.tsx';
import { typedKey, useTyped } from '../tasks/typed.ts';
import { Card } from '../ui/Page.tsx';
import { Hint, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import type { MailReport } from './mail-report.ts';
import { TakeMail } from './TakeMail.tsx';

export interface Intake {
  readonly openable: Openable;
  readonly title: string;
  readonly values?: FormValues;
  readonly typedKey: string;
}
interface IntakeFormProps {
  readonly openables: readonly Openable[];
  readonly chosen: string | undefined;
  readonly onChoose: (versionId: string | undefined) => void;
  /** A new case has a title; a further protocol has none. */
  readonly hasTitle: boolean;
  readonly button: string;
  /** What else is asked before it is sent, under the form. */
  readonly children?: ReactNode;
  readonly facts?: Facts;
  readonly keptAs: string;
  readonly problem: PageProblem | null;
  readonly isSending: boolean;
  readonly onSend: (intake: Intake) => void;
}

export function IntakeForm({ openables, chosen, onChoose, hasTitle, button, children, facts = nothingKnown, keptAs, problem, isSending, onSend }: IntakeFormProps) {
  const session = useSession();
  // The first is what cases of the unit begin with; which further protocol an open case needs is for the person to say.
  const openable = openables.find((one) => one.versionId === chosen) ?? (hasTitle || openables.length === 1 ? openables[0] : undefined);
  const key = typedKey(session.person.id, keptAs, openable?.versionId ?? 'none');
  const typed = useTyped<{ readonly title: string; readonly form: Typed }>(key, { title: '', form: {} });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [titleFault, setTitleFault] = useState<string>();
  const form = openable?.form ?? null;
  const zone = zoneOf(session, openable?.unitId ?? null);
  const cases = useCaseChoices(form?.fields.some((field) => field.type === 'case') ?? false);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!openable) return;
    const values = form ? valuesOf(form.fields, typed.value.form, zone) : undefined;
    const found = form && values ? faultsOf(form, values, facts) : [];
    const isTitleMissing = hasTitle && typed.value.title.trim() === '';
    setFaults(found);
    setTitleFault(isTitleMissing ? 'Give the case a title that tells it apart, without names of persons.' : undefined);
    if (isTitleMissing) return document.getElementById('case-title')?.focus();
    if (found[0] && form) return focusField(form.id, found[0].field);
    onSend({ openable, title: typed.value.title.trim(), ...(values && { values }), typedKey: key });
  };
  return (
    <form onSubmit={onSubmit} noValidate className={styles.stack} style={{ maxWidth: 860, gap: 18 }}>
      <Card title="Protocol">
        <Select label="Which protocol" value={openable?.versionId ?? null} onChange={(value) => onChoose(value ?? undefined)} allowDeselect={false} searchable={openables.length > 7} size="md"
          data={openables.map((one) => ({ value: one.versionId, label: `${one.title}, version ${one.number}: ${one.unitName}` }))} />
        {openable?.purpose && <p className="quiet">{openable.purpose}</p>}
        {openable?.whyNot && <ProblemNotice problem={{ title: 'It cannot be opened now', detail: openable.whyNot }} />}
      </Card>
      {openable && !openable.whyNot && (
        <Card title={form ? form.title : hasTitle ? 'The case' : 'Start'}>
          {typed.keptSince !== null && <Hint>This is what you typed before; it was not sent. <Button size="compact-sm" variant="subtle" onClick={() => { typed.clear(); setFaults([]); }}>Begin anew</Button></Hint>}
          {form && hasTitle && form.fields.some((field) => field.type === 'text') && <TakeMail onMail={(mail) => typed.set({ ...typed.value, form: withMail(form, typed.value.form, mail) })} />}
          {form && <FaultList form={form} faults={faults} />}
          {hasTitle && <TextInput id="case-title" size="md" label={<>Title of the case <span className="quiet">(needed)</span></>} description="Seen in every list. No names of persons." maxLength={200} value={typed.value.title} onChange={(event) => typed.set({ ...typed.value, title: event.currentTarget.value })} error={titleFault} />}
          {form && <FormFields form={form} typed={typed.value.form} onType={(next) => typed.set({ ...typed.value, form: next })} faults={faults} facts={facts} zone={zone} choices={choicesOf([], session, cases)} />}
          {!form && <p className="quiet">This protocol has no intake form.</p>}
          {children}
          {problem && <ProblemNotice problem={problem}> Nothing you typed is lost.</ProblemNotice>}
          <div><Button type="submit" size="md" loading={isSending}>{button}</Button></div>
        </Card>
      )}
    </form>
  );
}

/** Under what was typed already, in the first field for a text. When it was received is for a person to say: clocks count from there. */
function withMail(form: FormShape, typed: Typed, mail: MailReport): Typed {
  const text = form.fields.find((field) => field.type === 'text');
  if (text === undefined) return typed;
  const before = String(typed[text.name] ?? '').trim();
  return { ...typed, [text.name]: before === '' ? mail.text : `${before}\n\n${mail.text}` };
}
