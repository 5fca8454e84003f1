/** The pictures of a failure, as SVG that needs no script: lanes of pods, and numbers over time. */
import type { Millis } from '../../specs/scenario.ts';
import type { Trace } from '../../specs/trace.ts';
import type { Line } from './levels.ts';
import { linesOf } from './levels.ts';
import type { Lane, PodLife } from './lives.ts';
import { deedsOf, endOf, lanesOf, writesOf } from './lives.ts';
import type { Markup } from './markup.ts';
import { html } from './markup.ts';

const width = 960;
const left = 150;
const right = 24;
const rowHeight = 22;
const top = 34;
/** More would be a wall of bars; what is left out is said. */
const maxRows = 40;

/** From a moment to a place on the x axis. */
type Scale = (at: Millis) => number;

function scaleTo(end: Millis): Scale {
  return (at) => left + (Math.min(at, end) / end) * (width - left - right);
}

/** Where the axis has its marks: at most ten, at round numbers of seconds. */
export function ticksOf(end: Millis): readonly Millis[] {
  const wanted = end / 8;
  const steps = [100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000];
  const step = steps.find((each) => each >= wanted) ?? Math.ceil(wanted / 60_000) * 60_000;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}

/** Seconds, or minutes where there are many of them. */
function clock(at: Millis): string {
  if (at < 120_000) return `${at / 1000} s`;
  return `${Math.round(at / 6_000) / 10} min`;
}

/** Swim lanes: ordinals of a StatefulSet, nodes of a DaemonSet, ReplicaSets of a Deployment. `marks`
 * are the moments at which the promise was broken. */
export function swimLanes(trace: Trace, marks: readonly Millis[]): Markup {
  const end = endOf(trace);
  const x = scaleTo(end);
  const lanes = lanesOf(trace);
  const writes = [...writesOf(trace)];
  const rows = lanes.flatMap((lane) => lane.rows.map((lives, index) => ({ lane, lives, index })));
  const shown = rows.slice(0, maxRows);
  const height = top + (shown.length + writes.length) * rowHeight + 30;
  const bottom = height - 26;
  const label = `Pods over time: ${lanes.length} lanes, ${clock(end)}`;
  return html`<figure class="picture">
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${axis(end, x, bottom)}
${shown.map(({ lane, lives, index }, row) => laneRow(lane, lives, index, top + row * rowHeight, x))}
${writes.map(([actor, own], row) => {
  const y = top + (shown.length + row) * rowHeight;
  return html`<text class="label dim" x="${left - 8}" y="${y + 15}">${actor.replace('-controller', '')}</text>
${own.map(({ at, letter }) => html`<text class="write" x="${x(at)}" y="${y + 15}">${letter}</text>`)}`;
})}
${deedsOf(trace).map(
  ({ at, what, isFault }, index) => html`<g class="${isFault ? 'fault' : 'command'}">
<line x1="${x(at)}" x2="${x(at)}" y1="${top - 6}" y2="${bottom}"><title>${what} at ${clock(at)}</title></line>
<text x="${x(at) + 3}" y="${index % 2 === 0 ? 12 : 24}">${short(what)}</text></g>`,
)}
${marks.map(
  (at) => html`<g class="broken"><line x1="${x(at)}" x2="${x(at)}" y1="${top - 6}" y2="${bottom}"/>
<text x="${x(at)}" y="${bottom + 22}">▲ broken</text></g>`,
)}
</svg>
${rows.length > shown.length && html`<p class="note">${rows.length - shown.length} rows are not shown.</p>`}
<figcaption>${legend}Letters below: <b>c</b>reated, <b>u</b>pdated, <b>d</b>eleted by that controller.</figcaption>
</figure>`;
}

const legend = html`<span class="key pending"></span>pending <span class="key running"></span>running, not
ready <span class="key ready"></span>ready <span class="key terminating"></span>terminating
<span class="key ended"></span>ended. `;

function short(what: string): string {
  return what.length > 28 ? `${what.slice(0, 27)}…` : what;
}

function axis(end: Millis, x: Scale, bottom: number): Markup {
  return html`<g class="axis">${ticksOf(end).map(
    (at) => html`<line x1="${x(at)}" x2="${x(at)}" y1="${top}" y2="${bottom}"/>
<text x="${x(at)}" y="${bottom + 12}">${clock(at)}</text>`,
  )}</g>`;
}

function laneRow(
  lane: Lane,
  lives: readonly PodLife[],
  index: number,
  y: number,
  x: Scale,
): Markup {
  return html`${index === 0 && html`<text class="label" x="${left - 8}" y="${y + 15}">${ending(lane.name)}</text>`}
${lives.map((life) => podBars(life, y, x))}`;
}

/** The end of a long name is what tells it from others. */
function ending(name: string): string {
  return name.length > 20 ? `…${name.slice(-19)}` : name;
}

function podBars(life: PodLife, y: number, x: Scale): Markup {
  const first = life.bars[0];
  const last = life.bars.at(-1);
  if (first === undefined || last === undefined) return html``;
  return html`<g class="pod"><title>${life.name}, revision ${life.revision}</title>
${life.bars.map(({ from, to, state }) => {
  const wide = Math.max(1.5, x(to) - x(from));
  return html`<rect class="${state}" x="${x(from)}" y="${y + 3}" width="${wide}" height="${rowHeight - 7}"/>`;
})}
<text class="revision" x="${x(first.from) + 4}" y="${y + 15}">${life.revision}</text>
${life.isGone && html`<text class="gone" x="${x(last.to)}" y="${y + 15}">✖</text>`}</g>`;
}

const chartHeight = 150;

/** Numbers of pods over time, with what was asked for and, for Deployments, what a rolling update
 * aims to stay within. */
export function levelChart(trace: Trace, marks: readonly Millis[]): Markup {
  const end = endOf(trace);
  const x = scaleTo(end);
  const lines = linesOf(trace);
  const highest = Math.max(1, ...lines.flatMap(({ steps }) => steps.map(({ value }) => value)));
  const bottom = chartHeight - 26;
  const y = (value: number) => bottom - (value / (highest + 0.5)) * (bottom - 14);
  const values = Array.from({ length: highest + 1 }, (_, value) => value).filter(
    (value) => value % Math.ceil(highest / 6) === 0,
  );
  return html`<figure class="picture">
<svg viewBox="0 0 ${width} ${chartHeight}" role="img" aria-label="Numbers of pods over time">
<g class="axis">${values.map(
    (value) => html`<line x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}"/>
<text class="value" x="${left - 8}" y="${y(value) + 4}">${value}</text>`,
  )}</g>
${axis(end, x, bottom)}
${lines.map((line) => stepLine(line, end, x, y))}
${marks.map(
  (at) => html`<line class="broken-at" x1="${x(at)}" x2="${x(at)}" y1="10" y2="${bottom}"/>`,
)}
</svg>
<figcaption>${lines.map(
    ({ name }) => html`<span class="key line ${name.replace(' ', '-')}"></span>${name} `,
  )}</figcaption>
<details><summary>The same as a table</summary><table><thead><tr><th>line</th><th>from</th><th>value</th></tr></thead>
<tbody>${lines.flatMap(({ name, steps }) =>
    steps
      .slice(0, maxRows)
      .map(({ at, value }) => html`<tr><td>${name}</td><td>${clock(at)}</td><td>${value}</td></tr>`),
  )}</tbody></table></details>
</figure>`;
}

function stepLine({ name, steps }: Line, end: Millis, x: Scale, y: (value: number) => number): Markup {
  const points = steps.flatMap(({ at, value }, index) => [
    `${round(x(at))},${round(y(value))}`,
    `${round(x(steps[index + 1]?.at ?? end))},${round(y(value))}`,
  ]);
  return html`<polyline class="level ${name.replace(' ', '-')}" points="${points.join(' ')}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
