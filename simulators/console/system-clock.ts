/** The machine's own time, for an org that is not handed a clock. */
export const systemNow = (): number => Date.now();
