// The protocol as a list: the canvas's twin, with the same selection, commands and findings. It needs no mouse and no room, so
// it is the editor of tablets, of screen readers and at 200 % zoom; with all its details open it is what one reads in a review.
import { Switch } from '@mantine/core';
import { IconAlertTriangle, IconBolt, IconInfoCircle, IconNote, IconPencil, IconPlus, IconXboxX } from '@tabler/icons-react';
import { memo, useContext, useMemo, useState } from 'react';
import type { DraftNode } from '../../../protocol/draft.ts';
import type { Finding } from '../../../protocol/finding.ts';
import { plural } from '../editor/desk.ts';
import { useEditor } from '../editor/editor-context.ts';
import { Repairs } from '../editor/Repairs.tsx';
import { useFolded } from '../editor/use-folded.ts';
import type { Stage } from '../editor/use-stage.ts';
import { KindIcon } from '../nodes/kind-icons.tsx';
import { CompanyContext } from '../together/company.ts';
import { CompanyMarks } from '../together/CompanyMarks.tsx';
import './outline.css';
import { partsOfStep, rowsOf, type Part, type Row } from './rows.ts';

export function OutlineEditor({ label, stage }: { readonly label: string; readonly stage: Stage }) {
  const { draft, context, findings, selected, readOnly, select, goTo } = useEditor();
  const rows = useMemo(() => rowsOf(draft, { context, findings }), [draft, context, findings]);
  const [stop, setStop] = useState<string | undefined>(undefined);
  const [isBrief, setBrief] = useFolded('outline-details', !readOnly);
  const tabStop = rows.some((r) => r.id === stop) ? stop : (selected[0] ?? rows[0]?.id);
  const nodes = useMemo(() => new Map(draft.nodes.map((n) => [n.id, n])), [draft.nodes]);
  const acts = useMemo((): Acts => ({
    go: (id) => { select([id]); stage.focusStep(id); },
    append: (id, port) => { select([id]); stage.ask('append', id, port === undefined ? {} : { port }); },
    open: (id) => goTo({ node: id, field: 'title' }),
    find: (finding) => goTo(finding.at),
    pick: (id, several) => select(several ? (selected.includes(id) ? selected.filter((s) => s !== id) : [...selected, id]) : [id]),
  }), [select, selected, stage, goTo]);
  const general = findings.filter((f) => f.at.node === undefined);
  return (
    <div className="outline-editor" data-steps="outline" data-testid="outline" onFocus={(event) => { const id = event.target.closest('.outline-row')?.getAttribute('data-id'); if (id !== null && id !== undefined) setStop(id); }}>
      <header>
        <h2>{plural(rows.length, 'step')}, in reading order</h2>
        <Switch size="sm" label="All details" checked={!isBrief} onChange={(event) => setBrief(!event.currentTarget.checked)} />
      </header>
      {general.length > 0 && <Findings findings={general} acts={acts} label="Findings about the protocol" />}
      <ol aria-label={label}>
        {rows.map((row) => (
          <li key={row.id}>
            <OutlineRow row={row} parts={isBrief ? undefined : partsIn(draft, nodes.get(row.id))} isStop={row.id === tabStop} isSelected={selected.includes(row.id)} isTarget={stage.target === row.id} readOnly={readOnly} acts={acts} />
          </li>
        ))}
      </ol>
    </div>
  );
}

const partsIn = (draft: Parameters<typeof partsOfStep>[0], node: DraftNode | undefined): readonly Part[] | undefined => node && partsOfStep(draft, node);

interface Acts {
  readonly go: (step: string) => void;
  readonly append: (step: string, port?: string) => void;
  readonly open: (step: string) => void;
  readonly find: (finding: Finding) => void;
  readonly pick: (step: string, several: boolean) => void;
}
interface RowProps {
  readonly row: Row;
  readonly parts: readonly Part[] | undefined;
  readonly isStop: boolean;
  readonly isSelected: boolean;
  readonly isTarget: boolean;
  readonly readOnly: boolean;
  readonly acts: Acts;
}

const OutlineRow = memo(function OutlineRow({ row, parts, isStop, isSelected, isTarget, readOnly, acts }: RowProps) {
  const tab = isStop ? 0 : -1;
  const { spoken } = useContext(CompanyContext);
  const company = Object.hasOwn(spoken, row.id) ? spoken[row.id] : undefined;
  return (
    <div
      role="group" aria-roledescription="step" aria-label={[row.spoken, ...(company === undefined ? [] : [company]), ...(isSelected ? ['selected'] : [])].join(', ')} tabIndex={tab} data-id={row.id} data-testid={`row-${row.id}`}
      className={`outline-row${isSelected ? ' is-selected' : ''}${isTarget ? ' is-target' : ''}`}
      onClick={(event) => { if (!(event.target instanceof HTMLElement) || event.target.closest('button') === null) acts.pick(row.id, event.ctrlKey || event.metaKey || event.shiftKey); }}
      onFocus={(event) => { if (event.target === event.currentTarget && event.currentTarget.matches(':focus-visible') && !isSelected) acts.pick(row.id, false); }}
    >
      <span className="outline-number">{row.number ?? ''}</span>
      <div className="outline-body">
        <div className="outline-kind">{row.kind === 'note' ? <IconNote size={14} stroke={1.8} aria-hidden /> : row.kind === 'handler' ? <IconBolt size={14} stroke={1.8} aria-hidden /> : <KindIcon kind={row.kind} size={14} />} {row.kindWord}</div>
        <div className="outline-name">{row.title}<CompanyMarks id={row.id} /></div>
        <div className="outline-facts">{[row.summary.who, row.summary.clock, row.summary.quorum, row.summary.note, ...row.summary.agencies].filter((words) => words !== undefined && words !== '').join(' · ')}</div>
        {row.ways.length > 0 && (
          <ul className="outline-ways" aria-label={`Ways on from ${row.title}`}>
            {row.ways.map((way) => (
              <li key={way.port}>
                {way.label !== '' && <span className="outline-port">{way.label} </span>}
                {way.to ? <button type="button" tabIndex={tab} onClick={() => acts.go(way.to?.id ?? '')}>{'→ '}{way.to.number}. {way.to.title}</button> : <span className={way.isNeeded ? 'outline-nowhere' : 'quiet'}>{way.isNeeded ? 'leads nowhere yet' : 'opens no step'}</span>}
                {!readOnly && <button type="button" tabIndex={tab} className="outline-add" aria-label={`${way.to ? 'Put a step in between' : 'Add a step'}${way.label === '' ? '' : ` at ${way.label}`}`} title={way.to ? 'Put a step in between' : 'Add a step'} onClick={() => acts.append(row.id, way.port)}><IconPlus size={14} aria-hidden /></button>}
              </li>
            ))}
          </ul>
        )}
        {row.findings.length > 0 && <Findings findings={row.findings} acts={acts} label={`Findings of ${row.title}`} tab={tab} />}
        {parts && parts.length > 0 && <dl className="outline-parts">{parts.map((part) => <div key={part.title}><dt>{part.title}</dt>{part.lines.map((line, i) => <dd key={i}>{line}</dd>)}</div>)}</dl>}
      </div>
      <button type="button" tabIndex={tab} className="outline-open" aria-label={`Properties of ${row.title}`} title="Properties (Enter)" onClick={() => acts.open(row.id)}><IconPencil size={18} aria-hidden /></button>
    </div>
  );
});

function Findings({ findings, acts, label, tab = 0 }: { readonly findings: readonly Finding[]; readonly acts: Acts; readonly label: string; readonly tab?: number }) {
  return (
    <ul className="outline-findings" aria-label={label}>
      {findings.map((finding, i) => {
        const Sign = finding.severity === 'error' ? IconXboxX : finding.severity === 'warning' ? IconAlertTriangle : IconInfoCircle;
        return <li key={i} className={`is-${finding.severity}`}><button type="button" tabIndex={tab} onClick={() => acts.find(finding)}><Sign size={14} aria-hidden /><span className="visually-hidden">{finding.severity}: </span><span>{finding.message}</span></button><Repairs finding={finding} tab={tab} /></li>;
      })}
    </ul>
  );
}
