// One protocol: its draft in the editor. The editor keeps what is on screen; what the server says later (review, versions,
// another person's revision) reaches it as a new view of the same protocol.
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Loaded } from '../ui/ProblemNotice.tsx';
import { ProtocolEditor } from './editor/ProtocolEditor.tsx';
import { protocolQuery } from './protocol-queries.ts';

export function ProtocolPage() {
  const { protocolId } = useParams({ from: '/protocols/$protocolId' });
  const protocol = useQuery(protocolQuery(protocolId));
  return <Loaded from={protocol} what="the protocol">{(view) => <ProtocolEditor key={view.id} view={view} />}</Loaded>;
}
