// Choosing roles: those the protocol names, and those of the unit's catalogue; choosing one of the latter brings it into the
// protocol in the same step of undo.
import { MultiSelect } from '@mantine/core';
import type { Draft } from '../../../protocol/draft.ts';
import { addRole } from '../../../protocol/edits/roles.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';

interface Props {
  readonly label: string;
  readonly path: string;
  readonly value: readonly string[];
  readonly description?: string;
  /** The edit that puts the chosen roles where they belong. */
  readonly onChange: (draft: Draft, roles: string[]) => Draft;
}

export function RolesInput({ label, path, value, description, onChange }: Props) {
  const { draft, catalogue, edit } = useEditor();
  const { error, disabled, ...mark } = useMark(path);
  const own = draft.roles.map((r) => ({ value: r.id, label: r.title || r.id }));
  const more = catalogue.filter((c) => !draft.roles.some((r) => r.id === c.key)).map((c) => ({ value: c.key, label: c.title }));
  const lost = value.filter((id) => ![...own, ...more].some((o) => o.value === id)).map((id) => ({ value: id, label: `${id} (no role of this protocol)` }));
  const change = (roles: string[]): void => edit(`set ${label.toLowerCase()}`, (before) => {
    const added = roles.reduce((d, id) => {
      const known = catalogue.find((c) => c.key === id);
      return known ? addRole(d, { id, title: known.title }) : d;
    }, before);
    return onChange(added, roles);
  });
  return (
    <MultiSelect
      {...mark} disabled={disabled} error={error} label={label} description={description} value={[...value]} onChange={change} searchable clearable={false} hidePickedOptions={false}
      data={[...(own.length > 0 ? [{ group: 'In this protocol', items: [...own, ...lost] }] : lost.length > 0 ? [{ group: 'Unknown', items: lost }] : []), ...(more.length > 0 ? [{ group: 'From the unit', items: more }] : [])]}
      nothingFoundMessage="No role of that name in this unit" placeholder={value.length === 0 ? 'Choose roles' : ''} comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
