import { type Context, ponder } from 'ponder:registry';
import { type Hex, keccak256, stringToHex, zeroHash } from 'viem';
import { role, roleChange, roleMember } from '../ponder.schema.ts';
import { eventKey } from './internal/eventKey.ts';

interface Moment {
  readonly block: { readonly number: bigint; readonly timestamp: bigint };
  readonly log: { readonly logIndex: number };
  readonly transaction: { readonly hash: Hex };
}
type Change = Omit<typeof roleChange.$inferInsert, 'id' | 'block' | 'time' | 'tx'>;
type RoleKey = Pick<typeof role.$inferSelect, 'source' | 'role'>;

/** Roles that their contract names itself. */
const knownLabels = new Map<string, string>([
  ['accessManager 0', 'ADMIN_ROLE'],
  [`accessManager ${2n ** 64n - 1n}`, 'PUBLIC_ROLE'],
  [`timelock ${zeroHash}`, 'DEFAULT_ADMIN_ROLE'],
  ...['PROPOSER_ROLE', 'EXECUTOR_ROLE', 'CANCELLER_ROLE'].map(
    (name) => [`timelock ${keccak256(stringToHex(name))}`, name] as const,
  ),
]);

async function addChange(context: Pick<Context, 'db'>, event: Moment, change: Change): Promise<void> {
  await context.db.insert(roleChange).values({
    id: eventKey(event),
    ...change,
    block: event.block.number,
    time: event.block.timestamp,
    tx: event.transaction.hash,
  });
}

async function setRole(
  context: Pick<Context, 'db'>,
  key: RoleKey,
  change: Partial<Pick<typeof role.$inferSelect, 'label' | 'admin' | 'guardian'>>,
): Promise<void> {
  const label = knownLabels.get(`${key.source} ${key.role}`) ?? null;
  const values = context.db.insert(role).values({ ...key, label, ...change });
  await (Object.keys(change).length === 0 ? values.onConflictDoNothing() : values.onConflictDoUpdate(change));
}

ponder.on('AccessManager:RoleGranted', async ({ event, context }) => {
  const { roleId, account, delay, since } = event.args;
  const key = { source: 'accessManager', role: roleId.toString() } as const;
  const columns = { delaySeconds: BigInt(delay), since: BigInt(since) };
  await setRole(context, key, {});
  await context.db
    .insert(roleMember)
    .values({ ...key, account, ...columns, grantedAt: event.block.timestamp })
    .onConflictDoUpdate(columns);
  await addChange(context, event, { ...key, kind: 'granted', account, value: delay.toString() });
});

ponder.on('AccessManager:RoleRevoked', async ({ event, context }) => {
  const { roleId, account } = event.args;
  const key = { source: 'accessManager', role: roleId.toString() } as const;
  await context.db.delete(roleMember, { ...key, account });
  await addChange(context, event, { ...key, kind: 'revoked', account });
});

ponder.on('AccessManager:RoleLabel', async ({ event, context }) => {
  const { roleId, label } = event.args;
  const key = { source: 'accessManager', role: roleId.toString() } as const;
  await setRole(context, key, { label });
  await addChange(context, event, { ...key, kind: 'labelled', value: label });
});

ponder.on('AccessManager:RoleAdminChanged', async ({ event, context }) => {
  const { roleId, admin } = event.args;
  const key = { source: 'accessManager', role: roleId.toString() } as const;
  await setRole(context, key, { admin: admin.toString() });
  await addChange(context, event, { ...key, kind: 'adminChanged', value: admin.toString() });
});

ponder.on('AccessManager:RoleGuardianChanged', async ({ event, context }) => {
  const { roleId, guardian } = event.args;
  const key = { source: 'accessManager', role: roleId.toString() } as const;
  await setRole(context, key, { guardian: guardian.toString() });
  await addChange(context, event, { ...key, kind: 'guardianChanged', value: guardian.toString() });
});

ponder.on('AccessManager:TargetFunctionRoleUpdated', async ({ event, context }) => {
  const { target, selector, roleId } = event.args;
  const key = { source: 'accessManager', role: roleId.toString() } as const;
  await setRole(context, key, {});
  await addChange(context, event, { ...key, kind: 'functionAssigned', target, selector });
});

ponder.on('AccessManager:TargetClosed', async ({ event, context }) => {
  const { target, closed } = event.args;
  await addChange(context, event, { source: 'accessManager', kind: 'targetClosed', target, value: String(closed) });
});

ponder.on('Timelock:RoleGranted', async ({ event, context }) => {
  const { role: roleHash, account } = event.args;
  const key = { source: 'timelock', role: roleHash } as const;
  await setRole(context, key, {});
  await context.db
    .insert(roleMember)
    .values({ ...key, account, since: event.block.timestamp, grantedAt: event.block.timestamp })
    .onConflictDoNothing();
  await addChange(context, event, { ...key, kind: 'granted', account });
});

ponder.on('Timelock:RoleRevoked', async ({ event, context }) => {
  const { role: roleHash, account } = event.args;
  const key = { source: 'timelock', role: roleHash } as const;
  await context.db.delete(roleMember, { ...key, account });
  await addChange(context, event, { ...key, kind: 'revoked', account });
});

ponder.on('Timelock:RoleAdminChanged', async ({ event, context }) => {
  const { role: roleHash, newAdminRole } = event.args;
  const key = { source: 'timelock', role: roleHash } as const;
  await setRole(context, key, { admin: newAdminRole });
  await addChange(context, event, { ...key, kind: 'adminChanged', value: newAdminRole });
});
