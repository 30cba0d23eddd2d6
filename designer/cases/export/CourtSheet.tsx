// An export as a court reads it, on screen and on paper: a head with who made it for whom, then the items by number, redacted ones
// as a bar with their reason, and the hash of each. On paper each page has its number and says which export it is of.
import type { CourtExport, ExportedItem } from '../../../protocol/court-export/court-export.ts';
import { styleNonce } from '../../theme.ts';
import { At } from '../../ui/Clock.tsx';
import styles from './export.module.css';

export function CourtSheet({ document: sheet }: { readonly document: CourtExport }) {
  const name = sheet.case.reference ?? sheet.case.id;
  const redacted = sheet.sections.flatMap((section) => section.items).filter((item) => item.kind === 'redacted').length;
  return (
    <article className={styles.sheet} aria-label={`Export of ${name}`}>
      <style nonce={styleNonce()}>{pageRules(`${name}, export ${sheet.exportId}`)}</style>
      <header>
        <h2>{name}: export for {sheet.forWhom}</h2>
        <dl className={styles.head}>
          <dt>Basis</dt><dd>{sheet.basis}</dd>
          <dt>Reason</dt><dd>{sheet.reason}</dd>
          <dt>Made by</dt><dd>{sheet.exportedBy.name}, {sheet.exportedBy.agency}, <At at={sheet.exportedAt} zone={sheet.zone} exact /></dd>
          <dt>Of</dt><dd>{sheet.unit}, {sheet.agency}; the record up to transition {sheet.journal.transitions}</dd>
          <dt>Redacted</dt><dd>{redacted === 0 ? 'Nothing' : `${redacted} of ${sheet.sections.flatMap((section) => section.items).length} items, each with its reason`}</dd>
          <dt>Export</dt><dd><code>{sheet.exportId}</code></dd>
          <dt>SHA-256 of the file</dt><dd><code>{sheet.sha256}</code></dd>
          <dt>Head of the record</dt><dd><code>{sheet.journal.head}</code></dd>
        </dl>
      </header>
      {sheet.sections.map((section, index) => (
        <section key={`${section.title} ${index}`} aria-label={section.title}>
          <h3>{section.title}</h3>
          <ol className={styles.items}>{section.items.map((item) => <Item key={item.id} item={item} zone={sheet.zone} />)}</ol>
        </section>
      ))}
    </article>
  );
}

function Item({ item, zone }: { readonly item: ExportedItem; readonly zone: string }) {
  return (
    <li value={item.n}>
      <div className={styles.label}>{item.label}{item.at !== null && <>, <At at={item.at} zone={zone} exact /></>}</div>
      {item.kind === 'redacted' ? <p className={styles.redacted}><span>Redacted</span> {item.reason}</p> : item.value === null ? <p className="quiet">Purged: it is not kept any more.</p> : <p className={styles.value}>{item.value}</p>}
      <code>{item.hash}</code>
    </li>
  );
}

/** Text in the margin of every page; a browser that knows no margins of pages prints without it. */
function pageRules(what: string): string {
  const text = what.replaceAll(/[^\p{L}\p{N} ,.:-]/gu, ' ');
  return `@page { margin: 18mm 16mm 20mm; @bottom-left { content: "${text}"; font: 8pt sans-serif; } @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; } }`;
}
