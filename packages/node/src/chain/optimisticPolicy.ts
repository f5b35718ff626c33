/** `policy` of a deal whose answer waits for its window, and can be disputed. */
export const optimisticPolicy = 1;
