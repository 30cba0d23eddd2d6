// The persons of concern of the demo: one who was reported twice under two spellings, which an analyst has asked to make one record.
import type { AnswerOf, BodyOf } from '../server/contract-endpoints.ts';
import { must } from './seed-asking.ts';
import type { Page } from './seed-asking.ts';

type Linking = BodyOf<'linkSubject'>;
const recorded = (record: Extract<Linking['subject'], { kind: 'new' }>['record'], confidence: Linking['confidence']): Linking => ({ subject: { kind: 'new', record }, part: 'concern', confidence });

const known = {
  by: 'priya', title: 'Letters to the county clerk',
  linking: recorded({
    name: 'Walter Hornung', aliases: ['Wally'], birthDate: '1961-08-14', identifiers: [{ kind: 'license plate', value: 'HY 88-03' }], identity: 'confirmed',
    restrictions: [{ kind: 'doNotContact', note: 'Contact goes through his sister; ask Priya Nair first.' }],
  }, 'confirmed'),
};
const heardOf = {
  by: 'marcus', title: 'Shouting at a town hall meeting',
  linking: recorded({ name: 'Walther Hornung', aliases: [], birthDate: '1961-08-14', identifiers: [], identity: 'probable', restrictions: [] }, 'probable'),
};

export async function seedPersons(as: (login: string) => Page, caseIds: ReadonlyMap<string, string>): Promise<void> {
  if ((await as('marcus')<AnswerOf<'subjects'>>('GET', '/api/subjects')).items.length > 0) return;
  const record = async ({ by, title, linking }: typeof known): Promise<string> => (await as(by)<AnswerOf<'linkSubject'>>('POST', `/api/cases/${must(caseIds.get(title), `no case ${title}`)}/subjects`, linking)).id;
  const [first, second] = [await record(known), await record(heardOf)];
  await as(heardOf.by)('POST', `/api/subjects/${first}/merges`, { kind: 'merge', otherId: second, reason: 'The clerk knows him from both: the same man, the same date of birth on the form of the meeting.' });
}
