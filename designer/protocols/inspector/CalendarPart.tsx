// Which calendar a limit counts in, and a worked example of it.
import { NativeSelect } from '@mantine/core';
import { useContext } from 'react';
import { calendarsFor, chooseCalendar } from '../../../protocol/choose-calendar.ts';
import type { CalendarTime } from '../../../protocol/draft.ts';
import { parseDuration } from '../../../protocol/time.ts';
import { readCalendar } from '../../../protocol/read-calendar.ts';
import { exampleOf } from '../../calendars/example.ts';
import { listing } from '../../ui/words.ts';
import { ScopeContext, useEditor, useMark } from '../editor/editor-context.ts';

interface Props {
  readonly time: CalendarTime;
  readonly path: string;
  readonly onChange: (time: CalendarTime) => void;
}

export function CalendarPart({ time, path, onChange }: Props) {
  const { draft, context } = useEditor();
  const { node: nodeId } = useContext(ScopeContext);
  const mark = useMark(`${path}.calendar`);
  const node = draft.nodes.find((n) => n.id === nodeId);
  const all = calendarsFor(draft, context.calendars ?? [], context.unit);
  const agencyOf = (id: string | undefined): string => (id === undefined ? 'of this protocol' : (context.unit?.agencies.find((a) => a.id === id)?.name ?? ''));
  const usual = node && chooseCalendar(draft, context.calendars ?? [], context.unit, node, { ...time, calendar: undefined });
  const chosen = node && chooseCalendar(draft, context.calendars ?? [], context.unit, node, time);
  const lost = time.calendar !== undefined && !all.some((c) => c.key === time.calendar) ? [{ value: time.calendar, label: chosen ? chosen.calendar.title : `${time.calendar} (gone)` }] : [];
  return (
    <>
      <NativeSelect
        {...mark} label="Counted in the calendar" value={time.calendar ?? ''}
        onChange={(e) => onChange({ ...time, calendar: e.currentTarget.value === '' ? undefined : e.currentTarget.value })}
        data={[{ value: '', label: usual ? `the usual one of the first role: ${usual.calendar.title}` : 'the usual one of the first role' }, ...lost, ...all.map((c) => ({ value: c.key, label: `${c.calendar.title || c.key}, ${agencyOf(c.agency)}` }))]}
      />
      {chosen ? <WorkedExample time={time} calendar={readCalendar(chosen.calendar, chosen).calendar} /> : <p className="quiet">There is no calendar to count in. An administrator of the agency adds one under Administration, Calendars.</p>}
    </>
  );
}

function WorkedExample({ time, calendar }: { readonly time: CalendarTime; readonly calendar: ReturnType<typeof readCalendar>['calendar'] }) {
  const { context } = useEditor();
  if (context.unit === undefined || context.at === undefined || !isCountable(time)) return null;
  const example = exampleOf(time, calendar, { offsets: context.unit.offsets, now: context.at });
  return (
    <p className="quiet" role="note">
      For example: counted from {example.from}, it is due {example.due}{example.crossed.length > 0 && `, over ${listing(example.crossed)}`}.{!example.known && ' That is after the years whose holidays the calendar knows.'}
    </p>
  );
}

function isCountable(time: CalendarTime): boolean {
  if (time.kind === 'workingDays') return true;
  const parsed = parseDuration(time.time);
  return parsed !== null && parsed.months === 0 && parsed.days === 0;
}
