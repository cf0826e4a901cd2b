import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeOrgClock } from '../clock.ts';
import { makeOrgCore, type OrgCore } from '../org-core.ts';
import type { SeedUser } from '../seed.ts';

const SHOP = fileURLToPath(new URL('../fixtures/shop', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sharing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, type: string, body: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`);
}

/** Ann, Bob and Cid are clerks of a shop whose purchases are private. */
function shop(traits: Readonly<Record<string, Partial<SeedUser>>> = {}): OrgCore {
  const users = ['ann', 'bob', 'cid'].map((name): SeedUser => ({
    username: `${name}@shop.example`,
    lastName: name,
    permissionSets: ['Shop_Clerk'],
    ...traits[name],
  }));
  const clock = makeOrgClock(() => Date.parse('2026-11-21T10:00:00Z'));
  let made = 0;
  return makeOrgCore({
    sources: [SHOP, folder],
    users,
    clock,
    timers: { now: clock.now, after: () => () => undefined },
    uuid: () => String((made += 1)),
    random: () => 0.5,
    secret: () => 'secret',
    dailyCalls: 1000,
    sessionIdleMs: 1000,
    organizationType: 'Enterprise Edition',
  });
}

const idOf = (org: OrgCore, name: string): string => String(org.directory.byUsername(`${name}@shop.example`)!['Id']);

/** Writes in the name of a user; answers the record's id, or the code of the refusal. */
function save(org: OrgCore, name: string, what: `${'insert' | 'update'} ${string}`, values: Record<string, unknown>): string {
  const [verb, object] = what.split(' ') as ['insert' | 'update', string];
  const user = org.actAs(idOf(org, name));
  const actor = { userId: user.userId, permissions: user.access.customPermissions, changeOrigin: '' };
  const [result] = org.database.transact(actor, (transaction) => user.dml[verb](transaction, org.metadata.object(object)!, [values]));
  return result!.success ? result!.id! : result!.errors[0]!.statusCode;
}

const seenBy = (org: OrgCore, name: string, object = 'Purchase__c'): number =>
  org.actAs(idOf(org, name)).query(`SELECT Id FROM ${object}`, { now: org.clock.now(), basePath: '' }).totalSize;

describe('a private record', () => {
  test('is seen and changed by its owner alone, with its details', () => {
    const org = shop();
    const id = save(org, 'ann', 'insert Purchase__c', { External_Key__c: 'A' });
    save(org, 'ann', 'insert Purchase_Line__c', { External_Key__c: 'A-1', Purchase__c: id });
    expect([seenBy(org, 'ann'), seenBy(org, 'ann', 'Purchase_Line__c')]).toEqual([1, 1]);
    expect([seenBy(org, 'bob'), seenBy(org, 'bob', 'Purchase_Line__c')]).toEqual([0, 0]);
    expect(save(org, 'bob', 'update Purchase__c', { Id: id, Amount__c: 1 })).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    expect(save(org, 'bob', 'insert Purchase_Line__c', { External_Key__c: 'A-2', Purchase__c: id })).toBe(
      'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    );
  });

  test('is open to the members of the queue that owns it', () => {
    write('queues/Returns_Desk.queue-meta.xml', 'Queue', '<name>Returns Desk</name>');
    const org = shop({ bob: { groups: ['Returns_Desk'] } });
    const queue = [...org.database.table('Group').records()][0]!['Id'];
    const id = save(org, 'ann', 'insert Purchase__c', { External_Key__c: 'A', OwnerId: queue });
    expect([seenBy(org, 'ann'), seenBy(org, 'bob'), seenBy(org, 'cid')]).toEqual([0, 1, 0]);
    expect(save(org, 'bob', 'update Purchase__c', { Id: id, Amount__c: 1 })).toBe(id);
  });

  test('is open to whom a record of its share object names, as far as that says (Apex managed sharing)', () => {
    mkdirSync(join(folder, 'classes'), { recursive: true });
    writeFileSync(
      join(folder, 'classes/Sharer.cls'),
      'public class Sharer { public String reason = Purchase__Share.RowCause.Courier__c; }',
    );
    write('objects/Purchase__c/sharingReasons/Courier__c.sharingReason-meta.xml', 'SharingReason', '<label>Courier</label>');
    const org = shop();
    const id = save(org, 'ann', 'insert Purchase__c', { External_Key__c: 'A' });
    const share = { ParentId: id, UserOrGroupId: idOf(org, 'bob'), AccessLevel: 'Read' };
    const actor = { userId: idOf(org, 'ann'), permissions: new Set<string>(), changeOrigin: '' };
    const [made] = org.database.transact(actor, (transaction) =>
      org.dml.insert(transaction, org.metadata.object('Purchase__Share')!, [share]),
    );
    expect([made!.success, seenBy(org, 'bob'), seenBy(org, 'cid')]).toEqual([true, 1, 0]);
    expect(save(org, 'bob', 'update Purchase__c', { Id: id, Amount__c: 1 })).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
  });

  test('is open to those above its owner in the role hierarchy, not to their equals', () => {
    write('roles/Head.role-meta.xml', 'Role', '<name>Head</name>');
    write('roles/Desk.role-meta.xml', 'Role', '<name>Desk</name><parentRole>Head</parentRole>');
    const org = shop({ ann: { role: 'Desk' }, bob: { role: 'Head' }, cid: { role: 'Desk' } });
    save(org, 'ann', 'insert Purchase__c', { External_Key__c: 'A' });
    save(org, 'bob', 'insert Purchase__c', { External_Key__c: 'B' });
    expect([seenBy(org, 'ann'), seenBy(org, 'bob'), seenBy(org, 'cid')]).toEqual([1, 2, 0]);
  });
});

describe('a sharing rule', () => {
  const rule = (kind: string, body: string): void =>
    write('sharingRules/Purchase__c.sharingRules-meta.xml', 'SharingRules', `<${kind}><fullName>Rule</fullName>${body}</${kind}>`);

  test('by owner lets everybody read', () => {
    rule(
      'sharingOwnerRules',
      '<accessLevel>Read</accessLevel><sharedTo><allInternalUsers></allInternalUsers></sharedTo><sharedFrom><allInternalUsers></allInternalUsers></sharedFrom>',
    );
    const org = shop();
    const id = save(org, 'ann', 'insert Purchase__c', { External_Key__c: 'A' });
    expect(seenBy(org, 'bob')).toBe(1);
    expect(save(org, 'bob', 'update Purchase__c', { Id: id, Amount__c: 1 })).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
  });

  test('by criteria lets a group edit, and nobody hand over or delete', () => {
    write('groups/Shippers.group-meta.xml', 'Group', '<name>Shippers</name>');
    rule(
      'sharingCriteriaRules',
      '<accessLevel>Edit</accessLevel><sharedTo><group>Shippers</group></sharedTo><criteriaItems><field>Status__c</field><operation>equals</operation><value>Shipped,Lost</value></criteriaItems>',
    );
    const org = shop({ bob: { groups: ['Shippers'] } });
    const id = save(org, 'ann', 'insert Purchase__c', { External_Key__c: 'A', Status__c: 'Shipped' });
    save(org, 'ann', 'insert Purchase__c', { External_Key__c: 'B' });
    expect([seenBy(org, 'bob'), seenBy(org, 'cid')]).toEqual([1, 0]);
    expect(save(org, 'bob', 'update Purchase__c', { Id: id, Notes__c: 'on its way' })).toBe(id);
    expect(save(org, 'bob', 'update Purchase__c', { Id: id, OwnerId: idOf(org, 'bob') })).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
    const bob = org.actAs(idOf(org, 'bob'));
    const actor = { userId: bob.userId, permissions: new Set<string>(), changeOrigin: '' };
    expect(org.database.transact(actor, (transaction) => bob.dml.delete(transaction, [id]))).toMatchObject([{ success: false }]);
  });

  test('that the org could not honour stops the deploy', () => {
    rule('sharingOwnerRules', '<accessLevel>Read</accessLevel><sharedTo><territory>North</territory></sharedTo>');
    expect(() => shop()).toThrow(/sharing rule Purchase__c\.Rule/);
  });
});
