// Which protocol is run: one that is published, or this one itself.
import { NativeSelect } from '@mantine/core';
import { useEditor, useMark } from '../editor/editor-context.ts';

export function ProtocolSelect({ path, label, value, onChange }: { readonly path: string; readonly label: string; readonly value: string; readonly onChange: (protocol: string) => void }) {
  const { draft, context } = useEditor();
  const published = Object.entries(context.published ?? {}).filter(([key]) => key !== draft.key);
  const known = value === draft.key || published.some(([key]) => key === value);
  return (
    <NativeSelect
      {...useMark(path)} label={label} description="The newest published version is pinned when this one is published" value={value} onChange={(e) => onChange(e.currentTarget.value)}
      data={[...(known ? [] : [{ value, label: value === 'choose' ? 'Choose a protocol' : `${value} (not published)` }]), { value: draft.key, label: `${draft.title} (itself)` }, ...published.map(([key, p]) => ({ value: key, label: `${key.replaceAll('_', ' ')}, version ${p.version}` }))]}
    />
  );
}
