// The form a consult is answered with, where one is drawn: its fields, what is typed into them, and whether they may be sent.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { nothingKnown } from '../../protocol/check-form.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { FormValues } from '../../server/contract-acts.ts';
import { serverNow } from '../api.ts';
import { candidatesQuery } from '../queries.ts';
import { useSession } from '../session.ts';
import { choicesOf, useCaseChoices } from './choices.ts';
import { factsOf, faultsOf, typedOf, valuesOf, type Fault, type Typed } from './form-values.ts';
import { FaultList, focusField, FormFields } from './FormFields.tsx';
import type { PartProps } from './StepPage.tsx';
import { useTyped } from './typed.ts';

interface AnswerForm {
  readonly fields: ReactNode;
  /** What may be sent; undefined without a form. Faults are shown beside their fields. */
  readonly values: () => FormValues | 'faulty' | undefined;
}

export function useAnswerForm({ step, view, plan }: PartProps & { readonly plan: Plan | undefined }, key: string): AnswerForm {
  const { form, zone, row } = step;
  const session = useSession();
  const typed = useTyped<Typed>(key, form ? typedOf(form.fields, form.values, zone) : {});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const asks = (type: string): boolean => form?.fields.some((field) => field.type === type) ?? false;
  const candidates = useQuery({ ...candidatesQuery(row.caseId), enabled: asks('person') || asks('agency') });
  const cases = useCaseChoices(asks('case'));
  const facts = view ? factsOf(view, plan, serverNow()) : nothingKnown;
  if (!form) return { fields: null, values: () => undefined };
  return {
    fields: (
      <>
        <FaultList form={form} faults={faults} />
        <FormFields form={form} typed={typed.value} onType={typed.set} faults={faults} facts={facts} zone={zone} choices={choicesOf(candidates.data?.items ?? [], session, cases)} />
      </>
    ),
    values: () => {
      const values = valuesOf(form.fields, typed.value, zone);
      const found = faultsOf(form, values, facts);
      setFaults(found);
      if (!found[0]) return values;
      focusField(form.id, found[0].field);
      return 'faulty';
    },
  };
}
