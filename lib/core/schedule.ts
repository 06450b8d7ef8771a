/** Minutes of a day. */
export const minutesPerDay = 24 * 60;

/** Minutes of a week. */
export const minutesPerWeek = 7 * minutesPerDay;

const days: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** A stretch of time that comes again: every day, or every week. UTC. */
export interface Window {
  /** First minute, counted from midnight or, for a weekly window, from midnight before Sunday. */
  readonly start: number;
  /** Length in minutes. */
  readonly minutes: number;
}

/** How long a window may be. */
export interface WindowLimits {
  /**
   * Fewest minutes.
   * @default 30
   */
  readonly atLeast?: number;
  /**
   * The first length in minutes that is too long.
   * @default 1440
   */
  readonly below?: number;
}

/** A window, or why a text is none. */
export type ParsedWindow =
  | { readonly window: Window; readonly fault?: undefined }
  | { readonly window?: undefined; readonly fault: string };

const time = '([01][0-9]|2[0-3]):([0-5][0-9])';
const dailyForm = new RegExp(`^${time}-${time}$`);
const weeklyForm = new RegExp(`^(${days.join('|')}):${time}-(${days.join('|')}):${time}$`);

/**
 * Reads a window that comes every day, `hh:mm-hh:mm` in UTC. One that ends before it starts runs over midnight.
 * @param text - for example `03:00-04:00`
 * @param limits - how long it may be
 */
export function parseDailyWindow(text: string, limits: WindowLimits = {}): ParsedWindow {
  const match = dailyForm.exec(text);
  if (!match) return { fault: `"${text}" is not of the form hh:mm-hh:mm` };
  const start = clock(match[1], match[2]);
  return limited(text, start, clock(match[3], match[4]), minutesPerDay, limits);
}

/**
 * Reads a window that comes every week, `ddd:hh:mm-ddd:hh:mm` in UTC, in lower case as AWS gives it back. One that ends before it
 * starts runs over the end of Saturday.
 * @param text - for example `sun:04:30-sun:05:30`
 * @param limits - how long it may be
 */
export function parseWeeklyWindow(text: string, limits: WindowLimits = {}): ParsedWindow {
  const match = weeklyForm.exec(text);
  if (!match) return { fault: `"${text}" is not of the form ddd:hh:mm-ddd:hh:mm, in lower case` };
  const start = weekday(match[1]) + clock(match[2], match[3]);
  return limited(text, start, weekday(match[4]) + clock(match[5], match[6]), minutesPerWeek, limits);
}

/**
 * Whether a daily window shares a minute with a weekly one on any day. Windows that only touch share none.
 * @param daily - as {@link parseDailyWindow} reads it
 * @param weekly - as {@link parseWeeklyWindow} reads it
 */
export function dailyMeetsWeekly(daily: Window, weekly: Window): boolean {
  return days.some((_, day) => meet({ ...daily, start: day * minutesPerDay + daily.start }, weekly));
}

/**
 * A minute of the week as people and AWS write it: `sun:04:30`.
 * @param minute - counted from midnight before Sunday
 */
export function weekTime(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const ofDay = minute % minutesPerDay;
  return `${days[Math.floor(minute / minutesPerDay)]}:${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}

/** On the circle of a week, two stretches meet when one starts within the other. */
function meet(a: Window, b: Window): boolean {
  return within(a.start, b) || within(b.start, a);
}

function within(minute: number, { start, minutes }: Window): boolean {
  return (minute - start + minutesPerWeek) % minutesPerWeek < minutes;
}

function limited(
  text: string,
  start: number,
  end: number,
  circle: number,
  { atLeast = 30, below = minutesPerDay }: WindowLimits,
): ParsedWindow {
  const minutes = (end - start + circle) % circle;
  if (minutes < atLeast)
    return { fault: `"${text}" is ${minutes} minutes long, at least ${atLeast} are needed` };
  if (minutes >= below)
    return { fault: `"${text}" is ${minutes} minutes long, less than ${below} are allowed` };
  return { window: { start, minutes } };
}

function clock(hours = '', minutes = ''): number {
  return Number(hours) * 60 + Number(minutes);
}

function weekday(name = ''): number {
  return days.indexOf(name) * minutesPerDay;
}
