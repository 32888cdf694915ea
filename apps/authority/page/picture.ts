import type { Language } from '@kaika/look/language';
import { box, button, line, type Pen, penOf, ring, svg, text } from './pen.ts';
import { type PictureName, pictureText } from './text/picture.ts';

type Words = (typeof pictureText)['en'];

/** The names of all drawings, as their addresses bear them. */
export const pictureNames = Object.keys(pictureText.en.alt).filter(
  (name): name is PictureName => name !== '',
);

/** Where a drawing is served. */
export function picturePath(name: PictureName, language: Language): string {
  return `/picture/${name}.${language}.svg`;
}

/** The drawing as an SVG document, 480 wide and 230 high; drawn by us, of what the programs show. */
export function drawPicture(name: PictureName, language: Language): string {
  const words = pictureText[language];
  return svg(draw[name](words, penOf(language)), words.alt[name]);
}

const draw: Readonly<Record<PictureName, (words: Words, pen: Pen) => string>> = {
  'popup-chrome': (w, pen) =>
    chromium('chrome') +
    blockedIcon(408) +
    bubble({ title: w.blocked, chosen: w.allowAlways, other: w.keepBlocking, finish: w.finish }, pen),
  'popup-edge': (w, pen) =>
    chromium('edge') +
    blockedIcon(392) +
    bubble({ title: w.edgeBlocked, chosen: w.edgeAllow, other: w.keepBlocking, finish: w.finish }, pen),
  'popup-firefox': (w, pen) =>
    firefox() +
    box({ x: 8, y: 74, width: 464, height: 34, fill: '#fff3c4' }) +
    text(20, 96, w.firefoxBar, pen) +
    button({ x: 376, y: 79, width: 86, label: w.options }, pen) +
    ring(419, 91, 50, 19) +
    box({ x: 222, y: 112, width: 240, height: 40, fill: '#fff', radius: 6, line: '#b8bcc0' }) +
    text(236, 137, w.firefoxAllow, pen, { weight: 700 }) +
    ring(342, 132, 124, 22),
  'popup-safari': (w, pen) =>
    settingsWindow(w.safariTabs, pen) +
    box({ x: 24, y: 74, width: 150, height: 30, fill: '#1f6fd0', radius: 6 }) +
    text(36, 94, w.safariPopups, pen, { fill: '#fff' }) +
    text(196, 100, w.site, pen, { weight: 700 }) +
    button({ x: 364, y: 82, width: 92, label: `${w.allow} ▾` }, pen) +
    ring(410, 94, 56, 20) +
    line(190, 118, 460, 118),
  'permission-chrome': (w, pen) => chromium('chrome') + permission(w.apps, w, pen),
  'permission-edge': (w, pen) => chromium('edge') + permission(w.localNetwork, w, pen),
  'permission-firefox': (w, pen) =>
    firefox() +
    ring(98, 55, 13, 13) +
    box({ x: 60, y: 80, width: 330, height: 70, fill: '#fff', radius: 8, line: '#b8bcc0' }) +
    text(76, 120, w.deviceApps, pen) +
    button({ x: 290, y: 104, width: 88, label: w.blockedMark }, pen) +
    ring(334, 116, 54, 20),
  'permission-safari': (w, pen) =>
    settingsWindow(w.privacy, pen) +
    text(40, 104, 'Safari', pen, { weight: 700 }) +
    toggle(400, 88) +
    ring(420, 99, 34, 20),
  trust: (w, pen) => agentWindow(w, pen),
  reader: (w, pen) => computer() + reader(300, 118) + cable() + text(196, 216, w.usb, pen),
  card: (w, pen) => reader(250, 96) + card(70, 104) + arrow() + text(70, 86, w.chipUp, pen, { weight: 700 }),
};

function chromium(kind: 'chrome' | 'edge'): string {
  const radius = kind === 'chrome' ? 12 : 5;
  return (
    box({ x: 8, y: 8, width: 464, height: 214, fill: '#fff', radius: 10, line: '#9aa1a6' }) +
    box({ x: 9, y: 9, width: 462, height: 28, fill: kind === 'chrome' ? '#d7e3f5' : '#dfe3e6', radius: 9 }) +
    box({ x: 24, y: 14, width: 130, height: 26, fill: '#fff', radius: kind === 'chrome' ? 9 : 4 }) +
    box({ x: 60, y: 43, width: 372, height: 24, fill: '#eef1f4', radius }) +
    arrows() +
    (kind === 'chrome' ? tune(78, 55) : lock(78, 55)) +
    line(94, 55, 250, 55, '#9aa1a6', 4)
  );
}

function firefox(): string {
  return (
    box({ x: 8, y: 8, width: 464, height: 214, fill: '#fff', radius: 10, line: '#9aa1a6' }) +
    box({ x: 9, y: 9, width: 462, height: 30, fill: '#e8e6ee', radius: 9 }) +
    box({ x: 20, y: 13, width: 140, height: 22, fill: '#fff', radius: 5, line: '#cfcdd6' }) +
    box({ x: 60, y: 43, width: 372, height: 24, fill: '#f2f1f5', radius: 4, line: '#cfcdd6' }) +
    arrows() +
    lock(76, 55) +
    tune(98, 55) +
    line(116, 55, 270, 55, '#9aa1a6', 4)
  );
}

/** A window of settings as macOS has them, with its title. */
function settingsWindow(title: string, pen: Pen): string {
  const lights = ['#ee6a5f', '#f5bd4f', '#61c454'].map(
    (fill, index) => `<circle cx="${26 + index * 18}" cy="30" r="6" fill="${fill}"/>`,
  );
  return (
    box({ x: 8, y: 12, width: 464, height: 206, fill: '#f6f6f6', radius: 12, line: '#9aa1a6' }) +
    lights.join('') +
    text(240, 35, title, pen, { weight: 700, anchor: 'middle' }) +
    line(8, 50, 472, 50)
  );
}

function bubble(
  w: { readonly title: string; readonly chosen: string; readonly other: string; readonly finish: string },
  pen: Pen,
): string {
  return (
    box({ x: 186, y: 76, width: 280, height: 134, fill: '#fff', radius: 8, line: '#b8bcc0' }) +
    text(202, 100, w.title, pen, { weight: 700 }) +
    `<circle cx="210" cy="122" r="7" fill="none" stroke="#1f6fd0" stroke-width="2"/><circle cx="210" cy="122" r="3.5" fill="#1f6fd0"/>` +
    text(224, 127, w.chosen, pen) +
    `<circle cx="210" cy="148" r="7" fill="none" stroke="#727c81" stroke-width="2"/>` +
    text(224, 153, w.other, pen, { fill: '#4e595f' }) +
    box({ x: 374, y: 170, width: 78, height: 28, fill: '#1f6fd0', radius: 14 }) +
    text(413, 189, w.finish, pen, { fill: '#fff', anchor: 'middle' }) +
    ring(330, 123, 132, 15) +
    ring(413, 184, 46, 19)
  );
}

function permission(label: string, w: Words, pen: Pen): string {
  return (
    ring(78, 55, 13, 13) +
    box({ x: 60, y: 76, width: 300, height: 112, fill: '#fff', radius: 8, line: '#b8bcc0' }) +
    text(76, 104, w.siteSettings, pen, { weight: 700 }) +
    line(60, 118, 360, 118) +
    text(76, 150, label, pen) +
    toggle(300, 134) +
    ring(320, 145, 34, 20)
  );
}

function agentWindow(w: Words, pen: Pen): string {
  return (
    box({ x: 120, y: 8, width: 240, height: 214, fill: '#fff', radius: 10, line: '#9aa1a6' }) +
    box({ x: 121, y: 9, width: 238, height: 34, fill: '#0c3b49', radius: 9 }) +
    text(136, 31, w.agent, pen, { fill: '#fff', weight: 700 }) +
    text(136, 64, w.asks, pen, { fill: '#4e595f' }) +
    box({ x: 136, y: 72, width: 208, height: 26, fill: '#e4eff1', radius: 4 }) +
    text(146, 90, w.site, pen, { weight: 700 }) +
    box({ x: 136, y: 114, width: 208, height: 32, fill: '#0f4f61', radius: 4 }) +
    text(240, 135, w.trustGo, pen, { fill: '#fff', weight: 700, anchor: 'middle' }) +
    ring(240, 130, 114, 22) +
    text(136, 180, w.phrase, pen, { fill: '#4e595f' }) +
    text(136, 202, w.yourPhrase, pen, { weight: 700 })
  );
}

function blockedIcon(x: number): string {
  return (
    box({ x: x - 9, y: 48, width: 18, height: 14, fill: '#fff', radius: 2, line: '#1b2428' }) +
    `<path d="M${x + 2} 57l8 8m0-8l-8 8" stroke="#b23a2b" stroke-width="2.4"/>` +
    ring(x + 1, 56, 17, 16)
  );
}

function arrows(): string {
  return `<path d="M28 50l-6 5 6 5m12-10l6 5-6 5" fill="none" stroke="#727c81" stroke-width="2"/>`;
}

function tune(x: number, y: number): string {
  return `<path d="M${x - 6} ${y - 3}h12m-12 6h12" stroke="#1b2428" stroke-width="1.6"/><circle cx="${x + 3}" cy="${y - 3}" r="2.4" fill="#fff" stroke="#1b2428"/><circle cx="${x - 3}" cy="${y + 3}" r="2.4" fill="#fff" stroke="#1b2428"/>`;
}

function lock(x: number, y: number): string {
  return `<rect x="${x - 5}" y="${y - 2}" width="10" height="8" rx="1.5" fill="#1b2428"/><path d="M${x - 3} ${y - 2}v-2a3 3 0 0 1 6 0v2" fill="none" stroke="#1b2428" stroke-width="1.6"/>`;
}

function toggle(x: number, y: number): string {
  return `${box({ x, y, width: 40, height: 22, fill: '#2b7a4b', radius: 11 })}<circle cx="${x + 28}" cy="${y + 11}" r="8" fill="#fff"/>`;
}

function computer(): string {
  return (
    box({ x: 40, y: 50, width: 190, height: 110, fill: '#1b2428', radius: 8 }) +
    box({ x: 48, y: 58, width: 174, height: 94, fill: '#e4eff1', radius: 3 }) +
    box({ x: 20, y: 162, width: 230, height: 14, fill: '#9aa1a6', radius: 7 })
  );
}

function reader(x: number, y: number): string {
  return (
    box({ x, y, width: 140, height: 66, fill: '#394449', radius: 10 }) +
    box({ x: x - 2, y: y + 28, width: 110, height: 8, fill: '#0d1214', radius: 3 }) +
    `<circle cx="${x + 124}" cy="${y + 14}" r="5" fill="#61c454"/>`
  );
}

function cable(): string {
  return `<path d="M300 168C270 210 250 200 232 170" fill="none" stroke="#394449" stroke-width="5"/>${ring(232, 168, 16, 14)}`;
}

function card(x: number, y: number): string {
  return (
    box({ x, y, width: 130, height: 50, fill: '#0f4f61', radius: 6 }) +
    box({ x: x + 98, y: y + 14, width: 24, height: 20, fill: '#d9b64a', radius: 3 }) +
    ring(x + 110, y + 24, 22, 20)
  );
}

function arrow(): string {
  return `<path d="M206 129h32m-10-9l11 9-11 9" fill="none" stroke="#b23a2b" stroke-width="4"/>`;
}
