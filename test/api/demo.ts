// The seeded demo with all its people signed in, and the acts tests have in common: looking at a case, finding an open step
// by its node, and acting there.
import { randomUUID } from 'node:crypto';
import { demoPassword, people } from '../../prisma/seed-people.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { CaseAct, FormValues } from '../../server/contract-acts.ts';
import type { CaseView, StepView } from '../../server/contract-cases.ts';
import { startProduct } from '../harness/product.ts';
import type { Product } from '../harness/product.ts';
import { apiClient } from './client.ts';
import type { ApiClient, Answered } from './client.ts';

export interface Demo {
  readonly product: Product;
  readonly as: (login: string) => ApiClient;
  readonly view: (login: string, caseId: string) => Promise<CaseView>;
  readonly stepAt: (login: string, caseId: string, node: string) => Promise<string>;
  readonly stepView: (login: string, caseId: string, node: string) => Promise<StepView>;
  /** An act that must be taken. */
  readonly take: (login: string, caseId: string, act: CaseAct, id?: string) => Promise<NonNullable<Answered<'act'>['value']>>;
  /** The code an act is refused with. */
  readonly refused: (login: string, caseId: string, act: CaseAct) => Promise<string | undefined>;
  readonly complete: (login: string, caseId: string, node: string, outcome: string, values?: FormValues) => Promise<unknown>;
  readonly person: (login: string) => Promise<{ readonly personId: string; readonly agencyId: string }>;
  /** Draws, reviews and publishes with dana and ellen; gives the version's id. */
  readonly publish: (draft: Draft) => Promise<string>;
  readonly open: (login: string, versionId: string, title: string, values?: FormValues) => Promise<string>;
}

export async function startDemo(): Promise<Demo> {
  const product = await startProduct();
  const clients = new Map<string, ApiClient>();
  for (const { login } of people) {
    const client = apiClient(product.url);
    await client.signIn(login, demoPassword);
    clients.set(login, client);
  }
  const as = (login: string): ApiClient => {
    const client = clients.get(login);
    if (client === undefined) throw new Error(`nobody is signed in as ${login}`);
    return client;
  };
  const view = (login: string, caseId: string): Promise<CaseView> => as(login).get('case', { params: { id: caseId } });
  const stepAt = async (login: string, caseId: string, node: string): Promise<string> => {
    const { steps } = await view(login, caseId);
    const step = steps.find((s) => s.node === node && s.state === 'open');
    if (step === undefined) throw new Error(`no open step ${node}; open are ${steps.filter((s) => s.state === 'open').map((s) => s.node).join(', ')}`);
    return step.id;
  };
  const take: Demo['take'] = async (login, caseId, act, id) => {
    const answer = await as(login).act(caseId, act, id);
    if (answer.problem !== undefined) throw new Error(`${login} ${act.kind}: ${JSON.stringify(answer.problem)}`);
    return answer.value;
  };
  return {
    product,
    as,
    view,
    stepAt,
    stepView: async (login, caseId, node) => as(login).get('step', { params: { id: caseId, step: await stepAt(login, caseId, node) } }),
    take,
    refused: async (login, caseId, act) => (await as(login).act(caseId, act)).problem?.code,
    complete: async (login, caseId, node, outcome, values) => take(login, caseId, { kind: 'complete', step: await stepAt(login, caseId, node), outcome, ...(values && { values }) }),
    person: async (login) => {
      const { items } = await as('ruth').get('people');
      const row = items.find((item) => item.login === login);
      if (row === undefined) throw new Error(`no ${login}`);
      return { personId: row.id, agencyId: row.agency.id };
    },
    publish: async (draft) => {
      const unitId = (await as('dana').get('session')).units[0]?.id ?? '';
      const { id } = await as('dana').get('createProtocol', { body: { unitId, from: { kind: 'json', draft } } });
      const { hash } = await as('dana').get('sendToReview', { params: { id }, body: { revision: 1 } });
      return (await as('ellen').get('publish', { params: { id }, body: { hash } })).id;
    },
    open: async (login, versionId, title, values) => (await as(login).get('openCase', { body: { id: randomUUID(), versionId, title, ...(values && { values }) } })).caseId,
  };
}
