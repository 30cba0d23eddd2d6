// What React Flow says to a screen reader, in our words. Its two descriptions of a node are used the other way round from
// their names, so both say the same.
import type { AriaLabelConfig } from '@xyflow/react';

export function canvasLabels(editable: boolean): Partial<AriaLabelConfig> {
  const node = editable
    ? 'Press Enter to select, A to add a step after it, C to connect it, Delete to delete it. When selected, arrow keys move it.'
    : 'Press Enter to select.';
  return {
    'node.a11yDescription.default': node,
    'node.a11yDescription.keyboardDisabled': node,
    // Ours says where a step went once it is there; React Flow's is one step behind.
    'node.a11yDescription.ariaLiveMessage': () => '',
    'edge.a11yDescription.default': 'Change where it leads in the inspector, under Leads to.',
    'controls.ariaLabel': 'Zoom',
    'controls.zoomIn.ariaLabel': 'Zoom in',
    'controls.zoomOut.ariaLabel': 'Zoom out',
    'controls.fitView.ariaLabel': 'Show the whole protocol',
    'minimap.ariaLabel': 'Overview of the protocol',
    'handle.ariaLabel': 'Port',
  };
}
