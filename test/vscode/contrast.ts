// How well what is drawn can be told from what is behind it, as the page has it: WCAG's contrast, computed from the colours in use.
import type { Locator } from 'playwright-core';

export interface Contrast {
  /** From 1, where nothing can be seen, to 21. */
  readonly ratio: number;
  /** Red, green and blue from 0 to 255, as they come to the eye. */
  readonly color: readonly number[];
  readonly behind: readonly number[];
}

/** What of the page is used here: the sources know no browser. */
interface Page {
  readonly document: { createElement(name: 'canvas'): { getContext(kind: '2d'): Pen } };
  readonly getComputedStyle: (of: Drawn, part?: string) => Style;
}
interface Drawn {
  readonly parentElement: Drawn | null;
}
interface Style {
  readonly color: string;
  readonly backgroundColor: string;
  readonly opacity: string;
}
interface Pen {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Iterable<number> };
}

/** The contrast of an element's own colour (that of its text, or of an icon drawn as text) with all that lies behind it. */
export async function contrastWithin(element: Locator): Promise<Contrast> {
  // In order from the page's own ground up, with what each lets through of those below.
  const { color, grounds } = await element.first().evaluate((drawn) => {
    const { document, getComputedStyle } = globalThis as unknown as Page;
    const chain: Drawn[] = [];
    for (let at: Drawn | null = drawn as Drawn; at; at = at.parentElement) chain.unshift(at);
    const glyph = getComputedStyle(drawn as Drawn, '::before');
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba(glyph.color);
    const styles = chain.map((each) => getComputedStyle(each));
    const opacity = [...styles, glyph].reduce((all, each) => all * Number(each.opacity), 1);
    return {
      color: [red, green, blue, alpha * opacity],
      grounds: styles.map(({ backgroundColor }) => rgba(backgroundColor)),
    };

    /** Any colour that CSS can say, as four numbers: the last from 0 to 1. */
    function rgba(text: string): number[] {
      const pen = document.createElement('canvas').getContext('2d');
      pen.fillStyle = text;
      pen.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    }
  });
  const behind = grounds.reduce((below, ground) => over(ground, below), [255, 255, 255]);
  const seen = over(color, behind);
  return { ratio: ratioOf(seen, behind), color: seen, behind };
}

/** A colour with an alpha on one without. */
function over(color: readonly number[], ground: readonly number[]): number[] {
  const alpha = color[3] ?? 1;
  return ground.map((below, i) => (color[i] ?? 0) * alpha + below * (1 - alpha));
}

/** WCAG 2.2: contrast ratio. */
function ratioOf(one: readonly number[], other: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2: relative luminance, from 0 for black to 1 for white. */
function luminance(color: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((each) => {
    const part = each / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
