import { describe, expect, test } from 'vitest';
import { claimsCarryTheSelectorLabels as property } from './claims-carry-the-selector-labels.ts';
import { claimTemplates, miniSet } from './fixture.ts';

const claimed = (labels: Record<string, string>, name = 'data-web-0') =>
  miniSet({ volumeClaimTemplates: claimTemplates('data') }).claim(name, { metadata: { labels } });

describe('statefulset/claims-carry-the-selector-labels', () => {
  test('holds with the labels of the selector, and more', () => {
    expect(claimed({ app: 'mini', tier: 'x' }).judge(property)).toBe('passed');
  });
  test('fails without them', () => {
    expect(claimed({ tier: 'x' }).judge(property)).toBe('failed');
  });
  test('says nothing about claims that no set wants, and those that users make', () => {
    expect(claimed({}, 'own').judge(property)).toBe('vacuous');
    const told = miniSet({ volumeClaimTemplates: claimTemplates('data') });
    expect(told.claim('data-web-0', {}, 'user').judge(property)).toBe('vacuous');
  });
});
