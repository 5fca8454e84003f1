/** How the report looks, by day and by night, on a phone and on a desk. Colours of states differ in
 * lightness too, so that they are told apart without colour. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #57606a; --paper: #ffffff; --soft: #f4f5f7;
  --line: #d0d7de; --accent: #0b57a4; --pending: #c9ced6; --running: #e3b341; --ready: #2b7a9b;
  --terminating: #a371c9; --ended: #8a4b32; --bad: #b3261e; --badsoft: #fdecea; --good: #1a7f37;
  --warn: #8a5a00; --bar: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --dim: #a3adb8; --paper: #10151c;
  --soft: #1a212b; --line: #38424f; --accent: #6cb6ff; --pending: #566170; --running: #d4a72c;
  --ready: #4aa8cf; --terminating: #a886d6; --ended: #c77d5a; --bad: #ff8a80; --badsoft: #351a1a;
  --good: #57c46f; --warn: #e0b050; --bar: #0d1117; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 3.5rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
main, header > div, nav > div { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 3; }
header { padding: 2.5rem 0 1.5rem; background: var(--soft); border-bottom: 1px solid var(--line); }
header p { margin: .3rem 0; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .6rem; letter-spacing: -.01em; }
h2 { font-size: 1.35rem; margin: 2.8rem 0 .8rem; }
h3 { font-size: 1.12rem; margin: 0 0 .5rem; line-height: 1.35; }
h4 { font-size: .95rem; margin: 1.4rem 0 .4rem; color: var(--dim); font-weight: 600; }
.badge { display: inline-block; padding: .15rem .7rem; border-radius: 1rem; font-weight: 650;
  font-size: .95rem; border: 2px solid currentColor; }
.conformant, .passed { color: var(--good); }
.nonconformant, .failed, .error { color: var(--bad); }
.undecided, .partial, .flaky, .inconclusive, .vacuous { color: var(--warn); }
.known, .unsupported, .skipped, .untested { color: var(--dim); }
nav { position: sticky; top: 0; z-index: 2; background: var(--paper);
  border-bottom: 1px solid var(--line); }
nav > div { display: flex; gap: 1.1rem; overflow-x: auto; white-space: nowrap; padding-top: .65rem;
  padding-bottom: .65rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
.chips { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 1rem 0 0;
  list-style: none; }
.chips li { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
  padding: .3rem .75rem; }
.chips b { font-size: 1.15rem; margin-right: .25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: .5rem 0; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre, .mono { font: .86rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem;
  padding: .8rem 1rem;   overflow-x: auto; margin: .3rem 0; }
article { border: 1px solid var(--line); border-left: 5px solid var(--bad); border-radius: .6rem;
  padding: 1.1rem 1.25rem 1.3rem; margin: 1.2rem 0; }
article.is-known { border-left-color: var(--dim); }
article.is-flaky { border-left-color: var(--warn); }
.versus { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; }
.versus dt { font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .42rem .7rem .42rem 0;
  border-bottom: 1px solid var(--line); }
th { color: var(--dim); font-weight: 600; white-space: nowrap; }
td.id { white-space: nowrap; }
tr.proof td { background: var(--badsoft); }
td.mono { white-space: nowrap; }
input[type=search] { font: inherit; width: 100%; max-width: 30rem; padding: .45rem .7rem;
  color: inherit; background: var(--paper); border: 1px solid var(--dim); border-radius: .4rem; }
.note { color: var(--dim); font-size: .92rem; }
[hidden] { display: none !important; }
.needs-script { display: none; }
.has-script .needs-script { display: block; }
figure { margin: .6rem 0 1rem; }
.picture { overflow-x: auto; }
.picture svg { width: 100%; min-width: 44rem; height: auto; display: block; font-size: 12px; }
.picture text { fill: var(--ink); font-family: inherit; }
figcaption { color: var(--dim); font-size: .88rem; }
.axis line { stroke: var(--line); }
.axis text { fill: var(--dim); text-anchor: middle; }
.axis text.value, text.label { text-anchor: end; }
.picture text.dim { fill: var(--dim); }
.pending { fill: var(--pending); background: var(--pending); }
.running { fill: var(--running); background: var(--running); }
.ready { fill: var(--ready); background: var(--ready); }
.terminating { fill: var(--terminating); background: var(--terminating); }
.ended { fill: var(--ended); background: var(--ended); }
.picture text.revision { fill: var(--ink); font-weight: 650; paint-order: stroke;
  stroke: var(--paper); stroke-width: 3px; }
.picture text.gone { fill: var(--ink); text-anchor: middle; }
.picture text.write { fill: var(--dim); text-anchor: middle; font-size: 11px; }
.command line { stroke: var(--accent); stroke-width: 1.5; }
.picture .command text { fill: var(--accent); text-anchor: middle; font-weight: 650; }
.fault line { stroke: var(--warn); stroke-width: 1.5; stroke-dasharray: 4 3; }
.picture .fault text { fill: var(--warn); text-anchor: middle; font-weight: 650; }
.cut { fill: var(--soft); opacity: .85; }
.deeds { display: flex; flex-wrap: wrap; gap: .1rem 1.8rem; margin: .2rem 0 .6rem;
  padding-left: 1.3rem; font-size: .92rem; }
.deeds li { padding-right: .3rem; }
.deeds li.command::marker { color: var(--accent); font-weight: 650; }
.deeds li.fault::marker { color: var(--warn); font-weight: 650; }
.broken line, .broken-at { stroke: var(--bad); stroke-width: 2.5; }
.picture .broken text { fill: var(--bad); text-anchor: middle; font-weight: 700; }
.key { display: inline-block; width: 1rem; height: .75rem; border-radius: 2px;
  margin: 0 .3rem 0 .8rem; vertical-align: -1px; }
.key:first-child { margin-left: 0; }
.level { fill: none; stroke-width: 2; stroke: var(--dim); }
.level.pods { stroke: var(--ink); }
.level.ready { fill: none; stroke: var(--ready); stroke-width: 3.5; }
.level.wanted { stroke-dasharray: 2 3; }
.level.at-most, .level.at-least { stroke: var(--bad); stroke-dasharray: 7 4; }
.key.line { height: .28rem; vertical-align: 3px; background: var(--dim); }
.key.line.pods { background: var(--ink); }
.key.line.ready { background: var(--ready); }
.key.line.at-most, .key.line.at-least { background: var(--bad); }
footer { color: var(--dim); border-top: 1px solid var(--line); margin-top: 3rem;
  padding: 1.2rem 0 3rem; }
details > summary { cursor: pointer; color: var(--accent); }
@media (max-width: 40rem) {
  h1 { font-size: 1.5rem; }
  dl, .versus { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  article { padding: .9rem .85rem 1rem; }
  .matrix thead { display: none; }
  .matrix tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .matrix td { display: inline; border: 0; padding: 0 .4rem 0 0; }
  .matrix td.says { display: block; }
}
@media print { nav, .needs-script { display: none; } article { break-inside: avoid; } }
`;
