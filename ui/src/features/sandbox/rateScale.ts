/** The event rate on a slider: a logarithmic scale from 0.1 to 500, for the small rates matter as much. Pure. */

export const LEAST = 0.1;
export const MOST = 500;
/** Steps of the slider. */
export const STEPS = 100;

const SPAN = Math.log(MOST / LEAST);

/** Two figures, as an operator would say a rate. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(2));
}

export function rateAt(step: number): number {
  return Math.min(MOST, Math.max(LEAST, rounded(LEAST * Math.exp((step / STEPS) * SPAN))));
}

export function stepOf(rate: number): number {
  const bounded = Math.min(MOST, Math.max(LEAST, rate));
  return Math.round((Math.log(bounded / LEAST) / SPAN) * STEPS);
}
