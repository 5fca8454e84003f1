import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AdapterError } from '../adapter.ts';
import type { AuditLog } from './audit-log.ts';
import { openAuditLog } from './audit-log.ts';
import { changeOf, objectOf } from './fixture.ts';

let folder = '';
let path = '';
let log: AuditLog | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-'));
  path = join(folder, 'audit.log');
  await writeFile(path, '');
});
afterEach(async () => {
  await log?.close();
  await rm(folder, { recursive: true });
});

function lineOf(resource: string, kind: string, name: string, namespace?: string): string {
  const metadata = { name, uid: `uid-${name}`, resourceVersion: '7' };
  const event = {
    stage: 'ResponseComplete',
    verb: 'create',
    user: { username: 'someone' },
    userAgent: 'plimsoll-user/0.1',
    objectRef: { resource, name, ...(namespace && { namespace }) },
    responseStatus: { code: 201 },
    responseObject: { kind, metadata },
  };
  return `${JSON.stringify(event)}\n`;
}

const pod = changeOf('ADDED', objectOf('Pod', 'web-0', 7));
const node = (name: string) => changeOf('ADDED', objectOf('Node', name, 7));

test('each scenario hears of its namespace and its nodes, and of nobody else', async () => {
  log = await openAuditLog(path);
  const one = log.subscribe('run-1');
  const other = log.subscribe('run-10');
  await appendFile(path, lineOf('pods', 'Pod', 'web-0', 'run-1'));
  await appendFile(path, lineOf('nodes', 'Node', 'run-10-n0'));
  await log.poll();
  expect([one.authorOf(pod), other.authorOf(pod)]).toEqual(['user', undefined]);
  const theirs = node('run-10-n0');
  expect([one.authorOf(theirs), other.authorOf(theirs)]).toEqual([undefined, 'user']);
});

test('a node of nobody concerns them all', async () => {
  log = await openAuditLog(path);
  const indexes = [log.subscribe('run-1'), log.subscribe('run-2')];
  await appendFile(path, lineOf('nodes', 'Node', 'worker'));
  await log.poll();
  expect(indexes.map((index) => index.authorOf(node('worker')))).toEqual(['user', 'user']);
});

test('what was written before, or after the end of a scenario, is not for it', async () => {
  await appendFile(path, lineOf('pods', 'Pod', 'web-0', 'run-1'));
  log = await openAuditLog(path);
  const index = log.subscribe('run-1');
  await log.poll();
  log.unsubscribe('run-1');
  await appendFile(path, lineOf('pods', 'Pod', 'web-0', 'run-1'));
  await log.poll();
  expect(index.authorOf(pod)).toBeUndefined();
});

test('a log that cannot be read is a failing environment', async () => {
  await expect(openAuditLog(join(folder, 'none'))).rejects.toBeInstanceOf(AdapterError);
});
