import { z } from 'zod';

/** `POST /api/batch/{number}/next`: the reader the next card will be made in. */
export const batchNext = z.object({ reader: z.string().min(1).max(200) });
export type BatchNext = Readonly<z.infer<typeof batchNext>>;

/** The answer: whose card it will be, and the task `produce` for the agent. */
export const batchTask = z.object({
  application: z.string(),
  holder: z.string(),
  id: z.string(),
  task: z.string(),
});
export type BatchTask = Readonly<z.infer<typeof batchTask>>;

/** `POST /api/batch/{number}/back`: the window was closed before this card was begun. */
export const batchBack = z.object({ application: z.string().min(1).max(40) });
export type BatchBack = Readonly<z.infer<typeof batchBack>>;
