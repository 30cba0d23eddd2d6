// For whoever takes a case over from another unit: the protocol of their own unit it is worked on with from then on. Asked only
// of those who may open cases somewhere; the others are named as accountable and work with what they have.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Openable } from '../../server/contract-cases.ts';
import { openablesQuery } from '../queries.ts';

export function useOwnCases(isAsked: boolean): readonly Openable[] {
  const openables = useQuery({ ...openablesQuery(), enabled: isAsked });
  return (openables.data?.items ?? []).filter((one) => one.whyNot === null && one.startsAt === null && one.beginsWithoutIntake);
}

export function OwnCaseSelect({ choices, value, onChange, error }: { readonly choices: readonly Openable[]; readonly value: string; readonly onChange: (versionId: string) => void; readonly error: string | undefined }) {
  return <NativeSelect label="Go on with it in a case of your own" description="It is opened from the package, in your unit, when you accept. Both cases name each other." error={error} value={value} onChange={(event) => onChange(event.currentTarget.value)} data={[{ value: '', label: 'Choose the protocol' }, ...choices.map((one) => ({ value: one.versionId, label: `${one.title}, ${one.unitName}` }))]} />;
}
