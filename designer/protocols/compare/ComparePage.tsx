// Two versions of a protocol side by side, or a version and the draft: both drawn at the same places and marked, one window for
// both, the list in words beside them. Printed, it is a report; as a PDF it is the same report made by the server.
import { Button, NativeSelect, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { compareDrafts } from '../../../protocol/compare/compare.ts';
import { reportSummary } from '../../../protocol/compare/report.ts';
import { comparedPictures, bothIn, type Side } from '../../../picture/compared.ts';
import type { Scene } from '../../../picture/scene.ts';
import { outlineOf } from '../../../picture/shape-box.ts';
import { endpoints } from '../../../server/contract-endpoints.ts';
import type { ProtocolView } from '../../../server/contract-protocols.ts';
import { addressOf, serverNow } from '../../api.ts';
import { useSession, zoneOf } from '../../session.ts';
import { recordTime } from '../../ui/words.ts';
import { Card, Empty, Page } from '../../ui/Page.tsx';
import { Loaded } from '../../ui/ProblemNotice.tsx';
import '../editor/editor.css';
import { protocolQuery, versionQuery } from '../protocol-queries.ts';
import { PrintedPicture } from '../picture/PrintedPicture.tsx';
import { ScenePicture } from '../picture/ScenePicture.tsx';
import { ComparisonList } from './ComparisonList.tsx';
import styles from './compare.module.css';
import { useSharedView, type SharedView } from './use-shared-view.ts';

export function ComparePage() {
  const { protocolId } = useParams({ from: '/protocols/$protocolId/compare' });
  const protocol = useQuery(protocolQuery(protocolId));
  return <Loaded from={protocol} what="the protocol">{(view) => <Chosen view={view} />}</Loaded>;
}

/** Without a wish: what the draft changes of the version published last. */
function Chosen({ view }: { readonly view: ProtocolView }) {
  const session = useSession();
  const search = useSearch({ from: '/protocols/$protocolId/compare' });
  const navigate = useNavigate();
  const before = search.before ?? view.versions[0]?.id ?? 'draft';
  const after = search.after ?? 'draft';
  const choose = (more: { readonly before?: string; readonly after?: string }): void => void navigate({ to: '/protocols/$protocolId/compare', params: { protocolId: view.id }, search: { before, after, ...more }, replace: true });
  const sides = [{ value: 'draft', label: 'the draft' }, ...view.versions.map((v) => ({ value: v.id, label: `version ${v.number}${v.retired ? ', retired' : ''}` }))];
  const wordsOf = (id: string): string => sides.find((s) => s.value === id)?.label ?? 'a version';
  const hashOf = (id: string): string => view.versions.find((v) => v.id === id)?.hash ?? `revision ${view.revision}, not published`;
  return (
    <Page
      title={`What ${wordsOf(after)} changes of ${wordsOf(before)}`}
      crumbs={[{ label: 'Protocols', link: { to: '/protocols' } }, { label: view.title, link: { to: '/protocols/$protocolId', params: { protocolId: view.id } } }]}
      actions={view.versions.length > 0 && <>
        <Button variant="default" className="no-print" onClick={() => window.print()}>Print</Button>
        <Button variant="default" className="no-print" component="a" href={addressOf(endpoints.comparisonReport.path, { id: view.id }, { before, after })} download>Report as PDF</Button>
      </>}
    >
      {view.versions.length === 0 ? <Empty title="Nothing is published yet">Here two versions of {view.title} will stand side by side, once one is published.</Empty> : (
        <>
          <div className={`${styles.choice} no-print`}>
            <NativeSelect label="Before" value={before} data={sides} onChange={(e) => choose({ before: e.currentTarget.value })} />
            <NativeSelect label="After" value={after} data={sides} onChange={(e) => choose({ after: e.currentTarget.value })} />
            <Button variant="default" onClick={() => choose({ before: after, after: before })}>The other way round</Button>
          </div>
          <p className={styles.printedLine}>{view.title}. Before: {wordsOf(before)}, {hashOf(before)}. After: {wordsOf(after)}, {hashOf(after)}. Printed {recordTime(serverNow(), zoneOf(session, view.unitId))} by {session.person.name}.</p>
          <Sides view={view} before={before} after={after} words={wordsOf} />
        </>
      )}
    </Page>
  );
}

interface SidesProps {
  readonly view: ProtocolView;
  readonly before: string;
  readonly after: string;
  readonly words: (id: string) => string;
}

function Sides({ view, before, after, words }: SidesProps) {
  return <WithSide view={view} id={before}>{(was) => <WithSide view={view} id={after}>{(is) => <Compared before={was} after={is} wordsBefore={words(before)} wordsAfter={words(after)} />}</WithSide>}</WithSide>;
}

function WithSide({ view, id, children }: { readonly view: ProtocolView; readonly id: string; readonly children: (side: Side) => ReactNode }) {
  const version = useQuery({ ...versionQuery(id), enabled: id !== 'draft' });
  const draft = useMemo((): Side => ({ draft: view.draft, context: view.context }), [view]);
  const published = useMemo((): Side | null => (version.data ? { draft: version.data.draft, context: { unit: version.data.plan.unit } } : null), [version.data]);
  return id === 'draft' ? children(draft) : <Loaded from={version} what="the version">{() => published && children(published)}</Loaded>;
}

/** What is much wider than high is read better one above the other. */
const wide = 1.9;

function Compared({ before, after, wordsBefore, wordsAfter }: { readonly before: Side; readonly after: Side; readonly wordsBefore: string; readonly wordsAfter: string }) {
  const [asDrawn, setAsDrawn] = useState(false);
  const [lit, setLit] = useState<string | null>(null);
  const comparison = useMemo(() => compareDrafts(before.draft, after.draft), [before, after]);
  const pictures = useMemo(() => comparedPictures(before, after, comparison, asDrawn), [before, after, comparison, asDrawn]);
  const all = useMemo(() => bothIn(pictures), [pictures]);
  const shared = useSharedView(all);
  const goTo = (step: string): void => {
    setLit(step);
    const part = [pictures.after, pictures.before].flatMap((scene) => scene.parts).find((p) => p.id === step && (p.kind === 'step' || p.kind === 'handler'));
    const place = part && outlineOf(part);
    if (place) shared.show(place);
  };
  return (
    <>
      <p role="status">{reportSummary(comparison)}</p>
      <div className={styles.desk}>
        <div>
          <div className={`${styles.bar} no-print`} role="toolbar" aria-label="Both pictures">
            <Button size="xs" variant="default" onClick={shared.whole}>Show all</Button>
            <Button size="xs" variant="default" onClick={() => shared.zoom(1 / 1.4)}>Zoom in</Button>
            <Button size="xs" variant="default" onClick={() => shared.zoom(1.4)}>Zoom out</Button>
            <Switch label="Each where it was drawn" description="Else what was only moved stands still" checked={asDrawn} onChange={(e) => setAsDrawn(e.currentTarget.checked)} />
          </div>
          <div className={`${styles.sides} ${all.width > wide * all.height ? styles.isWide : ''}`}>
            <Pane title="Before" words={wordsBefore} scene={pictures.before} shared={shared} all={all} lit={lit} />
            <Pane title="After" words={wordsAfter} scene={pictures.after} shared={shared} all={all} lit={lit} />
          </div>
          <Legend />
        </div>
        <Card title="In words"><ComparisonList comparison={comparison} onStep={goTo} hasGone /></Card>
      </div>
    </>
  );
}

interface PaneProps {
  readonly title: string;
  readonly words: string;
  readonly scene: Scene;
  readonly shared: SharedView;
  readonly all: SharedView['view'];
  readonly lit: string | null;
}

function Pane({ title, words, scene, shared, all, lit }: PaneProps) {
  const label = `${title}: ${words}. ${scene.description}`;
  return (
    <figure className={styles.pane}>
      <figcaption><strong>{title}</strong> {words}</figcaption>
      <div className={styles.window} style={{ aspectRatio: `${all.width} / ${all.height}` }} ref={shared.wheel} tabIndex={0} role="group" aria-label={`${title}: arrow keys move both pictures, plus and minus enlarge them, 1 shows all`} onKeyDown={shared.onKeyDown} onPointerDown={shared.onPointerDown} onPointerMove={shared.onPointerMove}>
        <ScenePicture scene={scene} view={shared.view} lit={lit} label={label} />
      </div>
      <PrintedPicture scene={scene} view={all} label={label} />
    </figure>
  );
}

function Legend() {
  return <p className="quiet">+ new · − gone · ~ changed · ↑ tighter · ↓ looser. A way that is new or gone is drawn thick in the colour of its sign.</p>;
}
