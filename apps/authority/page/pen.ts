import type { Language } from '@kaika/look/language';

/** With which a drawing is lettered. */
export type Pen = { readonly family: string; readonly size: number };

export function penOf(language: Language): Pen {
  const family =
    language === 'en'
      ? 'system-ui, sans-serif'
      : "'Noto Sans TC', 'PingFang TC', 'Microsoft JhengHei', sans-serif";
  return { family, size: language === 'en' ? 13 : 14 };
}

/** A whole drawing. `title` is what it shows, for whoever does not see it. */
export function svg(content: string, title: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 230" width="480" height="230" role="img"><title>${escaped(title)}</title>${content}</svg>`;
}

type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly radius?: number;
  readonly line?: string;
};

export function box({ x, y, width, height, fill, radius = 0, line: edge }: Box): string {
  const stroke = edge === undefined ? '' : ` stroke="${edge}"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"${stroke}/>`;
}

export function line(x: number, y: number, ...[toX, toY, stroke = '#dcd8ce', width = 1]: LineEnd): string {
  return `<path d="M${x} ${y}L${toX} ${toY}" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"/>`;
}

type LineEnd = [toX: number, toY: number, stroke?: string, width?: number];

/** The vermilion ring: press here. */
export function ring(x: number, y: number, ...[rx, ry]: [rx: number, ry: number]): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="none" stroke="#b23a2b" stroke-width="3"/>`;
}

type Lettering = { readonly fill?: string; readonly weight?: number; readonly anchor?: 'start' | 'middle' };

export function text(x: number, y: number, ...[words, pen, how = {}]: Written): string {
  const { fill = '#1b2428', weight = 400, anchor = 'start' } = how;
  return `<text x="${x}" y="${y}" font-family="${pen.family}" font-size="${pen.size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

type Written = [words: string, pen: Pen, how?: Lettering];

export function button(
  at: { readonly x: number; readonly y: number; readonly width: number; readonly label: string },
  pen: Pen,
): string {
  return (
    box({ x: at.x, y: at.y, width: at.width, height: 24, fill: '#fff', radius: 4, line: '#727c81' }) +
    text(at.x + at.width / 2, at.y + 17, at.label, pen, { anchor: 'middle' })
  );
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
