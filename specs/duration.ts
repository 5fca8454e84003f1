/** Durations as files spell them: `0s`, `500ms`, `2s`, `1m30s`. Nothing else, so that no reader has
 * to guess a unit. */
import { z } from 'zod';
import type { Millis } from './scenario.ts';

const pattern = /^(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Milliseconds of a duration's text; undefined where it is none. */
export function parseDuration(text: string): Millis | undefined {
  const match = text === '' ? null : pattern.exec(text);
  if (match === null) return undefined;
  const [minutes, seconds, millis] = match.slice(1).map((part) => Number(part ?? 0));
  return (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000 + (millis ?? 0);
}

/** The one spelling of a number of milliseconds: minutes and seconds where those are whole. */
export function formatDuration(duration: Millis): string {
  if (duration % 1000 !== 0) return `${duration}ms`;
  const minutes = Math.floor(duration / 60_000);
  const seconds = (duration / 1000) % 60;
  return `${minutes > 0 ? `${minutes}m` : ''}${seconds > 0 || minutes === 0 ? `${seconds}s` : ''}`;
}

/** A duration in a file that people write. */
export const durationSchema: z.ZodType<Millis> = z.unknown().transform((value, context) => {
  const duration = typeof value === 'string' ? parseDuration(value) : undefined;
  if (duration !== undefined) return duration;
  const suggestion = Number.isSafeInteger(value) ? formatDuration(Number(value)) : undefined;
  context.addIssue({
    code: 'custom',
    message: value === undefined ? 'a required field is missing' : 'not a duration',
    params: {
      expected: 'a duration with its unit, such as 500ms, 2s or 1m30s',
      ...(suggestion && { suggestion }),
    },
  });
  return z.NEVER;
});

/** A duration in a file that programs write: whole milliseconds. */
export const millisSchema: z.ZodType<Millis> = z.int().min(0);
