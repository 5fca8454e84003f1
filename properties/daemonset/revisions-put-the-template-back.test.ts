import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { miniDaemons } from './fixture.ts';
import { revisionsPutTheTemplateBack as property } from './revisions-put-the-template-back.ts';

const template = (image: string) => ({
  metadata: { labels: { app: 'mini' } },
  spec: { containers: [{ name: 'main', image }] },
});
const made = (data: object, actor: 'user' | 'daemonset-controller' = 'daemonset-controller') =>
  miniDaemons(1).also((trace) => {
    trace.remove('ControllerRevision', 'log-a', 'user');
    const ownerReferences = ownedByObject('DaemonSet', 'log', trace.uidOf('DaemonSet', 'log'));
    trace.add('ControllerRevision', 'log-x', { metadata: { ownerReferences }, data }, actor);
  });

describe('daemonset/revisions-put-the-template-back', () => {
  test('holds for the present template', () => {
    expect(miniDaemons(1).roll('b').judge(property)).toBe('passed');
  });
  test('fails for another one, a part of it, or a patch that only adds', () => {
    const other = { spec: { template: { ...template('mini:b'), $patch: 'replace' } } };
    expect(made(other).judge(property)).toBe('failed');
    const part = { spec: { template: { spec: template('mini:a').spec, $patch: 'replace' } } };
    expect(made(part).judge(property)).toBe('failed');
    expect(made({ spec: { template: template('mini:a') } }).judge(property)).toBe('failed');
  });
  test('holds for the template that may still have been seen', () => {
    const told = miniDaemons(1, {}, { stalenessMs: 3000 }).roll('b').change({ minReadySeconds: 1 });
    expect(told.judge(property)).toBe('passed');
  });
  test('is satisfied with its own revisions only', () => {
    const foreign = made({}, 'user');
    expect(foreign.judge(property)).toBe('passed');
  });
  test('says nothing where only others make revisions', () => {
    const foreign = miniTrace().add('ControllerRevision', 'other', {}, 'user');
    expect(foreign.judge(property).status).toBe('vacuous');
  });
});
