import { describe, expect, test } from 'vitest';
import { claimsStayBoundAndProtected as property } from './claims-stay-bound-and-protected.ts';
import { boundClaim, claimTemplates, miniSet } from './fixture.ts';

const used = (spec = {}, options = {}) =>
  miniSet({ volumeClaimTemplates: claimTemplates('data') }, options)
    .claim('data-web-0', boundClaim('disk-1'))
    .pod(0, { claims: ['data'], spec: { ...podSpec, ...spec } });
const podSpec = {
  nodeName: 'node-0',
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } }],
};

describe('statefulset/claims-stay-bound-and-protected', () => {
  test('holds when a claim keeps its volume and goes after its pod', () => {
    const told = used().also((trace) =>
      trace.terminate('PersistentVolumeClaim', 'data-web-0', 'user'),
    );
    told.drop(0, 'user');
    told.also((trace) => trace.remove('PersistentVolumeClaim', 'data-web-0', 'claim-controller'));
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when it goes while a scheduled pod uses it', () => {
    const told = used().kill(0, 'user');
    told.also((trace) => trace.remove('PersistentVolumeClaim', 'data-web-0', 'claim-controller'));
    expect(told.judge(property)).toBe('failed');
  });
  test('fails when it loses its volume', () => {
    const told = used().also((trace) =>
      trace.change('PersistentVolumeClaim', 'data-web-0', { spec: { volumeName: 'disk-2' } }),
    );
    expect(told.judge(property)).toBe('failed');
  });
  test('holds when the pod has no node', () => {
    const told = used({ nodeName: '' });
    told.also((trace) => trace.remove('PersistentVolumeClaim', 'data-web-0', 'claim-controller'));
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing while nothing happens to claims', () => {
    expect(used().judge(property)).toBe('vacuous');
  });
});
