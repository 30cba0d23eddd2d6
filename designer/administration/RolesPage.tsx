// The roles of a unit and their rights: one catalogue, referred to by protocols through the key.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { rights, type Right } from '../../protocol/input.ts';
import { rolesQuery, unitQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { rightWords } from '../ui/labels.ts';
import { Card, Page } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { AdminTabs } from './AdminTabs.tsx';
import { keyOf } from './naming.ts';
import { useChange } from './use-change.ts';

export function RolesPage() {
  const { unitId } = useParams({ from: '/administration/units/$unitId/roles' });
  const unit = useQuery(unitQuery(unitId));
  const roles = useQuery(rolesQuery(unitId));
  const change = useChange();
  const [title, setTitle] = useState('');
  const administers = hasRight(useSession(), 'administer', unitId);
  const [isOutside, setOutside] = useState(false);
  const toggle = (role: { readonly id: string; readonly title: string; readonly rights: readonly Right[] }, right: Right): void => {
    const next = role.rights.includes(right) ? role.rights.filter((one) => one !== right) : [...role.rights, right];
    void change.send('changeRole', { params: { id: unitId, rid: role.id }, body: { rights: next } }, `${role.title}: ${rightWords[right]?.[0] ?? right} ${next.includes(right) ? 'given' : 'taken away'}`);
  };
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await change.send('createRole', { params: { id: unitId }, body: { key: keyOf(title), title, rights: [], outside: isOutside } }, `Role ${title}`)) setTitle('');
  };
  const name = unit.data?.name ?? 'Unit';
  return (
    <Page title={`Roles and rights: ${name}`} crumbs={[{ label: 'Units', link: { to: '/administration' } }, { label: name, link: { to: '/administration/units/$unitId', params: { unitId } } }]}>
      <AdminTabs />
      {change.problem && <ProblemNotice problem={change.problem} />}
      <Loaded from={roles} what="roles">
        {(data) => (
          <div className={styles.tableWrap}>
            <table className={styles.table}>
              <caption className="visually-hidden">Which role has which right</caption>
              <thead><tr><th scope="col">Role</th>{rights.map((right) => <th key={right} scope="col" title={rightWords[right]?.[1]} style={{ fontSize: 12, whiteSpace: 'normal', padding: '8px 6px' }}>{rightWords[right]?.[0] ?? right}</th>)}</tr></thead>
              <tbody>
                {data.items.map((role) => (
                  <tr key={role.id}>
                    <th scope="row">{role.title}<div className={styles.sub}>{role.key}, {role.outside && 'for people outside the unit, '}{role.holders === 0 ? 'nobody holds it' : `held by ${role.holders}`}</div></th>
                    {rights.map((right) => <td key={right} style={{ padding: '9px 6px' }}><Checkbox aria-label={`${role.title}: ${rightWords[right]?.[0] ?? right}`} checked={role.rights.includes(right)} disabled={change.isSending || role.outside || !administers} onChange={() => toggle(role, right)} /></td>)}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {administers && <Card title="New role">
        <form className={styles.rowForm} onSubmit={(event) => void onSubmit(event)}>
          <TextInput label="Title" description={title === '' ? 'Protocols refer to it by a key made from it.' : `Key: ${keyOf(title)}`} value={title} onChange={(event) => setTitle(event.currentTarget.value)} required withAsterisk={false} />
          <Checkbox label="For people outside the unit" description="They are asked, hold no right and see only what is shown to them." checked={isOutside} onChange={(event) => setOutside(event.currentTarget.checked)} />
          <Button type="submit" loading={change.isSending}>Add the role</Button>
        </form>
      </Card>}
      <Card title="What the rights mean">
        <dl className={styles.facts}>{rights.map((right) => <div key={right} style={{ display: 'contents' }}><dt>{rightWords[right]?.[0] ?? right}</dt><dd>{rightWords[right]?.[1]}</dd></div>)}</dl>
      </Card>
    </Page>
  );
}
