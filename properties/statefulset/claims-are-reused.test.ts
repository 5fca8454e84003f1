import { describe, expect, test } from 'vitest';
import { claimsAreReused as property } from './claims-are-reused.ts';
import { claimTemplates, miniSet } from './fixture.ts';

const referring = (claimName: string) => ({
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] },
});
const lost = () =>
  miniSet({ volumeClaimTemplates: claimTemplates('data') })
    .claim('data-web-0')
    .pod(0, referring('data-web-0'))
    .drop(0, 'user');

describe('statefulset/claims-are-reused', () => {
  test('holds for the very same claim', () => {
    expect(lost().born(0, referring('data-web-0')).judge(property)).toBe('passed');
  });
  test('fails for a fresh claim while the old one is still there', () => {
    const told = lost().claim('data-web-0-new').born(0, referring('data-web-0-new'));
    expect(told.judge(property)).toBe('failed');
  });
  test('fails when the controller deletes a claim, or changes what it asks for', () => {
    const deleted = lost().also((trace) =>
      trace.terminate('PersistentVolumeClaim', 'data-web-0', 'statefulset-controller'),
    );
    expect(deleted.judge(property)).toBe('failed');
    const spec = { accessModes: ['ReadWriteMany'] };
    const changed = lost().also((trace) =>
      trace.change('PersistentVolumeClaim', 'data-web-0', { spec }, 'statefulset-controller'),
    );
    expect(changed.judge(property)).toBe('failed');
  });
  test('says nothing when somebody else removed the claim meanwhile', () => {
    const told = lost().also((trace) =>
      trace.remove('PersistentVolumeClaim', 'data-web-0', 'user'),
    );
    expect(told.claim('data-web-0').born(0, referring('data-web-0')).judge(property)).toBe(
      'vacuous',
    );
  });
});
