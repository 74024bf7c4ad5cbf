import { expect, it } from "vitest";
import { palettes } from "./palette";

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

it("D2: every text colour stands out from what lies behind it by 4.5 to 1, light and dark", () => {
  for (const [name, palette] of Object.entries(palettes)) {
    for (const behind of [palette.surface, palette.layout, palette.hover, palette.raised]) {
      for (const ink of [palette.text, palette.text2, palette.text3, palette.primary]) {
        expect(contrast(ink, behind), `${name} ${ink} on ${behind}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const [tone, { ink, tint }] of Object.entries(palette.tones)) {
      expect(contrast(ink, tint), `${name} ${tone} on its tint`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, palette.surface), `${name} ${tone} on the surface`).toBeGreaterThanOrEqual(4.5);
    }
  }
});
