// What a person is found by: parts of names as they are written and as they sound, dates of birth, numbers. The same for what is
// kept, what is searched for and what a report says, so that equal things give equal keys whichever way they are spelt.
import { doubleMetaphone } from 'double-metaphone';
import type { SubjectRecord } from '../contract-subjects.ts';

/** Said before or after a name, and no part of it. */
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'jr', 'sr', 'sir', 'officer', 'deputy', 'sgt']);
/** Written with a capital at the beginning of a sentence, and no name. */
const plainWords = new Set('a about after all also an and as at because before being but by former for from he her his i if in is it its last man my new no not of on one our person she since some student that the their there they this to two unknown was we when where who with woman you'.split(' '));

export function partsOf(name: string): readonly string[] {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/['’`]/g, '').split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '' && !titles.has(part));
}

/** Short parts sound like too many others. */
export function soundsOf(part: string): readonly string[] {
  return part.length < 3 ? [] : [...new Set(doubleMetaphone(part))].filter((sound) => sound.length > 1);
}

/** Digits and letters alone: numbers are written with and without dots, dashes and spaces. */
export const numberOf = (value: string): string => value.normalize('NFKD').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

export const nameTokens = (name: string): readonly string[] => partsOf(name).flatMap((part) => [`name ${part}`, ...soundsOf(part).map((sound) => `sound ${sound}`)]);

export function recordTokens(record: Pick<SubjectRecord, 'name' | 'aliases' | 'birthDate' | 'identifiers'>): readonly string[] {
  const names = [record.name, ...record.aliases].flatMap(nameTokens);
  return [...new Set([...names, ...(record.birthDate === null ? [] : [`born ${record.birthDate}`]), ...record.identifiers.map(({ value }) => `number ${numberOf(value)}`)])];
}

/** What somebody types to find a person: a name, a date of birth or a number. */
export function searchTokens(text: string): readonly string[] {
  const date = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  return [...new Set([...nameTokens(text.replace(date ?? '', ' ')), ...(date === undefined ? [] : [`born ${date}`]), ...(/\d/.test(text) ? [`number ${numberOf(text)}`] : [])])];
}

/** Words of a text that may be parts of a name: those with a capital, but not what merely begins a sentence. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\p{Lu}[\p{L}\p{M}'’]*/gu)].flatMap(([word]) => partsOf(word)).filter((part) => part.length > 1 && !plainWords.has(part)))];
}
