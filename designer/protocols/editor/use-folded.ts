// Panels fold and remember it, on this computer.
import { useCallback, useState } from 'react';

export function useFolded(panel: string, initially: boolean): readonly [boolean, (folded: boolean) => void] {
  const key = `handrail.folded.${panel}`;
  const [folded, setFolded] = useState(() => {
    const kept = localStorage.getItem(key);
    return kept === null ? initially : kept === 'yes';
  });
  const fold = useCallback((next: boolean) => {
    localStorage.setItem(key, next ? 'yes' : 'no');
    setFolded(next);
  }, [key]);
  return [folded, fold];
}
