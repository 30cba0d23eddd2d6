// What is wrong, gravest first, in words; pressing one goes to the step and the field it is about.
import { Button, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconCircleCheck, IconInfoCircle, IconXboxX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Finding, Severity } from '../../../protocol/finding.ts';
import { useEditor } from './editor-context.ts';
import { countOf } from './findings.ts';
import { Repairs } from './Repairs.tsx';

const words: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'hint' };
type Shown = Severity | 'all';
/** Repairs are worked out for what one sees; a draft may have hundreds of findings. */
const mostMended = 40;

export function FindingsPanel({ isChecked, open, onOpen }: { readonly isChecked: boolean; readonly open: boolean; readonly onOpen: (open: boolean) => void }) {
  const { draft, findings, goTo, showPath } = useEditor();
  const [shown, setShown] = useState<Shown>('all');
  const list = shown === 'all' ? findings : findings.filter((f) => f.severity === shown);
  const summary = !isChecked ? 'Checking' : findings.length === 0 ? 'No findings' : (['error', 'warning', 'hint'] as const).filter((s) => countOf(findings, s) > 0).map((s) => `${countOf(findings, s)} ${words[s]}${countOf(findings, s) === 1 ? '' : 's'}`).join(', ');
  return (
    <section className="findings" aria-label="Findings">
      <header>
        <Button size="compact-sm" variant="subtle" color="gray" aria-expanded={open} onClick={() => onOpen(!open)} leftSection={open ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}>Findings</Button>
        <span role="status" className={`findings-count${countOf(findings, 'error') > 0 ? ' has-errors' : ''}`}>{findings.length === 0 ? <IconCircleCheck size={16} aria-hidden /> : <IconXboxX size={16} aria-hidden />}{summary}</span>
        {open && findings.length > 0 && <SegmentedControl size="xs" aria-label="Show" value={shown} onChange={(value) => setShown(value as Shown)} data={[{ value: 'all', label: 'All' }, { value: 'error', label: 'Errors' }, { value: 'warning', label: 'Warnings' }, { value: 'hint', label: 'Hints' }]} />}
      </header>
      {open && (list.length === 0 ? <p className="quiet">{findings.length === 0 ? 'Nothing stands in the way of a review.' : 'None of this kind.'}</p> : (
        <ol>
          {list.map((finding, index) => (
            <li key={`${finding.rule}:${index}`}>
              <button type="button" onClick={() => { goTo(finding.at); showPath(finding.path ?? null); }} data-rule={finding.rule}>
                <Sign severity={finding.severity} />
                <span className="findings-where">{whereOf(finding, [...draft.nodes, ...(draft.on ?? [])])}</span>
                <span>{finding.message}</span>
              </button>
              {index < mostMended && <Repairs finding={finding} />}
            </li>
          ))}
        </ol>
      ))}
    </section>
  );
}

function Sign({ severity }: { readonly severity: Severity }) {
  const Icon = severity === 'error' ? IconXboxX : severity === 'warning' ? IconAlertTriangle : IconInfoCircle;
  return <span className={`findings-sign is-${severity}`}><Icon size={16} aria-hidden /><span className="visually-hidden">{words[severity]}:</span></span>;
}

export function whereOf(finding: Finding, nodes: readonly { readonly id: string; readonly title: string }[]): string {
  if (finding.at.node === undefined) return 'Protocol';
  return nodes.find((n) => n.id === finding.at.node)?.title || finding.at.node;
}
