// Beside the canvas: a case of this draft, played with invented people. The canvas is lit by it and stays as it is drawn on; an
// edit is played at once.
import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconRefresh, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { neverRehearsed } from '../../../protocol/rehearsal/coverage.ts';
import { Loaded } from '../../ui/ProblemNotice.tsx';
import { useEditor } from '../editor/editor-context.ts';
import { ClockBar } from './ClockBar.tsx';
import { lightsOf } from './lights.ts';
import { PlayTab } from './PlayTab.tsx';
import './rehearsal.css';
import { SavedTab } from './SavedTab.tsx';
import { SightsTab } from './SightsTab.tsx';
import { TranscriptTab } from './TranscriptTab.tsx';
import { useRehearsal, type Rehearsing } from './use-rehearsal.ts';
import { useSaved } from './use-saved.ts';

interface Props {
  readonly protocolId: string;
  readonly maySave: boolean;
  readonly onClose: () => void;
}

export function RehearsalPanel({ protocolId, maySave, onClose }: Props) {
  const { draft, say } = useEditor();
  const rehearsing = useRehearsal(protocolId, draft);
  const { rehearsal, playing, from } = rehearsing;
  const saved = useSaved(protocolId, draft, rehearsing.world.data);
  const [showNever, setShowNever] = useState(true);
  const ways = useMemo(() => [...Object.entries(saved.played).flatMap(([id, played]) => (saved.rows.some((row) => row.id === id) ? played.ways : [])), ...(playing?.rehearsed.ways ?? [])], [saved.played, saved.rows, playing]);
  const never = useMemo(() => neverRehearsed(draft, ways), [draft, ways]);
  useLit(rehearsing, showNever ? never.edges : []);

  const undo = (): void => {
    rehearsing.undo();
    say('The last move is taken back.');
  };
  return (
    <aside className="inspector rehearsal" aria-label="Rehearsal">
      <header className="rehearsal-head">
        <h2>Rehearsal{from ? `: ${from.name}` : ''}</h2>
        <Act label="Take the last move back" disabled={rehearsal.moves.length === 0} onPress={undo}><IconArrowBackUp size={18} aria-hidden /></Act>
        <Act label="Start over" disabled={rehearsal.moves.length === 0} onPress={() => { rehearsing.restart(); say('The rehearsal begins again.'); }}><IconRefresh size={18} aria-hidden /></Act>
        <Act label="Close the rehearsal" onPress={onClose}><IconX size={18} aria-hidden /></Act>
      </header>
      <Loaded from={rehearsing.world} what="what is published">
        {() => <Body rehearsing={rehearsing} saved={<SavedTab protocolId={protocolId} rehearsing={rehearsing} saved={saved} maySave={maySave} never={never} showNever={showNever} onShowNever={setShowNever} />} savedCount={saved.rows.length} broken={Object.values(saved.played).filter((one) => one.verdict.kind === 'broke').length} />}
      </Loaded>
    </aside>
  );
}

function Body({ rehearsing, saved, savedCount, broken }: { readonly rehearsing: Rehearsing; readonly saved: React.ReactNode; readonly savedCount: number; readonly broken: number }) {
  const { goTo } = useEditor();
  const { staged, playing } = rehearsing;
  const [tab, setTab] = useState<string | null>('play');
  const errors = staged && !staged.ok ? staged.findings : [];
  return (
    <>
      {playing && <ClockBar playing={playing} rehearsing={rehearsing} />}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="play">Play</Tabs.Tab>
          <Tabs.Tab value="sights">Who sees what</Tabs.Tab>
          <Tabs.Tab value="transcript">Transcript</Tabs.Tab>
          <Tabs.Tab value="saved">Saved ({savedCount}{broken > 0 ? `, ${broken} broke` : ''})</Tabs.Tab>
        </Tabs.List>
        {errors.length > 0 && (
          <div className="rehearsal-stopped" role="alert">
            <p><strong>A draft with errors cannot be played.</strong> Mend {errors.length === 1 ? 'this' : `these ${errors.length}`} first:</p>
            <ul>{errors.slice(0, 12).map((finding, i) => <li key={`${finding.rule}:${i}`}><button type="button" className="comparison-step" onClick={() => goTo(finding.at)}>{finding.message}</button></li>)}</ul>
            {errors.length > 12 && <p>and {errors.length - 12} more, under Findings.</p>}
          </div>
        )}
        <Tabs.Panel value="play" tabIndex={0}>{playing && <PlayTab playing={playing} rehearsing={rehearsing} />}</Tabs.Panel>
        <Tabs.Panel value="sights" tabIndex={0}>{playing && <SightsTab playing={playing} />}</Tabs.Panel>
        <Tabs.Panel value="transcript" tabIndex={0}>{playing && <TranscriptTab playing={playing} />}</Tabs.Panel>
        <Tabs.Panel value="saved" tabIndex={0}>{saved}</Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Lights the canvas while the panel is there, and leaves it dark behind. */
function useLit({ playing }: Rehearsing, never: readonly string[]): void {
  const { draft, light } = useEditor();
  const zone = playing?.stage.plan.unit.zone ?? 'UTC';
  const lights = useMemo(() => (playing ? lightsOf(draft.key, playing.rehearsed, zone) : {}), [draft.key, playing, zone]);
  useEffect(() => light({ lights, never }), [lights, never, light]);
  useEffect(() => () => light(null), [light]);
}

function Act({ label, disabled = false, onPress, children }: { readonly label: string; readonly disabled?: boolean; readonly onPress: () => void; readonly children: React.ReactNode }) {
  return <Tooltip label={label}><ActionIcon variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onPress}>{children}</ActionIcon></Tooltip>;
}
