/** Reads the options of a verb: numbers, lists, targets. A wrong value is a UsageError that says
 * what was expected. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { parseDuration } from '../specs/duration.ts';
import type { FeatureGate } from '../specs/features.ts';
import { featureGates } from '../specs/features.ts';
import { anyOf, suggest } from '../specs/input-error.ts';
import type { Millis } from '../specs/scenario.ts';
import { UsageError } from './exit.ts';

export type Options = Readonly<Record<string, unknown>>;

/** The option's text, if it was given. */
export function textOf(options: Options, name: string): string | undefined {
  const text = options[name];
  return text === undefined ? undefined : String(text);
}

/** A whole number that is at least `least`; undefined where the option was left out. */
export function wholeNumber(options: Options, name: string, least = 0): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw refuse(name, text, `a whole number of at least ${least}`);
}

/** A number above 0. */
export function positiveNumber(options: Options, name: string, fallback: number): number {
  const text = options[name];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw refuse(name, text, 'a number above 0');
}

/** `90s`, `3m`, `500ms`. */
export function duration(options: Options, name: string, fallback: Millis): Millis {
  const text = options[name];
  if (text === undefined) return fallback;
  const value = parseDuration(String(text));
  if (value === undefined) throw refuse(name, text, 'a duration such as 90s or 3m');
  return value;
}

/** A folder that can be written to; it is made now, so that a mistake is not found at the end. */
export function folder(options: Options, name: string): string | undefined {
  const path = textOf(options, name);
  if (path === undefined) return undefined;
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return path;
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message})` : '';
    throw refuse(name, path, `a folder that can be written to${why}`);
  }
}

/** One of a few words. */
export function oneOf<T extends string>(options: Options, name: string, words: readonly T[]): T {
  const text = String(options[name]);
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw refuse(name, text, anyOf(words), suggest(text, words));
}

/** A list of words, separated by commas. */
export function listOf<T extends string>(
  options: Options,
  name: string,
  words: readonly T[],
): readonly T[] {
  const parts = String(options[name] ?? '')
    .split(',')
    .filter((part) => part !== '');
  return parts.map((part) => oneOf({ [name]: part }, name, words));
}

/** Colours are for terminals, and for who did not say `--no-color`. */
export function wantsColour(options: Options): boolean {
  return options['color'] !== false && process.stdout.isTTY === true;
}

/** `A=true,B=false` over the gates that the suite knows. */
export function gates(options: Options, name: string): Partial<Record<FeatureGate, boolean>> {
  const parts = String(options[name] ?? '')
    .split(',')
    .filter((part) => part !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const [gate = '', value = ''] = part.split('=');
      if (value !== 'true' && value !== 'false')
        throw refuse(name, part, 'GATE=true or GATE=false');
      return [oneOf({ [name]: gate }, name, featureGates), value === 'true'];
    }),
  );
}

/** What `--target` names. */
export type TargetOption =
  | { readonly kind: 'model'; readonly version: string }
  | { readonly kind: 'kubeconfig'; readonly path?: string; readonly context?: string };

/** The version that the model plays unless told otherwise. */
export const modelVersion = '1.36';

/** `model`, `model@1.35`, `kubeconfig`, `kubeconfig:PATH`, `kubeconfig:PATH?context=NAME`. */
export function target(options: Options): TargetOption {
  const text = String(options['target'] ?? 'model');
  const model = /^model(?:@(\d+\.\d+(?:\.\d+)?))?$/.exec(text);
  if (model) return { kind: 'model', version: model[1] ?? modelVersion };
  const cluster = /^kubeconfig(?::([^?]+))?(?:\?context=(.+))?$/.exec(text);
  if (cluster) {
    const [, path, context] = cluster;
    return { kind: 'kubeconfig', ...(path && { path }), ...(context && { context }) };
  }
  const near = suggest(text.split(/[:@]/)[0] ?? '', ['model', 'kubeconfig']);
  throw refuse('target', text, 'model, model@1.36 or kubeconfig:PATH', near);
}

function refuse(name: string, found: unknown, expected: string, near?: string): UsageError {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const hint = near ? `; did you mean ${near}?` : '';
  return new UsageError(`${flag}: expected ${expected}, found ${JSON.stringify(found)}${hint}`);
}
