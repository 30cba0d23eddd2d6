// The editor: palette and outline, canvas, inspector, findings, and the way of a draft to review. One state of selection and
// one draft for all of them; whatever is changed goes through one function and is saved as one goes.
import { Button } from '@mantine/core';
import { ReactFlowProvider } from '@xyflow/react';
import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { FindingPlace } from '../../../protocol/finding.ts';
import type { ProtocolView } from '../../../server/contract-protocols.ts';
import { call, type PageProblem } from '../../api.ts';
import { useSession, zoneOf } from '../../session.ts';
import { Chip } from '../../ui/Chips.tsx';
import { typedKey } from '../../tasks/typed.ts';
import { useTitle } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { ExportBpmn } from '../bpmn/ExportBpmn.tsx';
import { ExportPicture } from '../picture/ExportPicture.tsx';
import { ChangesDrawer } from '../compare/ChangesDrawer.tsx';
import type { Marks } from '../flow.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import { OutlineEditor } from '../outline/OutlineEditor.tsx';
import { RehearsalPanel } from '../rehearsal/RehearsalPanel.tsx';
import { AppendPanel } from './AppendPanel.tsx';
import { Canvas } from './Canvas.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { CommandsContext } from './commands-context.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import type { Dialog, Shown } from './desk.ts';
import { EditorContext, type Editor, type Lit } from './editor-context.ts';
import { downloadJson } from './download-json.ts';
import './editor.css';
import { countOf, useFindings } from './findings.ts';
import { FindingsPanel } from './FindingsPanel.tsx';
import { KeysOfCanvas } from './KeysOfCanvas.tsx';
import { Outline, Palette } from './Palette.tsx';
import { marksOfPath, PathBar } from './PathBar.tsx';
import { ReviewBar } from './ReviewBar.tsx';
import { useSaving } from './saving.ts';
import { Toolbar } from './Toolbar.tsx';
import { StepDialogs } from './StepDialogs.tsx';
import { useDesk } from './use-desk.ts';
import { useDraftWork } from './use-draft-work.ts';
import { useFolded } from './use-folded.ts';
import { useHistory } from './use-history.ts';
import { CompanyContext, openOf } from '../together/company.ts';
import { AlsoHere } from '../together/CompanyMarks.tsx';
import { TalkDrawer } from '../together/TalkDrawer.tsx';
import { titleIn } from '../together/titles.ts';
import { useCompany } from '../together/use-company.ts';
import { useStage } from './use-stage.ts';
import { useTogether } from './use-together.ts';
import { VersionsDrawer } from './VersionsDrawer.tsx';

export function ProtocolEditor({ view }: { readonly view: ProtocolView }) {
  return <ReactFlowProvider><EditorRoom view={view} /></ReactFlowProvider>;
}

const none: Editor['findings'] = [];
type Goal = { readonly place: FindingPlace; readonly press: number };

function EditorRoom({ view }: { readonly view: ProtocolView }) {
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const history = useHistory(view.draft);
  const { draft, edit } = history;
  const isReadOnly = view.state === 'in_review' || !view.mayDraw;
  const zone = zoneOf(session, view.unitId);
  const keptUnder = typedKey(session.person.id, 'draft', view.id);
  const saving = useSaving(view.id, draft, { revision: view.revision, savedAt: view.savedAt, readOnly: isReadOnly, key: keptUnder });
  const work = useDraftWork(view.context);
  const checked = useFindings(draft, work);
  const findings = checked ?? none;
  const { step } = useSearch({ from: '/protocols/$protocolId' });
  const [selected, setSelected] = useState<readonly string[]>(step === undefined ? [] : [step]);
  const [goal, setGoal] = useState<Goal | null>(null);
  const [said, say] = useState('');
  const [compareMarks, mark] = useState<Marks>({});
  const [lit, light] = useState<Lit | null>(null);
  const [isRehearsing, rehearse] = useState(false);
  const [path, showPath] = useState<readonly string[] | null>(null);
  const marks = useMemo(() => (path ? marksOfPath(path) : compareMarks), [path, compareMarks]);
  const [compared, compare] = useState<string | null>(null);
  const [edge, pickEdge] = useState<string | null>(null);
  const [open, setOpen] = useState<Dialog | null>(null);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const [findingsFolded, foldFindings] = useFolded('findings', true);
  const narrow = useRef(window.innerWidth < 1100).current;
  // On a narrow screen one thing is shown at a time, the outline first; what is folded there is not folded on a wide one.
  const isSmall = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [small, setSmall] = useState({ lists: true, inspects: false });
  const [isListed, setListed] = useFolded('outline-shown', false);
  const shown = (isSmall ? small.lists : isListed) ? 'outline' : 'canvas';
  const show = (next: Shown): void => (isSmall ? setSmall((now) => ({ ...now, lists: next === 'outline' })) : setListed(next === 'outline'));
  const [paletteFolded, foldPalette] = useFolded('palette', narrow);
  const [isWideFolded, foldWide] = useFolded('inspector', false);
  const inspectorFolded = isSmall ? !small.inspects : isWideFolded;
  const foldInspector = useCallback((folded: boolean) => (isSmall ? setSmall((now) => ({ ...now, inspects: !folded })) : foldWide(folded)), [isSmall, foldWide]);
  const [overviewFolded, foldOverview] = useFolded('overview', false);
  const [boxes, setBoxes] = useState(false);
  const stage = useStage(draft);
  useTitle(draft.title);
  const together = useTogether({ view, saving, history, say, zone, keptUnder, isReadOnly });

  // A node that is gone (deleted, undone) is not selected any more.
  const known = useMemo(() => new Set([...draft.nodes, ...(draft.on ?? []), ...(draft.notes ?? [])].map((n) => n.id)), [draft.nodes, draft.on, draft.notes]);
  const current = useMemo(() => selected.filter((id) => known.has(id)), [selected, known]);
  const company = useCompany(view.id, { selected: current, zone });
  const goTo = useCallback((place: FindingPlace) => {
    setSelected(place.node === undefined ? [] : [place.node]);
    foldInspector(false);
    setGoal((before) => ({ place, press: (before?.press ?? 0) + 1 }));
  }, [foldInspector]);
  const select = useCallback((ids: readonly string[]) => setSelected((before) => (before.length === ids.length && before.every((id, i) => id === ids[i]) ? before : ids)), []);
  const editor = useMemo<Editor>(
    () => ({ draft, context: view.context, catalogue: view.roles, findings, readOnly: isReadOnly, selected: current, edit, select, goTo, say, mark, marks, lit, light, showPath }),
    [draft, view.context, view.roles, findings, isReadOnly, current, edit, select, goTo, marks, lit],
  );

  const errors = countOf(findings, 'error');
  const sendToReview = async (): Promise<void> => {
    setProblem(null);
    if (errors > 0) {
      foldFindings(false);
      say(`${errors} ${errors === 1 ? 'error stands' : 'errors stand'} in the way of a review. They are listed under Findings.`);
      return;
    }
    setSending(true);
    const revision = await saving.flush();
    const answer = revision === null ? null : await call('sendToReview', { params: { id: view.id }, body: { revision } });
    setSending(false);
    if (answer && !answer.ok) setProblem(answer.problem);
    if (answer?.ok) say('Sent to review');
    await queries.invalidateQueries({ queryKey: ['protocol', view.id] });
    await queries.invalidateQueries({ queryKey: ['protocols'] });
  };

  const folds = useMemo(() => [
    { name: 'palette and outline', isFolded: paletteFolded, fold: foldPalette }, { name: 'inspector', isFolded: inspectorFolded, fold: foldInspector },
    { name: 'findings', isFolded: findingsFolded, fold: foldFindings }, { name: 'overview map', isFolded: overviewFolded, fold: foldOverview },
  ], [paletteFolded, foldPalette, inspectorFolded, foldInspector, findingsFolded, foldFindings, overviewFolded, foldOverview]);
  const { desk, commands, hasLetters, setLetters } = useDesk({
    editor, stage, history, work, edge, pickEdge, shown, show, open: setOpen, folds, exportJson: () => downloadJson(`${draft.key}.json`, draft), sendToReview: () => void sendToReview(), isRehearsing, rehearse, whatIf: () => void saving.flush().then(() => navigate({ to: '/protocols/$protocolId/what-if', params: { protocolId: view.id } })),
    saveNow: () => void saving.flush().then((revision) => { if (revision !== null) say('Saved'); }),
  });

  const state = view.state === 'in_review' ? <Chip tone="waiting">In review</Chip> : <Chip>Draft</Chip>;
  const primary = view.state === 'draft' && view.mayDraw && <Button size="xs" loading={isSending} onClick={() => void sendToReview()}>Send to review</Button>;
  return (
    <EditorContext.Provider value={editor}>
      <CompanyContext.Provider value={company}>
      <CommandsContext.Provider value={commands}>
      <div className="editor">
        <Toolbar
          title={draft.title || draft.key} marks={<>{state}<AlsoHere titleOf={titleIn(draft)} />{!view.mayDraw && <Chip>Read only: drawing is not among your rights</Chip>}</>} save={saving.state} zone={zone} isReadOnly={isReadOnly}
          commands={commands} versions={view.versions.length} openTalk={openOf(company.threads).length} primary={primary} isRehearsing={isRehearsing} shown={shown} boxes={boxes} onBoxes={setBoxes} onRetry={() => void saving.flush()}
        />
        <ReviewBar view={view} onCompare={compare} onBack={() => say('Withdrawn from review. It can be changed again.')} onTalk={() => setOpen('talk')} />
        {problem && <div className="editor-problem"><ProblemNotice problem={problem} /></div>}
        {said !== '' && errors > 0 && said.includes('in the way') && <p className="editor-refused" role="alert">{said}</p>}
        {together.restored !== null && <p className="editor-restored" role="status">{together.restored} <Button size="compact-xs" variant="subtle" onClick={together.dropRestored}>Understood</Button></p>}
        {path && <PathBar path={path} onClose={() => showPath(null)} />}
        <div className={`editor-body${paletteFolded ? ' no-palette' : ''}${inspectorFolded && !isRehearsing ? ' no-inspector' : ''}`}>
          {!paletteFolded && <div className="editor-left">{!isReadOnly && <Palette middle={desk.view.middle} />}{shown === 'canvas' && <Outline />}</div>}
          <div className="editor-canvas" ref={stage.element} tabIndex={-1}>
            {shown === 'outline' ? <OutlineEditor label={`Steps of ${draft.title}`} stage={stage} /> : <Canvas label={`Canvas of ${draft.title}`} goal={goal} stage={stage} edge={edge} pickEdge={pickEdge} snaps={desk.snaps} hasOverview={!overviewFolded} boxes={boxes} onRename={(step) => { select([step]); setOpen('rename'); }} />}
            {stage.request && (
              <AppendPanel
                key={`${stage.request.mode}:${stage.request.node}:${stage.request.port ?? ''}`} request={stage.request} onTarget={stage.setTarget}
                onClose={(next) => { const from = stage.request?.node; stage.close(); if (next !== undefined) select([next]); stage.focusStep(next ?? from); }}
              />
            )}
          </div>
          {isRehearsing ? <RehearsalPanel protocolId={view.id} maySave={view.mayDraw || view.mayPublish} onClose={() => rehearse(false)} /> : !inspectorFolded && <Inspector goal={goal} onBack={() => { if (isSmall) foldInspector(true); stage.focusStep(current[0]); }} />}
        </div>
        <FindingsPanel isChecked={checked !== null} open={!findingsFolded} onOpen={(shown) => foldFindings(!shown)} />
        <div className="visually-hidden" role="status" aria-live="polite">{said}</div>
        <VersionsDrawer versions={view.versions} unitId={view.unitId} opened={open === 'versions'} onClose={() => setOpen(null)} onCompare={(id) => { setOpen(null); compare(id); }} />
        <TalkDrawer opened={open === 'talk'} onClose={() => setOpen(null)} />
        <ChangesDrawer versions={view.versions} chosen={compared} onChoose={compare} />
        <KeysOfCanvas opened={open === 'keys'} onClose={() => setOpen(null)} commands={commands} hasLetters={hasLetters} setLetters={setLetters} />
        <CommandPalette opened={open === 'palette' || open === 'find' ? open : null} commands={commands} order={desk.order} onClose={() => setOpen(null)} />
        {open === 'picture' && <ExportPicture draft={draft} context={view.context} of={{ kind: 'draft', id: view.id }} onSave={async () => isReadOnly || (await saving.flush()) !== null} onClose={() => setOpen(null)} />}
        {open === 'bpmn' && <ExportBpmn draft={draft} context={view.context} name={draft.key} onClose={() => setOpen(null)} />}
        <StepDialogs opened={open === 'rename' || open === 'kind' ? open : null} onClose={() => setOpen(null)} />
        <ConflictDialog question={together.question} zone={zone} onSettle={together.settle} />
      </div>
      </CommandsContext.Provider>
      </CompanyContext.Provider>
    </EditorContext.Provider>
  );
}
