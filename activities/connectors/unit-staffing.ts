// Who is there: how many people of the unit hold a role now. Looked up in our own database, so that a protocol can send work
// elsewhere before it lies with nobody.
import { ConnectorRefusal, type Connector } from './connector.ts';

export const unitStaffing: Connector = {
  spec: {
    key: 'unit_staffing',
    title: 'Who holds a role now',
    help: 'Counts the people of the unit who hold the role at this moment.',
    inputs: [{ name: 'role', label: 'Role', type: 'role', required: true }],
    outputs: [
      { name: 'holders', label: 'people who hold it', type: 'integer', required: true },
      { name: 'staffed', label: 'somebody holds it', type: 'boolean', required: true },
    ],
  },
  ask: ({ unitId, inputs: { role } }, { db }) =>
    db.asSweeper(async (tx) => {
      if (typeof role !== 'string') throw new ConnectorRefusal('missing_input');
      const known = await tx.role.findFirst({ where: { unitId, key: role }, select: { key: true } });
      if (known === null) throw new ConnectorRefusal('unknown_role');
      const now = new Date();
      const members = await tx.unitMember.findMany({
        where: { unitId, role: { key: role }, from: { lte: now }, OR: [{ until: null }, { until: { gt: now } }], person: { disabledAt: null } },
        distinct: ['personId'],
        select: { personId: true },
      });
      return { holders: members.length, staffed: members.length > 0 };
    }),
};
