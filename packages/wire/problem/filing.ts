/** Failures of the filing service. */
export const filingProblems = {} as const;
