// Find anything one may see, from every page: the key / leads here, Enter shows what was found.
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useRef, useState, type FormEvent } from 'react';
import { useKey } from '../ui/use-key.ts';

export function SearchBox() {
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  // The inbox has a list of its own to find in by the same key.
  const isOthers = path === '/tasks';
  useKey('/', useCallback(() => { if (!isOthers) field.current?.focus(); }, [isOthers]));
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim().length < 2) return;
    void navigate({ to: '/search', search: { q: text.trim() } });
  };
  return (
    <form role="search" aria-label="Everything" onSubmit={onSubmit}>
      <TextInput ref={field} type="search" size="xs" w={230} maw="100%" aria-label="Find cases, open work, protocols, people" placeholder="Find" leftSection={<IconSearch size={15} aria-hidden />} maxLength={100} value={text} onChange={(event) => setText(event.currentTarget.value)} />
    </form>
  );
}
