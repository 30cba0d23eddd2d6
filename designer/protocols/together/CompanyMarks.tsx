// At a step: who is there, and that something is open about it. The words are said with the step's name.
import { IconMessage } from '@tabler/icons-react';
import { useContext } from 'react';
import { CompanyContext, hueOf, initialsOf } from './company.ts';
import './together.css';

export function CompanyMarks({ id }: { readonly id: string }) {
  const { at } = useContext(CompanyContext);
  const step = Object.hasOwn(at, id) ? at[id] : undefined;
  if (!step) return null;
  return (
    <span className="company" aria-hidden="true">
      {step.people.map((person) => <span key={person.id} className={`person-mark is-hue-${hueOf(person.id)}`} title={`${person.name} is here`}>{initialsOf(person.name)}</span>)}
      {step.open > 0 && <span className="talk-mark" title={`${step.open} open ${step.open === 1 ? 'comment' : 'comments'}`}><IconMessage size={13} />{step.open}</span>}
    </span>
  );
}

/** Above the canvas: everybody else who has the draft open. */
export function AlsoHere({ titleOf }: { readonly titleOf: (node: string) => string | undefined }) {
  const { others } = useContext(CompanyContext);
  if (others.length === 0) return null;
  return (
    <ul className="also-here" aria-label="Also here">
      {others.map(({ person, node }) => {
        const where = node === null ? undefined : titleOf(node);
        return <li key={person.id} title={`${person.name}, ${person.agency.name}${where === undefined ? '' : `, at “${where}”`}`}><span className={`person-mark is-hue-${hueOf(person.id)}`} aria-hidden="true">{initialsOf(person.name)}</span><span className="also-here-name">{person.name}</span><span className="visually-hidden">{where === undefined ? '' : ` at ${where}`}</span></li>;
      })}
    </ul>
  );
}
