type Shape = 'info' | 'success' | 'warning' | 'problem';

/** A sign beside words that say the same; hidden from screen readers. */
export function Icon({ shape }: { readonly shape: Shape }) {
  return (
    <svg class="notice-icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
      <path fill-rule="evenodd" d={outline[shape]} />
    </svg>
  );
}

const circle = 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z';

const outline: Record<Shape, string> = {
  info: `${circle}M11 10.5v7h2v-7h-2Zm1-4.3a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z`,
  success: `${circle}m-1.3 14.4 6.5-6.9-1.5-1.4-5 5.4-2.5-2.5L6.8 12.4l3.9 4Z`,
  warning: 'M12 2.5 23 21.5H1L12 2.5Zm-1 6.5v6h2V9h-2Zm0 8v2h2v-2h-2Z',
  problem: `${circle}M11 6.5v7h2v-7h-2Zm0 9v2h2v-2h-2Z`,
};

/** A lock: something is typed elsewhere, out of the page's reach. */
export function LockIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
      <path
        fill-rule="evenodd"
        d="M12 2a5 5 0 0 0-5 5v3H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8a2 2 0 0 0-2-2h-1V7a5 5 0 0 0-5-5Zm-3 8V7a3 3 0 1 1 6 0v3H9Zm3 4a1.5 1.5 0 0 1 1 2.6V18h-2v-1.4a1.5 1.5 0 0 1 1-2.6Z"
      />
    </svg>
  );
}
