/** The mark of the house: one character in a vermilion seal. */
export function Seal() {
  return (
    <span class="seal" lang="zh-TW" aria-hidden="true">
      開
    </span>
  );
}

/**
 * The seal as a page's icon, a `data:` address (policies of `@kaika/look/security` admit it): browsers draw it at 16 px, where a
 * character would be a blot, so the strokes of 開's gate remain.
 */
export const sealIcon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#b23a2b"/><path d="M7 26V7h8v8H7m18 11V7h-8v8h8" fill="none" stroke="#fff" stroke-width="2.6"/></svg>',
)}`;
