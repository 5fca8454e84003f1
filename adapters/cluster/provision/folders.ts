/** Where things are kept outside the checkout: built programs, and the clusters of this machine. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The part of the environment that decides about folders. */
export type Surroundings = Readonly<Record<string, string | undefined>>;

/** What a second run can use again; safe to delete at any time. */
export function cacheFolder(env: Surroundings = process.env): string {
  return chosen(env.PLIMSOLL_CACHE) ?? join(base(env.XDG_CACHE_HOME, '.cache'), 'plimsoll');
}

/** The folder of all clusters; each has one of its own in it, by its name. */
export function clustersFolder(env: Surroundings = process.env): string {
  const state =
    chosen(env.PLIMSOLL_STATE) ?? join(base(env.XDG_STATE_HOME, '.local/state'), 'plimsoll');
  return join(state, 'clusters');
}

function base(value: string | undefined, fallback: string): string {
  return chosen(value) ?? join(homedir(), fallback);
}

function chosen(value: string | undefined): string | undefined {
  return value ? resolve(value) : undefined;
}
