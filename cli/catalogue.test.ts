import { expect, test } from 'vitest';
import { gapsInTheMap, loadRequirements } from './catalogue.ts';

test('every requirement has a property or a reason, and every property a requirement', () => {
  expect(gapsInTheMap(loadRequirements())).toEqual([]);
});
