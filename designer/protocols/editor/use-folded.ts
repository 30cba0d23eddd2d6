// Panels fold and remember it, on this computer.
import { useState } from 'react';

export function useFolded(panel: string, initially: boolean): readonly [boolean, (folded: boolean) => void] {
  const key = `handrail.folded.${panel}`;
  const [folded, setFolded] = useState(() => {
    const kept = localStorage.getItem(key);
    return kept === null ? initially : kept === 'yes';
  });
  return [folded, (next) => {
    localStorage.setItem(key, next ? 'yes' : 'no');
    setFolded(next);
  }];
}
