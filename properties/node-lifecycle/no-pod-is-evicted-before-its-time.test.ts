import { describe, expect, test } from 'vitest';
import { evict, miniPod, patient, taint } from './fixture.ts';
import { noPodIsEvictedBeforeItsTime } from './no-pod-is-evicted-before-its-time.ts';

const property = noPodIsEvictedBeforeItsTime('DaemonSet');
const tainted = (seconds: number) => taint(miniPod(patient(seconds)), 'bad');

describe('node-lifecycle/no-pod-is-evicted-before-its-time', () => {
  test('holds when its time is over, at once where it has none', () => {
    expect(evict(tainted(20).wait(20_000)).judge(property).status).toBe('passed');
    expect(evict(taint(miniPod(), 'bad')).judge(property).status).toBe('passed');
  });
  test('fails before, and without any taint', () => {
    expect(evict(tainted(20).wait(18_000)).judge(property).status).toBe('failed');
    expect(evict(miniPod()).judge(property).status).toBe('failed');
  });
  test('fails when it tolerates for ever', () => {
    const told = taint(miniPod([{ operator: 'Exists' }]), 'bad').wait(900_000);
    expect(evict(told).judge(property).status).toBe('failed');
  });
  test('counts from the first of several taints, and anew after a break', () => {
    const changed = taint(tainted(20).wait(15_000), 'bad', 'worse').wait(5000);
    expect(evict(changed).judge(property).status).toBe('passed');
    const broken = taint(taint(tainted(20).wait(15_000)).wait(5000), 'bad').wait(5000);
    expect(evict(broken).judge(property).status).toBe('failed');
  });
  test('says nothing of pods that are deleted for something else', () => {
    expect(evict(tainted(20), 'EvictionByEvictionAPI').judge(property).status).toBe('vacuous');
  });
});
