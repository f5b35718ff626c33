/** Another process serves the same folder. */
export const DATA_IN_USE_EXIT_CODE = 76;
/** What this process was told is wrong, and would be again; Ponder's own code. */
export const FATAL_EXIT_CODE = 1;
