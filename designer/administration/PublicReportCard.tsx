// The public page of a unit: off until it is switched on here. Of the intake form each question is asked, has a fixed answer or is
// left out; what could be needed is never left out.
import { Button, NativeSelect, NumberInput, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Field } from '../../protocol/draft.ts';
import type { Unit } from '../../server/contract-people.ts';
import type { PublicReportSetting } from '../../server/contract-public-reports.ts';
import { publicReportQuery } from '../queries.ts';
import { FieldInput } from '../tasks/FieldInput.tsx';
import { typedOf, valuesOf, type Typed } from '../tasks/form-values.ts';
import { At } from '../ui/Clock.tsx';
import { Card, Empty } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { useChange } from './use-change.ts';

export function PublicReportCard({ unit }: { readonly unit: Unit }) {
  const found = useQuery(publicReportQuery(unit.id));
  return (
    <Card title="Reports by anybody">
      <p className="quiet">A page on which people report a concern without signing in. Each report is a case on the protocol chosen here, owned by the duty supervisor at once. The page looks nothing up.</p>
      <Loaded from={found} what="the public page">
        {(data) => data.protocols.length === 0 ? <Empty title="No protocol begins with a report">Publish one whose start has an intake form; then this page can be switched on.</Empty> : <Setting key={data.setting?.setAt ?? ''} unit={unit} found={data} />}
      </Loaded>
    </Card>
  );
}

interface Words {
  readonly label: string;
  readonly help: string;
}
type How = 'asked' | 'fixed' | 'left';
const howWords: Readonly<Record<How, string>> = { asked: 'Asked', fixed: 'Answered here', left: 'Left out' };
const isLookedUp = (field: Field): boolean => ['person', 'agency', 'case', 'measures'].includes(field.type);

function Setting({ unit, found }: { readonly unit: Unit; readonly found: PublicReportSetting }) {
  const change = useChange();
  const { setting, protocols } = found;
  const [typed, setTyped] = useState({
    isOn: setting?.isOn ?? false, slug: setting?.slug ?? unit.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 60), protocolKey: setting?.protocolKey ?? protocols[0]?.key ?? '',
    welcome: setting?.welcome ?? 'Tell us what you saw or heard. You need not be sure, and you need not give your name.', emergency: setting?.emergency ?? 'If somebody may be hurt now, call the emergency number.', perHour: setting?.perHour ?? 30,
  });
  const form = protocols.find((one) => one.key === typed.protocolKey)?.form;
  const [how, setHow] = useState<Readonly<Record<string, How>>>(() => Object.fromEntries((form?.fields ?? []).map((field) => [field.name, firstHow(field, setting)])));
  const [words, setWords] = useState<Readonly<Record<string, Words>>>(() => Object.fromEntries((setting?.asked ?? []).map((one) => [one.name, { label: one.label ?? '', help: one.help ?? '' }])));
  const [fixed, setFixed] = useState<Typed>(() => typedOf(form?.fields ?? [], setting?.fixed ?? {}, unit.zone));
  const fields = (form?.fields ?? []).filter((field) => field.means !== 'reportReceived');
  const wordsOf = (name: string): Words => words[name] ?? { label: '', help: '' };
  const howOf = (field: Field): How => how[field.name] ?? firstHow(field, null);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const asked = fields.filter((field) => howOf(field) === 'asked').map(({ name }) => ({ name, ...(wordsOf(name).label.trim() !== '' && { label: wordsOf(name).label.trim() }), ...(wordsOf(name).help.trim() !== '' && { help: wordsOf(name).help.trim() }) }));
    const values = valuesOf(fields.filter((field) => howOf(field) === 'fixed'), fixed, unit.zone);
    void change.send('changePublicReport', { params: { id: unit.id }, body: { ...typed, asked, fixed: values } }, typed.isOn ? 'The page is on.' : 'The page is off.');
  };
  return (
    <form onSubmit={onSubmit} aria-label="Public page" noValidate>
      <Stack>
        {found.whyClosed && <ProblemNotice problem={{ title: 'The page answers nobody now', detail: `The protocol has changed since this was set: ${found.whyClosed} Set it again.` }} />}
        {setting?.isOn && found.whyClosed === null && <Hint>The page is on: <a href={`/report/${setting.slug}`}>{`${location.origin}/report/${setting.slug}`}</a></Hint>}
        <Switch label="People may report to this unit without signing in" checked={typed.isOn} onChange={(event) => setTyped({ ...typed, isOn: event.currentTarget.checked })} />
        <div className={styles.rowForm}>
          <TextInput label="Address: /report/…" value={typed.slug} maxLength={60} onChange={(event) => setTyped({ ...typed, slug: event.currentTarget.value })} />
          <NativeSelect label="Protocol each report begins" value={typed.protocolKey} data={protocols.map((one) => ({ value: one.key, label: one.title }))} onChange={(event) => setTyped({ ...typed, protocolKey: event.target.value })} />
          <NumberInput label="Reports in an hour at most" value={typed.perHour} min={1} max={1000} clampBehavior="strict" allowDecimal={false} onChange={(value) => setTyped({ ...typed, perHour: Number(value) || 1 })} />
        </div>
        <TextInput label="Whom to call when somebody may be hurt now" value={typed.emergency} maxLength={500} onChange={(event) => setTyped({ ...typed, emergency: event.currentTarget.value })} />
        <Textarea label="What the page says first" autosize minRows={2} maxRows={8} maxLength={2000} value={typed.welcome} onChange={(event) => setTyped({ ...typed, welcome: event.currentTarget.value })} />
        {form && (
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <legend style={{ fontWeight: 600, marginBottom: 8 }}>Questions of “{form.title}”</legend>
            <Stack gap={12}>
              {fields.map((field) => (
                <div key={field.name} role="group" aria-label={`Question: ${field.label}`} className={styles.rowForm} style={{ alignItems: 'flex-start' }}>
                  <NativeSelect label={field.label} description={field.required ? 'Needed by the protocol' : 'May stay empty'} value={howOf(field)} data={(['asked', 'fixed', 'left'] as const).filter((one) => !(one === 'asked' && isLookedUp(field)) && !(one === 'left' && field.required)).map((one) => ({ value: one, label: howWords[one] }))} onChange={(event) => setHow({ ...how, [field.name]: (['asked', 'fixed', 'left'] as const).find((one) => one === event.target.value) ?? 'left' })} />
                  {howOf(field) === 'asked' && <TextInput label="In words for the public" placeholder={field.label} value={wordsOf(field.name).label} maxLength={200} onChange={(event) => setWords({ ...words, [field.name]: { ...wordsOf(field.name), label: event.currentTarget.value } })} />}
                  {howOf(field) === 'asked' && <TextInput label="Help under it" value={wordsOf(field.name).help} maxLength={1000} onChange={(event) => setWords({ ...words, [field.name]: { ...wordsOf(field.name), help: event.currentTarget.value } })} />}
                  {howOf(field) === 'fixed' && <FieldInput id={`fixed-${field.name}`} field={{ ...field, label: 'Every report says', help: undefined }} typed={fixed[field.name]} onType={(value) => setFixed({ ...fixed, [field.name]: value })} isNeeded={field.required} error={undefined} zone={unit.zone} choices={{ person: [], agency: [], case: [] }} />}
                </div>
              ))}
            </Stack>
          </fieldset>
        )}
        {change.problem && <ProblemNotice problem={change.problem} />}
        <div className={styles.row}>
          <Button type="submit" loading={change.isSending}>Save</Button>
          {setting && <span className="quiet">Set by {personWords(setting.setBy)}, <At at={setting.setAt} zone={unit.zone} /></span>}
        </div>
      </Stack>
    </form>
  );
}

/** What people outside can tell is asked until somebody says otherwise. */
function firstHow(field: Field, setting: PublicReportSetting['setting']): How {
  if (setting?.asked.some((one) => one.name === field.name)) return 'asked';
  if (setting !== null && Object.hasOwn(setting.fixed, field.name)) return 'fixed';
  if (setting !== null) return field.required ? 'fixed' : 'left';
  return isLookedUp(field) ? (field.required ? 'fixed' : 'left') : field.required || field.type === 'text' || field.type === 'string' ? 'asked' : 'left';
}
