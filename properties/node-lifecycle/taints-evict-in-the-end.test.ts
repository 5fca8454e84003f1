import { describe, expect, test } from 'vitest';
import { evict, miniPod, patient, taint } from './fixture.ts';
import { taintsEvictInTheEnd } from './taints-evict-in-the-end.ts';

const property = taintsEvictInTheEnd('StatefulSet');
const tainted = (seconds: number) => taint(miniPod(patient(seconds)), 'bad');

describe('node-lifecycle/taints-evict-in-the-end', () => {
  test('holds when the pod was deleted, or has time left', () => {
    expect(evict(tainted(20).wait(20_000)).wait(20_000).rest().judge(property).status).toBe(
      'passed',
    );
    expect(tainted(20).wait(20_000).rest().judge(property).status).toBe('passed');
  });
  test('fails at rest when it outstays its time', () => {
    expect(tainted(20).wait(30_000).rest().judge(property).status).toBe('failed');
    expect(taint(miniPod(), 'bad').wait(10_000).rest().judge(property).status).toBe('failed');
  });
  test('fails when the taint goes and it had outstayed its time', () => {
    expect(taint(tainted(20).wait(30_000)).judge(property).status).toBe('failed');
  });
  test('holds for a pod that tolerates it for ever', () => {
    const told = taint(miniPod([{ operator: 'Exists' }]), 'bad').wait(900_000);
    expect(told.rest().judge(property).status).toBe('passed');
  });
  test('says nothing of nodes without such taints', () => {
    expect(miniPod().wait(30_000).rest().judge(property).status).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = tainted(20).wait(30_000).rest(false);
    expect(told.judge(property).status).toBe('vacuous');
  });
});
