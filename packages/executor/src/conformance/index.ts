export { type ConformanceCase, type ConformanceOptions, executorConformance } from './executorConformance.ts';
