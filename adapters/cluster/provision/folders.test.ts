import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { expect, test } from 'vitest';

import { cacheFolder, clustersFolder } from './folders.ts';

test('the suite\'s own variables decide first', () => {
  const env = { PLIMSOLL_CACHE: '/c', PLIMSOLL_STATE: '/s', XDG_CACHE_HOME: '/x' };
  expect(cacheFolder(env)).toBe('/c');
  expect(clustersFolder(env)).toBe('/s/clusters');
});

test('then those of the desktop standard', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/plimsoll');
  expect(clustersFolder({ XDG_STATE_HOME: '/y' })).toBe('/y/plimsoll/clusters');
});

test('then its defaults, also where a variable is empty', () => {
  expect(cacheFolder({ PLIMSOLL_CACHE: '' })).toBe(join(homedir(), '.cache/plimsoll'));
  expect(clustersFolder({})).toBe(join(homedir(), '.local/state/plimsoll/clusters'));
});

test('a relative folder does not move with the process', () => {
  expect(cacheFolder({ PLIMSOLL_CACHE: 'here' })).toBe(resolve('here'));
});
