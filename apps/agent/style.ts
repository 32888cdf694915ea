import { managerStyle } from './card-manager/style.ts';
import { deskStyle } from './desk/style.ts';
import { windowStyle } from './window/style.ts';

/** What the agent's pages need beyond the look of the house. */
export const agentStyle = [windowStyle, managerStyle, deskStyle].join('\n');
