// Draws a flow's chart again, from the data beside the page, so that it answers to the pointer and fits the page's width.
// Where anything fails the drawing that came with the page stays: it shows the same, and the table holds every value.
import { axisX, axisY, dot, gridY, line, plot, pointer, rectX, ruleY, tip } from '@observablehq/plot';

const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
const month = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
const monthAndYear = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });

// The page's policy allows no style inside it. Plot writes one; in a document that is never shown it does nothing, and
// it is taken out before the drawing moves to the page.
const bench = document.implementation.createHTMLDocument('');
// Plot makes its events there.
Object.defineProperty(bench, 'defaultView', { value: window });

function dateOf(period) {
  const [year, m] = period.split('-').map(Number);
  return Date.UTC(year, (m ?? 1) - 1);
}

function after(period) {
  const [year, m] = period.split('-').map(Number);
  return m ? Date.UTC(year, m) : Date.UTC(year + 1, 0);
}

function read(page) {
  const values = [];
  const known = new Set();
  const periods = new Set();
  for (const series of page.series) {
    const name = series.key.publication ?? series.key.source;
    for (const point of series.points) {
      periods.add(point.period);
      if (point.value === undefined) continue;
      known.add(point.period);
      values.push({ name, status: series.status, x: (dateOf(point.period) + after(point.period)) / 2, y: point.value, ...point });
    }
  }
  const ordered = [...periods].sort();
  const shown = ordered.slice(ordered.findIndex((p) => known.has(p)), ordered.findLastIndex((p) => known.has(p)) + 1);
  const gaps = shown.filter((p) => !known.has(p)).map((p) => ({ x1: dateOf(p), x2: after(p) }));
  return { values, gaps, periods: shown };
}

// Neighbouring known months are joined; across one that is not known there is no line.
function runs(values) {
  const byName = Map.groupBy(values, (v) => v.name);
  return [...byName.values()].flatMap((points) => {
    points.sort((a, b) => a.x - b.x);
    let run = 0;
    return points.map((point, i) => {
      if (i > 0 && after(points[i - 1].period) !== dateOf(point.period)) run += 1;
      return { ...point, run: `${point.name} ${run}` };
    });
  });
}

function draw(figure, data, width) {
  const { values, gaps, periods } = data;
  const colour = (v) => (v.status === 'official' ? 'var(--chart-1)' : 'var(--chart-2)');
  const words = figure.dataset;
  const narrow = width < 480;
  const middle = (p) => (dateOf(p) + after(p)) / 2;
  const every = Math.ceil((periods.length * 40) / width);
  const svg = plot({
    document: bench,
    className: 'weir-plot',
    width,
    height: narrow ? 280 : 360,
    marginLeft: 64,
    marginTop: 28,
    marginBottom: 34,
    style: { fontSize: '13px', fontFamily: 'inherit' },
    x: { type: 'utc', domain: [dateOf(periods[0]), after(periods.at(-1))] },
    y: { zero: true, nice: true },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--chart-grid)', strokeOpacity: 1 }),
      axisY({ ticks: 4, tickSize: 0, label: words.unit, labelArrow: 'none', tickFormat: (v) => number.format(v), fill: 'var(--chart-muted)' }),
      axisX(periods.filter((_, i) => i % every === 0).map(middle), { tickSize: 0, label: null, tickFormat: (d) => (periods[0].includes('-') ? month.format(d) : String(new Date(d).getUTCFullYear())), fill: 'var(--chart-muted)' }),
      rectX(gaps, { x1: 'x1', x2: 'x2', fill: 'var(--chart-axis)', fillOpacity: 0.16, insetLeft: 2, insetRight: 2 }),
      ruleY([0], { stroke: 'var(--chart-axis)' }),
      line(runs(values), { x: 'x', y: 'y', z: 'run', stroke: colour, strokeWidth: 2, strokeOpacity: 0.7 }),
      dot(values, { x: 'x', y: 'y', r: 4.5, stroke: colour, strokeWidth: 2, fill: (v) => (v.status === 'official' ? colour(v) : 'var(--chart-ground)') }),
      tip(values, pointer({
        x: 'x', y: 'y', fill: 'var(--chart-ground)', stroke: 'var(--chart-axis)', fontSize: 13,
        title: (v) => `${monthAndYear.format(v.x)}\n${number.format(v.y)} ${words.unit}\n${v.name}, ${words[v.status]}`,
      })),
    ],
  });
  for (const style of svg.querySelectorAll('style')) style.remove();
  return svg;
}

async function enhance(figure) {
  const response = await fetch(figure.dataset.series, { headers: { accept: 'application/json' } });
  if (!response.ok) return;
  const page = await response.json();
  if (page.equivalent) return;
  const data = read(page);
  if (data.values.length === 0) return;
  const given = figure.querySelector('svg');
  const [title, description] = ['title', 'desc'].map((name) => given.querySelector(name)?.textContent ?? '');
  const stage = document.createElement('div');
  stage.setAttribute('role', 'img');
  stage.setAttribute('aria-label', `${title}. ${description}`);
  let drawn = 0;
  const redraw = () => {
    const width = Math.floor(figure.clientWidth);
    if (width < 240 || width === drawn) return;
    drawn = width;
    const svg = draw(figure, data, width);
    svg.setAttribute('aria-hidden', 'true');
    stage.replaceChildren(svg);
  };
  redraw();
  for (const old of figure.querySelectorAll('.chart-wide, .chart-narrow')) old.remove();
  figure.prepend(stage);
  new ResizeObserver(redraw).observe(figure);
}

for (const figure of document.querySelectorAll('figure[data-series]')) {
  enhance(figure).catch((failed) => console.warn(failed));
}
