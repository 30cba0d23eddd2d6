// Where this page is: under the protocols, or under the protocol whose step calls it.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { protocolsQuery } from '../protocol-queries.ts';

export function WhereThisIs() {
  const { from, back } = useSearch({ from: '/protocols/$protocolId' });
  const { data } = useQuery({ ...protocolsQuery(), enabled: from !== undefined });
  const caller = data?.items.find((p) => p.id === from);
  return (
    <nav aria-label="Where this is">
      <Link to="/protocols">Protocols</Link> /{' '}
      {caller && <><Link to="/protocols/$protocolId" params={{ protocolId: caller.id }} search={back === undefined ? {} : { step: back }}>{caller.title}</Link> /</>}
    </nav>
  );
}
