import type { Child } from 'hono/jsx';
import { classes } from './field.tsx';

/** good 有效, hold 停用 or waiting, bad 廢止, busy being worked on, plain the rest. */
export type BadgeTone = 'good' | 'hold' | 'bad' | 'busy' | 'plain';

/** A state in one or two words; the word says it, the colour only helps. */
export function Badge(props: { readonly tone: BadgeTone; readonly children?: Child | undefined }) {
  return <span class={classes('badge', props.tone !== 'plain' && props.tone)}>{props.children}</span>;
}
