import { draw } from '../window/secret.ts';

/** Secrets of forms of the card manager: each is drawn for one form and good for one request. The oldest are forgotten. */
export type FormSecrets = { issue(): string; use(shown: string | undefined): boolean };

const mostOpen = 500;

export function formSecrets(): FormSecrets {
  const open = new Set<string>();
  return {
    issue() {
      const secret = draw();
      open.add(secret);
      for (const oldest of open) {
        if (open.size <= mostOpen) break;
        open.delete(oldest);
      }
      return secret;
    },
    use: (shown) => shown !== undefined && open.delete(shown),
  };
}
