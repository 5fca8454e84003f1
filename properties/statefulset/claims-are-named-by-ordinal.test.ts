import { describe, expect, test } from 'vitest';
import { claimsAreNamedByOrdinal as property } from './claims-are-named-by-ordinal.ts';
import { claimTemplates, miniSet } from './fixture.ts';

const withData = () =>
  miniSet({ volumeClaimTemplates: claimTemplates('data'), ordinals: { start: 3 } });
const referring = (claimName: string) => ({
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] },
});

describe('statefulset/claims-are-named-by-ordinal', () => {
  test('holds for data-web-3', () => {
    expect(withData().claim('data-web-3').judge(property)).toBe('passed');
    expect(withData().born(3, referring('data-web-3')).judge(property)).toBe('passed');
  });
  test('fails for a claim counted from the start', () => {
    expect(withData().claim('data-web-0').judge(property)).toBe('failed');
  });
  test("fails for another pod's claim, and without any", () => {
    expect(withData().born(3, referring('data-web-4')).judge(property)).toBe('failed');
    expect(withData().born(3).judge(property)).toBe('failed');
  });
  test('says nothing about sets without claims, and claims that users make', () => {
    expect(miniSet().born(0).judge(property)).toBe('vacuous');
    expect(withData().claim('own', {}, 'user').judge(property)).toBe('vacuous');
  });
});
