import { expect, test } from 'vitest';
import { boundClaim, claimTemplates, miniSet } from './fixture.ts';
import {
  sometimesAClaimServesASecondPod as property,
} from './sometimes-a-claim-serves-a-second-pod.ts';

const kind = 'PersistentVolumeClaim';
const using = { claims: ['data'] };
const first = (...templates: readonly string[]) =>
  miniSet({ volumeClaimTemplates: claimTemplates(...templates) })
    .claim('data-web-0')
    .pod(0, using);
/** The claim of the first pod gets its volume, then that pod is lost. */
const lost = (...templates: readonly string[]) =>
  first(...templates)
    .also((trace) => trace.change(kind, 'data-web-0', boundClaim('v'), 'claim-controller'))
    .drop(0, 'user');

test('is seen when a pod comes back to the claim that its predecessor used', () => {
  expect(lost('data').judge(property)).toBe('vacuous');
  expect(lost('data').born(0, using).judge(property)).toBe('passed');
});

test('is seen when one of several claims was bound before', () => {
  const told = lost('logs', 'data').claim('logs-web-0');
  expect(told.born(0, { claims: ['logs', 'data'] }).judge(property)).toBe('passed');
});

test('is not seen when the claim never got a volume', () => {
  expect(first('data').drop(0, 'user').born(0, using).judge(property)).toBe('vacuous');
});

test('is not seen when no earlier pod ran with the bound claim', () => {
  const made = () =>
    miniSet({ volumeClaimTemplates: claimTemplates('data') })
      .claim('data-web-0', boundClaim('v'), 'user');
  expect(made().born(0, using).judge(property)).toBe('vacuous');
  const pending = made().born(0, using).drop(0, 'user').born(0, using);
  expect(pending.judge(property)).toBe('vacuous');
  const without = made().pod(0).drop(0, 'user').born(0, using);
  expect(without.judge(property)).toBe('vacuous');
});

test('is not seen when the earlier pod was not of the set, nor of the ordinal', () => {
  const used = () =>
    miniSet({ volumeClaimTemplates: claimTemplates('data') })
      .claim('data-web-0', boundClaim('v'), 'user');
  const foreign = used().pod(0, { ...using, isOrphan: true }).drop(0, 'user').born(0, using);
  expect(foreign.judge(property)).toBe('vacuous');
  const spec = {
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } }],
  };
  const beside = used().pod(1, { spec }).born(0, using);
  expect(beside.judge(property)).toBe('vacuous');
});

test('is not seen when the claim was made anew', () => {
  const anew = lost('data').also((trace) => trace.remove(kind, 'data-web-0', 'user'));
  expect(anew.claim('data-web-0').born(0, using).judge(property)).toBe('vacuous');
});

test('is not seen when another pod is created, or somebody else creates this one', () => {
  const other = lost('data').claim('data-web-1').born(1, using);
  expect(other.judge(property)).toBe('vacuous');
  expect(lost('data').born(0, { ...using, actor: 'user' }).judge(property)).toBe('vacuous');
});

test('is not seen with a bound claim for which the set has no template', () => {
  const told = lost('logs').claim('logs-web-0');
  expect(told.born(0, { claims: ['logs', 'data'] }).judge(property)).toBe('vacuous');
});
