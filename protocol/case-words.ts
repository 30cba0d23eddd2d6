// Codes of a running case in plain words: why an end is held, what a handoff is, why it waits.

export const heldWords: Readonly<Record<string, string>> = {
  weapons_access_unknown: 'It is not recorded whether the person has access to weapons. Record that, and the case closes by itself.',
  no_closing_without_contact: 'Contact with the person has failed. That is no reason to close; record contact, and the case closes by itself.',
  open_tasks: 'A task that was added to the case is still open. End it, and the case closes by itself.',
  purge_needs_two: 'A purge needs an approval by two persons in this protocol. Get it, and it goes on by itself.',
  needs_person: 'Time alone has led here, and time ends no case. It goes on with the next act of a person in this case; say first what speaks against it.',
  criteria_not_cited: 'It is not said yet which initiation criteria the report meets, or why none. Say so on the case page, and it goes on by itself.',
  open_handoffs: 'A handoff of this case is still open. It has to be answered or withdrawn first.',
  other_protocols_running: 'Another protocol of this case is still running. It has to end first.',
  repeat_needs_two: 'There were reports before, so this needs an approval by two persons. Get it, and it goes on by itself.',
};

export const handoffWords = { transfer: 'ownership', request: 'a request', consult: 'a question', inform: 'a notice' } as const;

export function waitingWords(why: string | null): string | null {
  if (why === null) return null;
  if (why === 'transfer_open') return 'Another offer of ownership is open; this is offered when that has ended.';
  if (why === 'legal_basis') return 'The legal basis is not recorded yet. Record it, or offer it with one.';
  if (why === 'kind_unknown') return 'What decides the kind of this handoff is not recorded. Offer it, and say which kind it is.';
  if (why.startsWith('places:')) return `How many are asked (${why.slice('places:'.length)}) is not recorded yet. Record it, then offer this.`;
  if (why.startsWith('package:')) return `The package needs ${why.slice('package:'.length)}, which is not recorded yet.`;
  return why;
}

export function list(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
