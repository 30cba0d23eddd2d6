// What the public page asks of the intake form of a protocol, and what it fills in by itself: fixed answers, and when the report came
// in. A page that would leave something needed empty is not served, whatever was published since it was set.
import { checkForm } from '../../protocol/check-form.ts';
import type { Field } from '../../protocol/draft.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { FormValues } from '../contract-acts.ts';
import type { ChangePublicReport } from '../contract-public-reports.ts';
import { nodeOf } from './plans.ts';

export interface IntakeForm {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly Field[];
}
type Filling = Pick<ChangePublicReport, 'asked' | 'fixed'>;

export function intakeForm(plan: Plan): IntakeForm | undefined {
  const start = nodeOf(plan, plan.start);
  return start?.kind === 'start' && start.form !== undefined ? plan.forms[start.form] : undefined;
}

/** People, agencies and cases would have to be looked up. */
export const mayAsk = (field: Field): boolean => !['person', 'agency', 'case', 'measures'].includes(field.type);
const isReceived = (field: Field): boolean => field.means === 'reportReceived';

/** The first thing that does not fit; nothing when the page can be served. */
export function whyNotServed(form: IntakeForm, { asked, fixed }: Filling): { readonly field: string; readonly why: string } | undefined {
  for (const { name } of asked) {
    const field = form.fields.find((one) => one.name === name);
    if (field === undefined) return { field: name, why: `the form has no field "${name}".` };
    if (!mayAsk(field)) return { field: name, why: `"${field.label}" would be looked up, which the page never does.` };
  }
  const left = form.fields.find((field) => !asked.some((one) => one.name === field.name) && !isReceived(field) && (field.required || field.requiredWhen !== undefined) && (fixed[field.name] ?? null) === null);
  if (left !== undefined) return { field: left.name, why: `"${left.label}" may be needed, so it is asked or has an answer of its own.` };
  const [fault] = checkForm(form, given(fixed)).faults.filter((one) => Object.hasOwn(fixed, one.field));
  return fault === undefined ? undefined : { field: fault.field, why: 'this is none of the answers the field takes.' };
}

/** Fields as the page shows them: in its own words, without what the unit notes on them. */
export function askedFields(form: IntakeForm, { asked }: Filling): Field[] {
  return form.fields.flatMap((field) => {
    const one = asked.find((other) => other.name === field.name);
    const { means: _means, retention: _retention, help, ...shown } = field;
    // The help of the form speaks to whoever takes a report down: with words of its own a question has its own help or none.
    const words = one?.help || (one?.label ? undefined : help);
    return one === undefined ? [] : [{ ...shown, sensitivity: 'none' as const, label: one.label || field.label, ...(words && { help: words }) }];
  });
}

export function filledIn(form: IntakeForm, { asked, fixed }: Filling, values: FormValues, now: number): FormValues {
  const received = form.fields.filter((field) => isReceived(field) && !asked.some((one) => one.name === field.name)).map((field) => [field.name, new Date(now).toISOString()] as const);
  const typed = Object.entries(values).filter(([name]) => asked.some((one) => one.name === name));
  return Object.fromEntries([...Object.entries(fixed).filter(([name]) => form.fields.some((field) => field.name === name) && !asked.some((one) => one.name === name)), ...received, ...typed]);
}

const given = (values: FormValues): Record<string, Exclude<FormValues[string], null>> => Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])));
