// Which tab of the inspector shows a field, by its path: so that pressing a finding opens the right one.
import type { DraftNode } from '../../../protocol/draft.ts';

export type Tab = 'step' | 'people' | 'clock' | 'form' | 'conditions';
export type ProtocolTab = 'about' | 'roles' | 'forms' | 'facts' | 'keeping' | 'rules';

/** Tabs a kind has: one without anything to say in it is not shown. */
export function tabsOf(node: DraftNode): readonly Tab[] {
  switch (node.kind) {
    case 'start':
    case 'task':
    case 'approval': return ['step', 'people', 'clock', 'form', 'conditions'];
    case 'each': return node.protocol === undefined ? ['step', 'people', 'clock', 'form', 'conditions'] : ['step'];
    case 'service': return ['step', 'clock', 'conditions'];
    case 'handoff': return ['step', 'people', 'clock', 'form', 'conditions'];
    case 'wait': return ['step', 'people', 'clock', 'conditions'];
    case 'decision':
    case 'split': return ['step', 'conditions'];
    case 'notify': return ['step', 'people'];
    default: return ['step'];
  }
}

export function tabOfField(node: DraftNode, field: string | undefined): Tab {
  const [head = ''] = (field ?? '').split('.');
  const wanted = ((): Tab => {
    switch (head) {
      case 'roles': case 'seats': case 'needed': case 'denials': case 'to': case 'from': case 'package': case 'legalBasis': case 'joint': case 'disclosure':
      case 'notDoerOf': case 'notOwner': case 'notRequester': case 'sworn': return 'people';
      case 'events': return field?.endsWith('.roles') ? 'people' : 'step';
      case 'limit': case 'rules': case 'until': case 'atMost': case 'expires': return 'clock';
      case 'form': case 'forms': case 'about': return 'form';
      case 'branches': return field?.endsWith('.when') ? 'conditions' : 'step';
      default: return 'step';
    }
  })();
  return tabsOf(node).includes(wanted) ? wanted : 'step';
}

export function protocolTabOf(field: string | undefined): ProtocolTab {
  const [head = ''] = (field ?? '').split('.');
  if (head === 'roles' || head === 'forms' || head === 'facts' || head === 'rules') return head;
  if (head === 'grants') return 'roles';
  return head === 'retention' || head === 'citations' ? 'keeping' : 'about';
}
