// What goes into a jsonb column: our readonly model types have no index signature, Prisma's input type wants one. The
// round trip also drops `undefined`, so that what is hashed, stored and sent is the same value.
import type { Prisma } from './generated/client.ts';

export type Json = Prisma.InputJsonValue;

export function toJson(value: object): Json {
  const plain: Json = JSON.parse(JSON.stringify(value));
  return plain;
}
