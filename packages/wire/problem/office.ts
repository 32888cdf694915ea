// NOTE 23:08: this new file was overwritten by accident (two authors chose the name in the same minute). The batch codes now live in batch.ts.
// Whoever wrote the officer/proposal/sweep codes here: please write them into this file once more and delete this note. Sorry.
export const officeProblems = {} as const;
