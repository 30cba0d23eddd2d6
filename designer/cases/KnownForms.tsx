// What is recorded, form by form, as a person reads it.
import type { Field } from '../../protocol/draft.ts';
import type { FormValue, FormValues } from '../../server/contract-acts.ts';
import type { CaseView } from '../../server/contract-cases.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../api.ts';
import { candidatesQuery } from '../queries.ts';
import { useSession } from '../session.ts';
import { choicesOf, useCaseChoices } from '../tasks/choices.ts';
import { shown } from '../tasks/form-values.ts';
import { At } from '../ui/Clock.tsx';
import { personWords } from '../ui/PersonName.tsx';
import styles from '../ui/ui.module.css';

interface ValueListProps {
  readonly caseId: string;
  readonly fields: readonly Field[];
  readonly values: FormValues;
  readonly zone: string;
  readonly now: number;
}

export function ValueList({ caseId, fields, values, zone, now }: ValueListProps) {
  const names = useNames(caseId, fields);
  return (
    <dl className={styles.facts} style={{ gridTemplateColumns: 'minmax(110px, 34%) minmax(0, 1fr)' }}>
      {fields.map((field) => {
        const text = names(field, values[field.name]) ?? shown(field, values[field.name], zone, now);
        return (
          <div key={field.name} style={{ display: 'contents' }}>
            <dt>{field.label || field.name}</dt>
            <dd style={{ whiteSpace: 'pre-wrap' }} className={text === 'Not recorded' ? 'quiet' : undefined}>{text}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** People, agencies and cases are recorded by id and read by name; asked for only where a form has such a field. */
function useNames(caseId: string, fields: readonly Field[]): (field: Field, value: FormValue | undefined) => string | undefined {
  const session = useSession();
  const has = (...types: readonly Field['type'][]): boolean => fields.some((field) => types.includes(field.type));
  const candidates = useQuery({ ...candidatesQuery(caseId), enabled: has('person', 'agency') });
  const cases = useCaseChoices(has('case'));
  const choices = choicesOf(candidates.data?.items ?? [], session, cases);
  return (field, value) => (field.type === 'person' || field.type === 'agency' || field.type === 'case' ? choices[field.type].find((choice) => choice.value === value)?.label : undefined);
}

export function KnownForms({ view, isSmall = false }: { readonly view: CaseView; readonly isSmall?: boolean }) {
  const mayCorrect = view.allowedActs.includes('correct') && !isSmall;
  return (
    <div className={styles.stack} style={{ gap: isSmall ? 8 : 20 }}>
      {view.forms.map((form) => {
        const body = (
          <>
            <ValueList caseId={view.case.id} fields={form.fields} values={form.values} zone={view.unit.zone} now={serverNow()} />
            <p className="quiet">By {personWords(form.by)}, <At at={form.at} zone={view.unit.zone} />{form.corrected && '; corrected, the earlier one stands in the timeline'}.{' '}
              {mayCorrect && <Link to="/cases/$caseId/forms/$formId" params={{ caseId: view.case.id, formId: form.id }}>Correct it</Link>}
            </p>
          </>
        );
        return isSmall ? (
          <details key={form.id}>
            <summary>{form.title}</summary>
            {body}
          </details>
        ) : (
          <section key={form.id} aria-label={form.title} className={styles.stack}>
            <h3 style={{ fontSize: 15, fontWeight: 600 }}>{form.title}</h3>
            {body}
          </section>
        );
      })}
    </div>
  );
}
