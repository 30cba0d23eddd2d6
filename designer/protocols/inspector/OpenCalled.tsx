// A called protocol is a page of its own. The way back leads to the step that calls it.
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { protocolsQuery } from '../protocol-queries.ts';

export function OpenCalled({ protocol, step }: { readonly protocol: string; readonly step: string }) {
  const { protocolId } = useParams({ strict: false });
  const { data } = useQuery(protocolsQuery());
  const here = data?.items.find((p) => p.id === protocolId);
  const called = data?.items.find((p) => p.key === protocol && (here === undefined || p.unitId === here.unitId)) ?? data?.items.find((p) => p.key === protocol);
  if (!called || protocolId === undefined || called.id === protocolId) return null;
  return <Link className="open-called" to="/protocols/$protocolId" params={{ protocolId: called.id }} search={{ from: protocolId, back: step }}><IconExternalLink size={14} aria-hidden /> Open “{called.title}”</Link>;
}
