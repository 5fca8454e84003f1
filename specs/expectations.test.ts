import { describe, expect, test } from 'vitest';
import { expectationFor, readExpectations } from './expectations.ts';
import { InputError } from './input-error.ts';

const file = 'plimsoll.expect.yaml';
const text = `format: 1
known:
  - property: statefulset/some-claim
    reason: the controller gives the pod away
    link: docs/findings/0001.md
    versions: '>=1.35'
    adapters: [kubeconfig]
    until: 2027-06-30
`;
const failure = { property: 'statefulset/some-claim', adapter: 'kubeconfig', version: '1.36.3' };

describe('expectations', () => {
  const known = readExpectations(text, file, ['statefulset/some-claim']);

  test('cover the failure that they name', () => {
    expect(expectationFor(failure, known, '2027-06-30')?.reason).toContain('gives the pod away');
  });
  test('run out', () => {
    expect(expectationFor(failure, known, '2027-07-01')).toBeUndefined();
  });
  test('cover no other property, adapter or version', () => {
    const today = '2027-01-01';
    expect(expectationFor({ ...failure, property: 'x/y' }, known, today)).toBeUndefined();
    expect(expectationFor({ ...failure, adapter: 'model' }, known, today)).toBeUndefined();
    expect(expectationFor({ ...failure, version: '1.34.2' }, known, today)).toBeUndefined();
  });
  test('are refused with the place when they name no property', () => {
    expect(() => readExpectations(text, file, ['statefulset/other'])).toThrow(
      /plimsoll\.expect\.yaml:3:\d+: known\[0\]\.property: there is no such property/,
    );
  });
  test('are refused when a key is misspelt or the date is none', () => {
    expect(() => readExpectations(text.replace('until:', 'untill:'), file, [])).toThrow(InputError);
    expect(() => readExpectations(text.replace('2027-06-30', 'soon'), file, [])).toThrow(
      InputError,
    );
  });
});
