import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { templatesOfAPauseAreSkipped as property } from './templates-of-a-pause-are-skipped.ts';

/** Revision b comes and goes in a pause, after which c is wanted. */
const paused = () =>
  miniTrace().deployment().set('a').change({ paused: true }).roll('b').roll('c');

describe('deployment/templates-of-a-pause-are-skipped', () => {
  test('holds when the pause ends with the latest template', () => {
    expect(paused().change({ paused: false }).set('c').judge(property)).toBe('passed');
  });

  test('fails when one in between gets a ReplicaSet, in the pause or after it', () => {
    expect(paused().set('b').judge(property)).toBe('failed');
    expect(paused().change({ paused: false }).set('b').judge(property)).toBe('failed');
  });

  test('lets a template come that is set again outside the pause', () => {
    expect(paused().change({ paused: false }).roll('b').set('b').judge(property)).toBe('passed');
  });

  test('says nothing without a pause, and of what users create', () => {
    expect(miniTrace().deployment().set('a').roll('b').set('b').judge(property)).toBe('vacuous');
    expect(paused().set('b', { actor: 'user' }).judge(property)).toBe('vacuous');
  });
});
