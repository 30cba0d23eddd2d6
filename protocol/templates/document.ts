// The templates in words, for counsel and for whoever decides whether to start from them: every step with who does it, by
// when, what follows, the forms, and what each time rests on. `docs/templates.md` is this text, and a test holds the two together.
import { conditionWords, durationWords, limitWords, namesOf, ruleWords, type Names } from '../condition-words.ts';
import type { Draft, DraftNode, Effect, Field } from '../draft.ts';
import { kindWords } from '../node-defaults.ts';
import { calledBy, handoffKindsOf } from '../node-parts.ts';
import { portsOf } from '../ports.ts';
import { gallery } from './gallery.ts';

/** The text of docs/templates.md. */
export function templatesDocument(): string {
  const drafts = gallery.map((template) => template.draft);
  const line = (draft: Draft): string => `| [${draft.title}](#${draft.key}) | ${draft.nodes.length} | ${draft.forms.length} | ${beginning(draft)} | ${listed(called(draft).map((key) => titleOf(drafts, key)))} |`;
  return `# The templates

Protocols that ship with Handrail as starting points to edit, in the order in which they are published: each calls only those
above it. They are drafts for a unit and its counsel, nobody's official form and no legal advice. A time or rule that a public
source sets names the source; every other one is an illustrative default. This page is made from \`protocol/templates/\`.

| template | steps | forms | begins | calls |
|---|---|---|---|---|
${drafts.map(line).join('\n')}

${drafts.map((draft) => chapter(draft, drafts)).join('\n')}`;
}

function chapter(draft: Draft, drafts: readonly Draft[]): string {
  const names = namesOf(draft);
  const parts = [
    `<a id="${draft.key}"></a>\n\n## ${draft.title}\n\n${draft.purpose}`,
    `| step | who | by when | what follows |\n|---|---|---|---|\n${draft.nodes.map((node) => stepRow(node, draft, { names, drafts })).join('\n')}`,
    draft.on === undefined ? '' : bullets('Whenever it happens', draft.on.map((h) => `${h.title}: ${listed([...targets(draft, h.id), ...(h.protocol === undefined ? [] : [`starts ${titleOf(drafts, h.protocol)}`])])}`)),
    bullets('Questions it asks of the case', draft.facts.map((f) => `${f.title}: ${conditionWords(f.when, names)}`)),
    bullets('Forms', draft.forms.map((f) => `**${f.title}**: ${f.fields.map(fieldWords).join('; ')}`)),
    bullets('Retention', draft.retention.map((r) => `\`${r.id}\`: ${r.keep === null ? 'kept until lifted' : `kept ${durationWords(r.keep)}, looked at ${durationWords(r.reviewBefore)} before`}`)),
    bullets('What it rests on', draft.citations.map((c) => `\`${c.id}\` ${c.text}`)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

interface Around {
  readonly names: Names;
  readonly drafts: readonly Draft[];
}

function stepRow(node: DraftNode, draft: Draft, { names, drafts }: Around): string {
  const form = 'form' in node && node.form !== undefined ? `<br>form: ${draft.forms.find((f) => f.id === node.form)?.title ?? node.form}` : '';
  const cites = node.citations.length > 0 ? `<br>${node.citations.map((id) => `\`${id}\``).join(' ')}` : '';
  return `| **${node.title}** \`${node.id}\`<br>${kindOf(node, drafts)}${form}${cites} | ${who(node, names)} | ${clockOf(node, names).join('<br>')} | ${after(node, draft, names).join('<br>')} |`;
}

function kindOf(node: DraftNode, drafts: readonly Draft[]): string {
  const call = calledBy(node);
  if (call) return `${node.kind === 'call' && node.mode === 'spawn' ? 'Starts' : 'Waits for'} ${titleOf(drafts, call.protocol)}`;
  if (node.kind === 'handoff') return `${kindWords.handoff}: ${handoffKindsOf(node).join(' or ')}${node.disclosure ? ', a disclosure' : ''}${node.legalBasis?.kind === 'drawn' ? ` (${node.legalBasis.text})` : ''}`;
  return kindWords[node.kind];
}

function who(node: DraftNode, names: Names): string {
  const roles = (ids: readonly string[]): string => ids.map(names.role).join(' or ');
  switch (node.kind) {
    case 'start':
    case 'each':
    case 'task': return `${roles(node.roles)}${node.kind === 'task' && node.sworn ? ', sworn' : ''}`;
    case 'approval': {
      const seats = node.seats.map((s) => `${roles(s.roles)}${s.substitutes.length > 0 ? ` (else ${roles(s.substitutes)})` : ''}`);
      const out = [...node.notDoerOf.map((step) => `whoever did “${names.node(step).title}”`), ...(node.notOwner ? ['the owner'] : []), ...(node.notRequester ? ['whoever started it'] : [])];
      return `${seats.join('<br>and ')}${out.length > 0 ? `<br>not ${out.join(', not ')}` : ''}`;
    }
    case 'handoff': return `to ${roles(node.to)}`;
    case 'notify': return `tells ${node.to.map(names.role).join(', ')}`;
    default: return '';
  }
}

function clockOf(node: DraftNode, names: Names): readonly string[] {
  if (node.kind === 'wait') return node.rules.map((rule, i) => `${i > 0 ? 'otherwise ' : ''}${ruleWords(rule, names)}`);
  if (!('limit' in node) || node.limit?.kind !== 'due') return [];
  const warned = node.limit.rules.some((rule) => rule.warn !== undefined) ? [`reminder ${listed([...new Set(node.limit.rules.flatMap((rule) => (rule.warn === undefined ? [] : [durationWords(rule.warn)])))])} before`] : [];
  return [...limitWords(node.limit, names).slice(0, -1), ...warned];
}

/** Where each way leads, and what it brings about. */
function after(node: DraftNode, draft: Draft, names: Names): readonly string[] {
  const conditions = new Map(node.kind === 'decision' || node.kind === 'split' ? node.branches.flatMap((b) => (b.when ? [[b.id, conditionWords(b.when, names)] as const] : [])) : []);
  const labels = new Map(portsOf(node).map((port) => [port.id, port.label]));
  const title = (id: string): string => draft.nodes.find((n) => n.id === id)?.title ?? id;
  const ways = draft.edges.filter((e) => e.from === node.id).map((e) => {
    const how = conditions.get(e.port) ?? (e.port === 'next' ? '' : (labels.get(e.port) ?? e.port.replaceAll('_', ' ')));
    return `${how === '' ? '' : `${how}: `}${title(e.to)}${effectsAt(node, e.port, names)}`;
  });
  const own = 'effects' in node ? node.effects.map((effect) => effectWords(effect, names)) : [];
  return [...(node.kind === 'end' ? [node.outcome === null ? 'ends its branch' : `ends as \`${node.outcome}\``] : []), ...own, ...ways];
}

function effectsAt(node: DraftNode, port: string, names: Names): string {
  const effects = node.kind === 'task' ? (node.outcomes.find((o) => o.id === port)?.effects ?? []) : node.kind === 'approval' && port === 'approved' ? node.onApproved : [];
  return effects.length > 0 ? ` (${effects.map((effect) => effectWords(effect, names)).join('; ')})` : '';
}

function effectWords(effect: Effect, names: Names): string {
  switch (effect.kind) {
    case 'status': return `status ${effect.status}`;
    case 'level': return effect.from.kind === 'fixed' ? `level ${names.level(effect.from.level)}` : `level as in “${names.field(effect.from.ref).label}”`;
    case 'owner': return 'the approver becomes the owner';
    case 'retention': return `retention ${effect.class}`;
    case 'block': return effect.sentence;
    case 'raise': return `tells the case in “${names.field(effect.case).label}”: ${effect.event.replaceAll('_', ' ')}`;
    default: return plain(effect);
  }
}

const fieldWords = (field: Field): string => `${field.label}${field.required ? '' : field.requiredWhen ? ' (sometimes)' : ' (optional)'}${field.options ? ` [${field.options.map((o) => o.label).join(', ')}]` : ''}`;
const called = (draft: Draft): readonly string[] => [...new Set([...draft.nodes.flatMap((node) => calledBy(node)?.protocol ?? []), ...(draft.on ?? []).flatMap((h) => h.protocol ?? [])])];
const targets = (draft: Draft, from: string): readonly string[] => draft.edges.filter((e) => e.from === from).map((e) => `opens ${draft.nodes.find((n) => n.id === e.to)?.title ?? e.to}`);
const titleOf = (drafts: readonly Draft[], key: string): string => drafts.find((d) => d.key === key)?.title ?? key;
const listed = (items: readonly string[]): string => items.join(', ');
const bullets = (heading: string, items: readonly string[]): string => (items.length === 0 ? '' : `### ${heading}\n\n${items.map((item) => `- ${item}`).join('\n')}`);
const plain = (effect: { readonly kind: string }): string => effect.kind;

function beginning(draft: Draft): string {
  if (draft.startsAt === 'danger') return 'when imminent danger is declared';
  return draft.startsAt === 'retentionReviewDue' ? 'when the retention date is reached' : 'by a person, or called';
}
