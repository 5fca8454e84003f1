import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { rollbacksKeepWhatMatches as property } from './rollbacks-keep-what-matches.ts';

/** The revision of the first template is found again under another label. */
const relabelled = (options = {}) =>
  miniDaemons(1, {}, options).pod('bbbbb', 'n1').wait(10_000).also((trace) => {
    const labels = { 'controller-revision-hash': 'a-2' };
    trace.change('ControllerRevision', 'log-a', { metadata: { labels } });
  });

describe('daemonset/rollbacks-keep-what-matches', () => {
  test('holds when a pod that matches goes as one too many', () => {
    const told = miniDaemons(1).pod('bbbbb', 'n1').pod('ccccc', 'n1').kill('ccccc');
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when it goes because its revision got another label', () => {
    expect(relabelled().kill('bbbbb').judge(property)).toBe('failed');
  });
  test('holds when the template that it does not match may still have been seen', () => {
    const told = miniDaemons(1, {}, { stalenessMs: 3_000 }).pod('bbbbb', 'n1').roll('b');
    expect(told.roll('a').kill('bbbbb').judge(property)).toBe('passed');
  });
  test('says nothing of pods of another template, and deletions by others', () => {
    const old = miniDaemons(1).pod('bbbbb', 'n1').roll('b').kill('bbbbb');
    expect(old.judge(property)).toBe('vacuous');
    expect(relabelled().kill('bbbbb', 'user').judge(property)).toBe('vacuous');
  });
});
