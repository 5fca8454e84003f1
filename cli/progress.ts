/**
 * Progress on standard error: a few lines that are redrawn on a terminal; elsewhere a line when
 * something is found and a heartbeat. What was found is told at once, not at the end.
 */
import { createLogUpdate } from 'log-update';
import type { Progress } from './engine/campaign.ts';

const heartbeatMs = 30_000;
const barWidth = 24;

export interface ProgressView {
  announce(lines: readonly string[]): void;
  update(progress: Progress): void;
  note(line: string): void;
  end(): void;
}

export interface ProgressOptions {
  readonly quiet: boolean;
  readonly total: number;
  readonly stream?: NodeJS.WriteStream;
  readonly now?: () => number;
}

/** Starts to show progress. */
export function createProgress(options: ProgressOptions): ProgressView {
  if (options.quiet) return { announce() {}, update() {}, note() {}, end() {} };
  const stream = options.stream ?? process.stderr;
  return stream.isTTY ? redrawing(stream, options) : plain(stream, options);
}

function redrawing(stream: NodeJS.WriteStream, { now = Date.now }: ProgressOptions): ProgressView {
  const log = createLogUpdate(stream, { showCursor: true });
  const latest = new Map<string, Progress>();
  const started = now();
  let drawn = 0;
  const draw = () => {
    drawn = now();
    log([...latest.values()].map((each) => line(each, now() - started)).join('\n'));
  };
  return {
    announce: (lines) => stream.write(`${lines.join('\n')}\n`),
    update(progress) {
      latest.set(progress.controller, progress);
      if (now() - drawn > 80 || progress.done === progress.total) draw();
    },
    note(text) {
      log.clear();
      stream.write(`${text}\n`);
      draw();
    },
    end() {
      draw();
      log.done();
    },
  };
}

function plain(stream: NodeJS.WriteStream, { now = Date.now }: ProgressOptions): ProgressView {
  const started = now();
  let beat = started;
  const told = new Set<string>();
  return {
    announce: (lines) => stream.write(`${lines.join('\n')}\n`),
    update(progress) {
      for (const property of progress.failing) {
        if (told.has(property)) continue;
        told.add(property);
        stream.write(`✗ ${property} fails (scenario ${progress.done} of ${progress.total})\n`);
      }
      const isDone = progress.done === progress.total && !told.has(progress.controller);
      if (!isDone && now() - beat < heartbeatMs) return;
      if (isDone) told.add(progress.controller);
      beat = now();
      stream.write(`${line(progress, now() - started)}\n`);
    },
    note: (text) => stream.write(`${text}\n`),
    end() {},
  };
}

function line(progress: Progress, elapsedMs: number): string {
  const { controller, done, total, failing, shrinking } = progress;
  const filled = total === 0 ? barWidth : Math.round((done / total) * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const time = `${(elapsedMs / 1000).toFixed(1)}s`;
  const found = failing.length > 0 ? `  ✗ ${failing.length} failing` : '';
  const smaller = shrinking ? `  shrinking ${shrinking.property}: ${shrinking.steps} steps` : '';
  const count = `${String(done).padStart(6)}/${total}`;
  return ` ${controller.padEnd(12)} ${bar} ${count}  ${time}${found}${smaller}`;
}
