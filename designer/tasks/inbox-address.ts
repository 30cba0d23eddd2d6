// The view of the inbox as the address has it: what an old or mistyped link says wrongly is left out, and the rest counts.
import { z } from 'zod';
import { inboxSearchSchema } from '../../server/contract-inbox.ts';

const { of, q, kind, band, protocol, unit } = inboxSearchSchema.shape;
export const inboxAddressSchema = z.object({ of: of.catch(undefined), q: q.catch(undefined), kind: kind.catch(undefined), band: band.catch(undefined), protocol: protocol.catch(undefined), unit: unit.catch(undefined) });
