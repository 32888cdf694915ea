/** The browsers whose screens our pictures show. */
export type BrowserName = 'chrome' | 'edge' | 'firefox' | 'safari';

/** Which of them a user agent string belongs to; others look most like Chrome. */
export function browserOf(agent: string): BrowserName {
  if (/Edg(e|A|iOS)?\//.test(agent)) return 'edge';
  if (/Firefox\/|FxiOS\//.test(agent)) return 'firefox';
  if (/Chrome\/|Chromium\/|CriOS\//.test(agent)) return 'chrome';
  return /Safari\//.test(agent) ? 'safari' : 'chrome';
}

/** Whether it is a phone or a tablet: no reader can be plugged in there. An iPad calls itself a Macintosh, but has fingers on it. */
export function isHandheld(agent: string, touchPoints: number): boolean {
  if (/Android|iPhone|iPad|iPod|Mobile/.test(agent)) return true;
  return /Macintosh/.test(agent) && touchPoints > 1;
}

/** Opens the steps of this browser and puts them first, where a remedy differs by browser. */
export function chooseBrowser(within: ParentNode): void {
  const own = browserOf(navigator.userAgent);
  for (const steps of within.querySelectorAll<HTMLDetailsElement>(`details[data-browser="${own}"]`)) {
    steps.open = true;
    steps.parentElement?.prepend(steps);
  }
}
