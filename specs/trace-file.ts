/**
 * Traces as JSON lines: the header, one line per event, the footer. Lines are written and read one
 * at a time, so a trace may be longer than memory allows and may still be growing.
 *
 * A file that stops early, even in the middle of a line, is read as far as it goes and marked
 * incomplete. Anything else that is wrong with it is refused, with file and line.
 */
import { z } from 'zod';
import { millisSchema } from './duration.ts';
import { InputError } from './input-error.ts';
import { kinds } from './kubernetes.ts';
import { scenarioSchema } from './scenario-schema.ts';
import type { Trace, TraceEvent, TraceFooter, TraceHeader } from './trace.ts';
import { traceFormat } from './trace.ts';
import { describeIssues } from './yaml-file.ts';

/** The lines of a trace, each with its line end. */
export function* writeTrace(trace: Trace): Generator<string> {
  yield writeTraceLine({ header: trace.header });
  for (const event of trace.events) yield writeTraceLine(event);
  yield writeTraceLine({ footer: trace.footer });
}

/** One line, for a trace that is written while it happens. */
export function writeTraceLine(
  line: { readonly header: TraceHeader } | TraceEvent | { readonly footer: TraceFooter },
): string {
  return `${JSON.stringify(line)}\n`;
}

/** Reads a trace line by line. */
export interface TraceReader {
  /** Takes the next line, without its line end; returns the event that stands on it, if any. */
  push(line: string): TraceEvent | undefined;
  /** The header, once it has been read. */
  header(): TraceHeader | undefined;
  /** To be called after the last line: the footer, or what stands for it where the file was cut
   * off. */
  end(): TraceFooter;
}

/** Reads a whole trace from its text. */
export function readTrace(text: string, file: string): Trace {
  const reader = createTraceReader(file);
  const events: TraceEvent[] = [];
  for (const line of text.split('\n')) {
    const event = reader.push(line);
    if (event) events.push(event);
  }
  const footer = reader.end();
  const header = reader.header();
  if (header === undefined) throw refusal(file, 1, 'the file holds no trace', 'a header');
  return { header, events, footer };
}

/** Starts to read the trace of one file. */
export function createTraceReader(file: string): TraceReader {
  let line = 0;
  let seq = 0;
  let header: TraceHeader | undefined;
  let footer: TraceFooter | undefined;
  let broken: number | undefined;

  function take(text: string): TraceEvent | undefined {
    if (footer) throw refusal(file, line, 'something follows the footer', 'the end of the file');
    const value = parseLine(text);
    if (value === undefined) {
      broken = line;
      return undefined;
    }
    if (header === undefined) {
      header = readHeader(value, file, line);
      return undefined;
    }
    if (typeof value === 'object' && value !== null && 'footer' in value) {
      footer = check(footerLineSchema, value, file, line).footer as TraceFooter;
      return undefined;
    }
    const event = check(eventSchema, value, file, line) as unknown as TraceEvent;
    if (event.seq !== seq) {
      throw refusal(file, line, `event #${event.seq} is out of its place`, `event #${seq}`);
    }
    seq += 1;
    return event;
  }

  return {
    push(text) {
      line += 1;
      if (text.trim() === '') return undefined;
      if (broken !== undefined) {
        throw refusal(file, broken, 'the line is not valid JSON', 'one JSON object');
      }
      return take(text);
    },
    header: () => header,
    end() {
      if (footer) return footer;
      const where = broken === undefined ? `after line ${line}` : `in the middle of line ${broken}`;
      return { complete: false, reason: `${file} ends ${where}, without a footer` };
    },
  };
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readHeader(value: unknown, file: string, line: number): TraceHeader {
  const format = (value as { header?: { format?: unknown } } | null)?.header?.format;
  if (format !== undefined && format !== traceFormat) {
    const message = `this version of plimsoll cannot read trace format ${JSON.stringify(format)}`;
    throw refusal(file, line, message, `format ${traceFormat}`);
  }
  return check(headerLineSchema, value, file, line).header as unknown as TraceHeader;
}

/** The value itself, once it is known to match: a line means exactly what stands on it. */
function check<T>(schema: z.ZodType<T>, value: unknown, file: string, line: number): T {
  const result = schema.safeParse(value);
  if (result.success) return value as T;
  const [first] = describeIssues(result.error, schema, value);
  throw refusal(file, line, first ?? 'not a line of a trace');
}

function refusal(file: string, line: number, message: string, expected?: string): InputError {
  return new InputError([{ file, line, message, ...(expected && { expected }) }]);
}

const targetSchema = z.looseObject({
  version: z.string(),
  features: z.array(z.string()),
  guarantees: z.array(z.string()),
  stalenessMs: z.number(),
  clockToleranceMs: z.number(),
});

const headerLineSchema = z.strictObject({
  header: z.looseObject({
    format: z.literal(traceFormat),
    suite: z.looseObject({ version: z.string() }),
    adapter: z.string(),
    target: targetSchema,
    scenario: scenarioSchema(millisSchema),
    startedAt: z.iso.datetime(),
  }),
});

const footerLineSchema = z.strictObject({
  footer: z.looseObject({ complete: z.boolean(), reason: z.string().exactOptional() }),
});

const stamp = { seq: z.int().min(0), at: z.number() };
const resolved = z.looseObject({ kind: z.enum(kinds), name: z.string() }).exactOptional();
const reason = z.string().exactOptional();

/** What every reader of events relies on. What else objects contain is theirs. */
const eventSchema = z.discriminatedUnion('event', [
  z.looseObject({
    ...stamp,
    event: z.literal('command'),
    step: z.int().min(0),
    phase: z.enum(['invoked', 'ok', 'rejected', 'unknown', 'skipped']),
    resolved,
    reason,
    code: z.int().exactOptional(),
  }),
  z.looseObject({
    ...stamp,
    event: z.literal('fault'),
    step: z.int().min(0),
    phase: z.enum(['invoked', 'injected', 'healed', 'skipped']),
    resolved,
    reason,
    code: z.int().exactOptional(),
  }),
  z.looseObject({
    ...stamp,
    event: z.literal('change'),
    change: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    revision: z.number(),
    actor: z.string().exactOptional(),
    object: z.looseObject({
      kind: z.enum(kinds),
      metadata: z.looseObject({ name: z.string(), uid: z.string(), resourceVersion: z.string() }),
    }),
  }),
  z.looseObject({ ...stamp, event: z.literal('gap'), kind: z.enum(kinds), reason: z.string() }),
  z.looseObject({
    ...stamp,
    event: z.literal('phase'),
    phase: z.enum(['disturb', 'settle', 'hold', 'end']),
    quiet: z.boolean().exactOptional(),
    unfit: reason,
  }),
]);
