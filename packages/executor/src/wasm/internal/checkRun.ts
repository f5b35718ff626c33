import { SuanliError } from '@suanli/protocol';
import type { TaskRun } from '../../Executor.ts';
import { filesystemLimits } from './filesystemLimits.ts';

/** Arguments and environment together, in UTF-16 units; about what host systems take. */
const maxStringUnits = 1 << 20;
/** The paths of all inputs together, in UTF-8. */
const maxPathsBytes = 1 << 19;
/** Counted on top for each string, and for each part of a path: starting the system takes steps for each on the provable machine, and has few. */
const unitsOfPart = 8;
const { pathBytes: maxPathBytes, nameBytes: maxNameBytes } = filesystemLimits;

function refuse(problem: string): never {
  throw new SuanliError('EXECUTOR_RUN_INVALID', { parameters: { problem } });
}

function checkText(text: string, what: string): number {
  if (text.includes('\0')) refuse(`${what} contains a NUL character`);
  if (!text.isWellFormed()) refuse(`${what} is not well-formed Unicode`);
  return text.length;
}

function checkPath(path: string): void {
  checkText(path, `input path ${JSON.stringify(path)}`);
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    refuse(`input path ${JSON.stringify(path)} has an empty part, "." or ".."`);
  }
  if (Buffer.byteLength(path) > maxPathBytes || parts.some((part) => Buffer.byteLength(part) > maxNameBytes)) {
    refuse(
      `input path ${JSON.stringify(path.slice(0, 80))}… is longer than ${maxPathBytes} bytes, or a name in it than ${maxNameBytes}`,
    );
  }
}

/**
 * Checks what a requester wrote into a run.
 *
 * @throws SuanliError `EXECUTOR_RUN_INVALID`
 */
export function checkRun(run: TaskRun): void {
  if (!/^0x[0-9a-fA-F]{64}$/.test(run.seed)) refuse('seed is not 32 bytes of hex');
  let units = 0;
  for (const [index, text] of run.args.entries()) units += checkText(text, `argument ${index}`) + unitsOfPart;
  for (const [name, value] of Object.entries(run.env)) {
    if (name === '' || name.includes('=')) refuse(`environment name ${JSON.stringify(name)} is empty or contains "="`);
    units += checkText(name, `environment name ${JSON.stringify(name)}`);
    units += checkText(value, `environment variable ${name}`) + unitsOfPart;
  }
  if (units > maxStringUnits) refuse(`arguments and environment have more than ${maxStringUnits} characters`);
  const paths = Object.keys(run.inputs);
  let pathsBytes = 0;
  for (const path of paths) {
    checkPath(path);
    pathsBytes += Buffer.byteLength(path) + path.split('/').length * unitsOfPart;
  }
  if (pathsBytes > maxPathsBytes)
    refuse(`input paths have more than ${maxPathsBytes} bytes together, ${unitsOfPart} more counted for each part`);
  if (paths.length < 2) return;
  const files = new Set(paths);
  for (const path of paths) {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (files.has(path.slice(0, at))) refuse(`input path ${path.slice(0, at)} is both a file and a directory`);
    }
  }
}
