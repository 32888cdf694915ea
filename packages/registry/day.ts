/** A day of the calendar in Taipei, `YYYY-MM-DD`. */
export type Day = string;

const taipeiOffsetMs = 8 * 3600_000;
const dayMs = 86_400_000;

/** The day it is in Taipei (UTC+8 all year since 1979). */
export function dayOf(now: Date): Day {
  return new Date(now.getTime() + taipeiOffsetMs).toISOString().slice(0, 10);
}

/** The day that many days later. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Days from one day to another, negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The first instant of a day in Taipei. */
export function startOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - taipeiOffsetMs);
}
