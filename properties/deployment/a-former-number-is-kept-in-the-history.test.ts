import { describe, expect, test } from 'vitest';
import { aFormerNumberIsKeptInTheHistory as property } from './a-former-number-is-kept-in-the-history.ts';
import { miniTrace } from './fixture.ts';

describe('deployment/a-former-number-is-kept-in-the-history', () => {
  const renumbered = (before: string | undefined, after: string | undefined) =>
    miniTrace()
      .deployment()
      .set('a', { revision: 3, ...(before !== undefined && { history: before }) })
      .resize('a', 3, { revision: 5, ...(after !== undefined && { history: after }) })
      .judge(property);

  test('holds for the first number and for a later one', () => {
    expect(renumbered(undefined, '3')).toBe('passed');
    expect(renumbered('1', '1,3')).toBe('passed');
  });

  test('fails when a number is lost', () => {
    expect(renumbered(undefined, undefined)).toBe('failed');
    expect(renumbered('1', '3')).toBe('failed');
    expect(renumbered('1', '1')).toBe('failed');
  });

  test('lets the oldest go once the history is full', () => {
    const full = ['1', ...Array.from({ length: 999 }, () => '2')].join(',');
    expect(renumbered(full, `${full},3`)).toBe('failed');
    expect(renumbered(full, `${full.slice(2)},3`)).toBe('passed');
  });

  test('says nothing while the number stays', () => {
    const told = miniTrace().deployment().set('a', { revision: 3 });
    expect(told.resize('a', 4, { revision: 3 }).judge(property)).toBe('vacuous');
  });
});
