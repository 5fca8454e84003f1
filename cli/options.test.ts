import { describe, expect, test } from 'vitest';
import {
  duration,
  folder,
  gates,
  listOf,
  oneOf,
  positiveNumber,
  target,
  wholeNumber,
} from './options.ts';

describe('options', () => {
  test('numbers are numbers', () => {
    expect(wholeNumber({ runs: '60' }, 'runs', 1)).toBe(60);
    expect(wholeNumber({}, 'runs')).toBeUndefined();
    expect(() => wholeNumber({ runs: '6.5' }, 'runs')).toThrow(/--runs: expected a whole number/);
    expect(() => wholeNumber({ runs: '0' }, 'runs', 1)).toThrow(/at least 1, found "0"/);
    expect(() => positiveNumber({ timeoutScale: '-1' }, 'timeoutScale', 1)).toThrow(
      /--timeout-scale: expected a number above 0/,
    );
  });
  test('durations have units', () => {
    expect(duration({ shrinkBudget: '3m' }, 'shrinkBudget', 0)).toBe(180_000);
    expect(() => duration({ shrinkBudget: '3 fortnights' }, 'shrinkBudget', 0)).toThrow(
      /a duration/,
    );
  });
  test('a folder that cannot be made is refused before anything is done', () => {
    expect(folder({}, 'out')).toBeUndefined();
    expect(() => folder({ out: 'package.json/reports' }, 'out')).toThrow(
      /--out: expected a folder that can be written to .*found "package.json/,
    );
  });
  test('words come with a suggestion', () => {
    expect(oneOf({ budget: 'quick' }, 'budget', ['quick', 'normal'])).toBe('quick');
    expect(() => oneOf({ budget: 'quik' }, 'budget', ['quick', 'normal'])).toThrow(
      /did you mean quick/,
    );
    expect(listOf({ format: 'yaml,md' }, 'format', ['yaml', 'md'])).toEqual(['yaml', 'md']);
  });
  test('feature gates are those that the suite knows', () => {
    expect(gates({ g: 'MaxUnavailableStatefulSet=true' }, 'g')).toEqual({
      MaxUnavailableStatefulSet: true,
    });
    expect(() => gates({ g: 'MaxUnavailableStatefulSets=true' }, 'g')).toThrow(
      /did you mean MaxUnav/,
    );
    expect(() => gates({ g: 'PodIndexLabel' }, 'g')).toThrow(/GATE=true/);
  });
  test('targets', () => {
    expect(target({})).toEqual({ kind: 'model', version: '1.36' });
    expect(target({ target: 'model@1.35' })).toEqual({ kind: 'model', version: '1.35' });
    expect(target({ target: 'kubeconfig:/a/b?context=c' })).toEqual({
      kind: 'kubeconfig',
      path: '/a/b',
      context: 'c',
    });
    expect(() => target({ target: 'modle' })).toThrow(/--target: .*did you mean model\?/);
  });
});
