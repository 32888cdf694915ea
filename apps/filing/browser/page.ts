import { enhance } from '@kaika/look/enhance';
import { offerSigning } from './sign.ts';

enhance(document);
const panel = document.querySelector<HTMLElement>('[data-sign]');
if (panel) offerSigning(panel);
