/** The pictures of a failure, as SVG that needs no script: lanes of pods, and numbers over time. */
import type { Millis } from '../../specs/scenario.ts';
import type { Trace } from '../../specs/trace.ts';
import type { Line } from './levels.ts';
import { linesOf } from './levels.ts';
import type { Deed, Lane, PodLife } from './lives.ts';
import { deedsOf, endOf, lanesOf, writesOf } from './lives.ts';
import type { Markup } from './markup.ts';
import { html } from './markup.ts';
import type { TimeScale } from './time-scale.ts';
import { timeScale } from './time-scale.ts';

const width = 960;
const left = 150;
const right = 24;
const rowHeight = 22;
const top = 34;
/** More would be a wall of bars; what is left out is said. */
const maxRows = 40;

/** Seconds, or minutes where there are many of them. */
function clock(at: Millis): string {
  if (at < 120_000) return `${Math.round(at / 10) / 100} s`;
  return `${Math.round(at / 6_000) / 10} min`;
}

/** Swim lanes: ordinals of a StatefulSet, nodes of a DaemonSet, ReplicaSets of a Deployment.
 * `marks` are the moments at which the promise was broken. */
export function swimLanes(trace: Trace, marks: readonly Millis[]): Markup {
  const scale = timeScale(trace, left, width - right);
  const { x } = scale;
  const deeds = deedsOf(trace);
  const lanes = lanesOf(trace);
  const writes = [...writesOf(trace)];
  const rows = lanes.flatMap((lane) => lane.rows.map((lives, index) => ({ lane, lives, index })));
  const shown = rows.slice(0, maxRows);
  const unseen = rows.length - shown.length;
  const height = top + (shown.length + writes.length) * rowHeight + 30;
  const bottom = height - 26;
  const label = `Pods over time, in ${lanes.length} lanes; the table of the proof tells the same`;
  return html`<figure class="picture" tabindex="0">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
      ${axis(scale, bottom)}
      ${shown.map((each, row) => laneRow(each, top + row * rowHeight, x))}
      ${writes.map(([actor, own], row) => {
        const y = top + (shown.length + row) * rowHeight;
        return html`<text class="label dim" x="${left - 8}" y="${y + 15}"
            >${actor.replace('-controller', '')}</text
          >
          ${own.map(
            ({ at, letter }) =>
              html`<text class="write" x="${x(at)}" y="${y + 15}">${letter}</text>`,
          )}`;
      })}
      ${numbered(deeds).map(
        ({ at, numbers, isFault }) =>
          html`<g class="${isFault ? 'fault' : 'command'}">
            <line x1="${x(at)}" x2="${x(at)}" y1="${top - 8}" y2="${bottom}" />
            <text x="${x(at)}" y="${top - 12}">${numbers}</text></g
          >`,
      )}
      ${marks.map(
        (at) =>
          html`<g class="broken"
            ><line x1="${x(at)}" x2="${x(at)}" y1="${top - 6}" y2="${bottom}" />
            <text x="${x(at)}" y="${bottom + 22}">▲ broken</text></g
          >`,
      )}
    </svg>
    ${unseen > 0 && html`<p class="note">${unseen} rows are not shown.</p>`}
    <ol class="deeds">
      ${deeds.map(
        ({ at, what, isFault }) =>
          html`<li class="${isFault ? 'fault' : 'command'}">
            ${what} <span class="note">${clock(at)}</span>
          </li>`,
      )}
    </ol>
    <figcaption>
      ${legend}Letters below: <b>c</b>reated, <b>u</b>pdated, <b>d</b>eleted by that controller.
    </figcaption>
  </figure>`;
}

const legend = html`<span class="key pending"></span>pending
  <span class="key running"></span>running, not ready <span class="key ready"></span>ready
  <span class="key terminating"></span>terminating <span class="key ended"></span>ended. `;

/** What happened at (nearly) the same moment shares a line, under the numbers of the list below. */
function numbered(
  deeds: readonly Deed[],
): readonly { readonly at: Millis; readonly numbers: string; readonly isFault: boolean }[] {
  const moments = [...Map.groupBy(deeds.entries(), ([, { at }]) => Math.floor(at / 100))];
  return moments.map(([, own]) => {
    const numbers = own.map(([index]) => index + 1);
    const [first, last] = [numbers[0], numbers.at(-1)];
    return {
      at: own[0]?.[1].at ?? 0,
      numbers: first === last ? `${first}` : `${first}–${last}`,
      isFault: own.every(([, { isFault }]) => isFault),
    };
  });
}

function axis({ x, ticks, cuts }: TimeScale, bottom: number): Markup {
  return html`<g class="axis"
    >${ticks.map(
      (at) =>
        html`<line x1="${x(at)}" x2="${x(at)}" y1="${top}" y2="${bottom}" />
          <text x="${x(at)}" y="${bottom + 12}">${clock(at)}</text>`,
    )}${cuts.map(({ from, to }) => {
      const middle = (x(from) + x(to)) / 2;
      return html`<rect
          class="cut"
          x="${x(from)}"
          y="${top}"
          width="${x(to) - x(from)}"
          height="${bottom - top}"
        />
        <text x="${middle}" y="${bottom + 12}">⋯ ${clock(to - from)} ⋯</text>`;
    })}</g
  >`;
}

/** A row of a lane: the first has the lane's name. */
interface Row {
  readonly lane: Lane;
  readonly lives: readonly PodLife[];
  readonly index: number;
}

function laneRow({ lane, lives, index }: Row, y: number, x: TimeScale['x']): Markup {
  const label = html`<text class="label" x="${left - 8}" y="${y + 15}">${ending(lane.name)}</text>`;
  return html`${index === 0 && label}
  ${lives.map((life) => podBars(life, y, x))}`;
}

/** The end of a long name is what tells it from others. */
function ending(name: string): string {
  return name.length > 20 ? `…${name.slice(-19)}` : name;
}

function podBars(life: PodLife, y: number, x: TimeScale['x']): Markup {
  const first = life.bars[0];
  const last = life.bars.at(-1);
  if (first === undefined || last === undefined) return html``;
  return html`<g class="pod"
    ><title>${life.name}, revision ${life.revision}</title>
    ${life.bars.map(({ from, to, state }) => {
      const wide = Math.max(1.5, x(to) - x(from));
      return html`<rect
        class="${state}"
        x="${x(from)}"
        y="${y + 3}"
        width="${wide}"
        height="${rowHeight - 7}"
      />`;
    })}
    <text class="revision" x="${x(first.from) + 4}" y="${y + 15}">${life.revision}</text>
    ${life.isGone && html`<text class="gone" x="${x(last.to)}" y="${y + 15}">✖</text>`}</g
  >`;
}

const chartHeight = 150;

/** Numbers of pods over time, with what was asked for and, for Deployments, what a rolling update
 * aims to stay within. */
export function levelChart(trace: Trace, marks: readonly Millis[]): Markup {
  const scale = timeScale(trace, left, width - right);
  const { x } = scale;
  const lines = linesOf(trace).filter(({ steps }) =>
    steps.some(({ value }) => value !== undefined),
  );
  const all = lines.flatMap(({ steps }) => steps.map(({ value = 0 }) => value));
  const highest = Math.max(1, ...all);
  const bottom = chartHeight - 26;
  const y = (value: number) => bottom - (value / (highest + 0.5)) * (bottom - 14);
  const values = Array.from({ length: highest + 1 }, (_, value) => value).filter(
    (value) => value % Math.ceil(highest / 6) === 0,
  );
  return html`<figure class="picture" tabindex="0">
    <svg viewBox="0 0 ${width} ${chartHeight}" role="img" aria-label="Numbers of pods over time">
      <g class="axis">
        ${values.map(
          (value) =>
            html`<line x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}" />
              <text class="value" x="${left - 8}" y="${y(value) + 4}">${value}</text>`,
        )}
      </g>
      ${axis(scale, bottom)} ${lines.map((line) => stepLine(line, x(endOf(trace)), x, y))}
      ${marks.map(
        (at) => html`<line class="broken-at" x1="${x(at)}" x2="${x(at)}" y1="10" y2="${bottom}" />`,
      )}
    </svg>
    <figcaption>
      ${lines.map(
        ({ name }) => html`<span class="key line ${name.replace(' ', '-')}"></span>${name} `,
      )}
    </figcaption>
    <details>
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th>line</th>
            <th>from</th>
            <th>value</th>
          </tr>
        </thead>
        <tbody>
          ${lines.flatMap(({ name, steps }) =>
            steps.slice(0, maxRows).map(
              ({ at, value }) =>
                html`<tr>
                  <td>${name}</td>
                  <td>${clock(at)}</td>
                  <td>${value ?? 'ends'}</td>
                </tr>`,
            ),
          )}
        </tbody>
      </table>
    </details>
  </figure>`;
}

function stepLine(
  { name, steps }: Line,
  end: number,
  x: TimeScale['x'],
  y: (value: number) => number,
): Markup {
  const path = steps.map(({ at, value }, index) => {
    if (value === undefined) return '';
    const isBegin = index === 0 || steps[index - 1]?.value === undefined;
    const next = steps[index + 1];
    const to = next === undefined ? end : x(next.at);
    return `${isBegin ? 'M' : 'L'}${x(at)} ${y(value).toFixed(1)}H${to}`;
  });
  return html`<path class="level ${name.replace(' ', '-')}" d="${path.join('')}" />`;
}
