import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { SuanliError } from '@suanli/protocol';

/**
 * Asks for lines on the terminal, one after another, without showing what is typed.
 *
 * @throws SuanliError `CLI_PASSWORD_PROMPT_ENDED` where the user gives an empty line or ends the input
 */
export function promptHidden(questions: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    // readline edits the line; what it would echo goes nowhere. The terminal's own echo is off before the first question
    // is seen and stays off until the last answer is in.
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
    const answers: string[] = [];
    const ask = () => process.stderr.write(questions[answers.length] ?? '');
    lines.on('line', (line) => {
      process.stderr.write('\n');
      answers.push(line);
      if (line === '' || answers.length === questions.length) lines.close();
      else ask();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      if (answers.length === questions.length && !answers.includes('')) return resolve(answers);
      process.stderr.write('\n');
      reject(new SuanliError('CLI_PASSWORD_PROMPT_ENDED'));
    });
    ask();
  });
}
