// A bug, not a refusal: thrown so that the host stops, and a mended build resumes the case where it stood.
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new InvariantError(why);
}

export function never(value: never): never {
  throw new InvariantError(`not handled: ${JSON.stringify(value)}`);
}
