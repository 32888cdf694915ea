import { test } from 'node:test';
import { checkJourney } from './journey.ts';

test('apply, review, produce, activate, log in and file, on the embedded database', () => checkJourney());
