// Lays over a flow's drawing what answers to the pointer: for each month, what each source and publication says.
// The drawing itself stays as it came with the page; where anything fails here, nothing is lost.
import { dot, plot, pointerX, tip } from '@observablehq/plot';

const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
const monthName = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const mostLines = 12;

// The page's policy allows no style inside it. Plot writes one; in a document that is never shown it does nothing, and
// it is taken out before the layer moves to the page.
const bench = document.implementation.createHTMLDocument('');
// Plot makes its events there.
Object.defineProperty(bench, 'defaultView', { value: window });

function indexOf(period) {
  const [year, month] = period.split('-').map(Number);
  return month ? year * 12 + month - 1 : year;
}

function nameOf(period) {
  const [year, month] = period.split('-').map(Number);
  return month ? monthName.format(Date.UTC(year, month - 1)) : String(year);
}

// One entry for each period that anybody knows, with everything that is said of it, the largest first.
function said(series, words) {
  const byPeriod = new Map();
  for (const { key, status, points } of series) {
    for (const { period, value } of points) {
      if (value === undefined) continue;
      if (!byPeriod.has(period)) byPeriod.set(period, []);
      byPeriod.get(period).push({ value, who: key.publication ?? key.source, status: words[status] });
    }
  }
  return [...byPeriod].map(([period, values]) => {
    values.sort((a, b) => b.value - a.value);
    const lines = values.slice(0, mostLines).map((v) => `${number.format(v.value)} ${words.unit} · ${v.who}, ${v.status}`);
    if (values.length > mostLines) lines.push('…');
    return { period, value: values[0].value, text: [nameOf(period), ...lines].join('\n') };
  });
}

function layer(drawing, entries) {
  const [left, top, right, bottom] = drawing.dataset.frame.split(' ').map(Number);
  const first = indexOf(drawing.dataset.first);
  const count = indexOf(drawing.dataset.last) - first + 1;
  const { width, height } = drawing.viewBox.baseVal;
  const place = { x: (e) => indexOf(e.period) - first + 0.5, y: 'value' };
  const svg = plot({
    document: bench,
    className: 'weir-plot',
    width,
    height,
    marginLeft: left,
    marginTop: top,
    marginRight: width - right,
    marginBottom: height - bottom,
    style: { fontFamily: 'inherit', background: 'none' },
    x: { domain: [0, count], axis: null },
    y: { domain: [Number(drawing.dataset.low), Number(drawing.dataset.high)], axis: null },
    marks: [
      dot(entries, pointerX({ ...place, r: 5, fill: 'var(--chart-ink)' })),
      tip(entries, pointerX({ ...place, title: 'text', fill: 'var(--chart-ground)', stroke: 'var(--chart-axis)', fontSize: 13, lineWidth: 40, lineHeight: 1.4, textPadding: 10 })),
    ],
  });
  for (const style of svg.querySelectorAll('style')) style.remove();
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}

async function enhance(figure) {
  const response = await fetch(figure.dataset.series, { headers: { accept: 'application/json' } });
  if (!response.ok) return;
  const page = await response.json();
  if (page.equivalent) return;
  const entries = said(page.series, figure.dataset);
  if (entries.length === 0) return;
  for (const drawing of figure.querySelectorAll('svg[data-frame]')) drawing.after(layer(drawing, entries));
}

for (const figure of document.querySelectorAll('figure[data-series]')) {
  enhance(figure).catch((failed) => console.warn(failed));
}
