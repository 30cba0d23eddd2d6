// What each step of the old version becomes, and how its clock goes on. Steps on which cases stand come first: only these must
// have a place; the others tell where what was done before belongs.
import { Checkbox, NativeSelect } from '@mantine/core';
import { clockPolicies, type ClockPolicy } from '../../../protocol/input.ts';
import type { MigrationView } from '../../../server/contract-migrations.ts';
import styles from '../../ui/ui.module.css';
import { count } from '../../ui/words.ts';
import { becauseWords, clockWords } from './move-words.ts';

export interface Plan {
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly clocks: Readonly<Record<string, ClockPolicy>>;
  readonly later: boolean;
}
interface Props {
  readonly view: MigrationView;
  readonly plan: Plan;
  readonly isEditable: boolean;
  readonly onChange: (plan: Plan) => void;
}
type Step = MigrationView['steps'][number];

export function MappingTable(props: Props) {
  const { view, plan, isEditable, onChange } = props;
  const standing = view.steps.filter((step) => step.open > 0);
  const others = view.steps.filter((step) => step.open === 0);
  return (
    <>
      {standing.length > 0 ? <Steps {...props} steps={standing} caption="Steps on which cases stand now" /> : view.startedAt === null && <p className="quiet">No case stands on a step of version {view.from.number} now.</p>}
      {others.length > 0 && <details><summary>{view.startedAt === null ? `${count(others.length, 'further step')} on which no case stands` : `${count(others.length, 'step')} and what each became`}</summary><Steps {...props} steps={others} caption="Steps on which no case stands" /></details>}
      <Checkbox label="A deadline may become later by it" description="Otherwise a case in which one would is not moved." checked={plan.later} disabled={!isEditable} onChange={(event) => onChange({ ...plan, later: event.currentTarget.checked })} />
    </>
  );
}

function Steps({ view, plan, isEditable, onChange, steps, caption }: Props & { readonly steps: readonly Step[]; readonly caption: string }) {
  const targets = [{ value: '', label: 'Nothing: no place for it' }, ...view.targets.map((t) => ({ value: t.id, label: `${t.title} (${kindWord(t.kind)})` }))];
  const policies = clockPolicies.map((value) => ({ value, label: clockWords[value] }));
  return (
    <div className={styles.tableWrap}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead><tr><th scope="col">In version {view.from.number}</th><th scope="col">Becomes, in version {view.to.number}</th><th scope="col">Its clock</th></tr></thead>
        <tbody>
          {steps.map((step) => {
            const to = plan.mapping[step.id] ?? null;
            const proposal = to === step.to ? becauseWords[step.because] : 'chosen by you';
            return (
              <tr key={step.id}>
                <th scope="row">{step.title}<div className={styles.sub}>{kindWord(step.kind)}{step.open > 0 && `, ${count(step.open, 'case')} here now`}</div></th>
                <td>
                  <NativeSelect aria-label={`${step.title} becomes`} data={targets} value={to ?? ''} disabled={!isEditable} onChange={(event) => onChange({ ...plan, mapping: { ...plan.mapping, [step.id]: event.currentTarget.value === '' ? null : event.currentTarget.value } })} />
                  <div className={styles.sub}>{to === null && step.open > 0 ? 'The cases on it will not be moved.' : view.mayChange ? proposal : ''}</div>
                </td>
                <td>{step.isTimed ? <NativeSelect aria-label={`The clock of ${step.title}`} data={policies} value={plan.clocks[step.id] ?? 'keepElapsed'} disabled={!isEditable} onChange={(event) => onChange({ ...plan, clocks: { ...plan.clocks, [step.id]: event.currentTarget.value as ClockPolicy } })} /> : <span className="quiet">has none</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const kindWord = (kind: string): string => (kind === 'each' ? 'for each' : kind);
